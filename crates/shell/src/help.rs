//! What the terminal is, and what it understands.

use crate::files::quoted;
use crate::output::Output;
use netpol_engine::text::Sources;

const WHAT_IT_IS: &str = "\
This is a simulation. There is no cluster and no process runs: the texts of the
editor are taken to be applied, and the evaluator answers from them what kubectl
and the programs would print. Nothing leaves this page.";

const COMMANDS: &str = "  kubectl get pods|svc|ns|netpol [NAME] [-n NS | -A] [-l LABELS]
              [--show-labels] [-o wide|yaml|name]
  kubectl describe pod|svc|ns|netpol [NAME]
  kubectl apply -f FILE         a tab of the editor gets the last word
  kubectl delete KIND NAME      removes it from the texts
  kubectl edit KIND NAME        shows it in the editor
  kubectl label KIND NAME key=value key- [--overwrite]
  kubectl exec [-n NS] POD|deploy/NAME -- PROGRAM
      PROGRAM: curl, wget, nc, telnet with a host and a port; nslookup, ping
  history, clear, help          k stands for kubectl";

const WHAT_IS_ASSUMED: &str = "\
What the texts do not say is <unknown>, as every AGE is. Pods are taken to be
running and ready unless the texts say otherwise. Of a template at most two pods
are shown, since more would not behave differently. A pod listens on the ports
that its containers declare, and on any if they declare none. Where a policy
drops packets, programs time out.";

pub(crate) fn help(sources: &Sources) -> Output {
    let names: Vec<String> = sources.iter().map(|it| quoted(&it.1.name)).collect();
    let files = format!("The files are the tabs: {}", names.join(", "));
    Output::of(&[WHAT_IT_IS, COMMANDS, &files, WHAT_IS_ASSUMED].join("\n\n"))
}
