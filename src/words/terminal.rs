//! The simulated terminal.

pub(crate) const TITLE: &str = "Terminal";
pub(crate) const ANSWERS: &str = "Commands and answers";
pub(crate) const LINE: &str = "Command";
pub(crate) const RUN: &str = "Run";
pub(crate) const COMPLETE: &str = "Complete";
pub(crate) const CANDIDATES: &str = "Completions";
pub(crate) const NO_CANDIDATES: &str = "Nothing to complete with.";
pub(crate) const PROMPT: &str = "$";
pub(crate) const WHAT_IT_IS: &str = "A simulation of kubectl: nothing runs, and no cluster is \
     asked. The texts are taken to be applied, and the evaluator answers from them.";
pub(crate) const KEYS: &str = "Up and down bring back earlier lines. Tab completes; Escape, then \
     Tab, leaves.";
pub(crate) const TRY: &str = "Try";
/// Commands that answer something whatever the texts are.
pub(crate) const FIRST_COMMANDS: [&str; 4] = [
    "help",
    "kubectl get pods,svc,netpol -A",
    "kubectl get ns --show-labels",
    "kubectl describe netpol -A",
];

pub(crate) fn more(count: usize) -> String {
    ["and ", &count.to_string(), " more"].concat()
}

pub(crate) const NOTE: &str = "Note:";
