use serde::{Deserialize, Serialize};

use super::{Closing, EntryUse, Member, Near, Phrase};
use crate::eval::{BranchRef, Clause, Disclosure, Verdict};
use crate::model::{Direction, PolicyId, Truth};
use crate::text::FieldPath;

/// Why one endpoint reaches another or does not, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// The verdict over all ports: allowed when at least one connects.
    pub verdict: Verdict,
    /// `frontend reaches db`, `frontend cannot reach db`; across namespaces `api
    /// of qa-test reaches db of staging`.
    pub headline: String,
    /// `in qa-test, on every port`; across namespaces `on 80/TCP`.
    pub scope: String,
    /// What stands after yes or no, in few words: `by db-np, rule 1, branch A`,
    /// `leaving frontend: test-np has no egress rule`.
    pub answer: Phrase,
    /// What decides, in one or two sentences: `Only A admits it. Without A it
    /// would be denied.`
    pub punch: Phrase,
    /// One sentence that names everything, for a tooltip or a screen reader:
    /// `qa-test/frontend to qa-test/db: allowed on all ports by db-np, rule 1,
    /// branch A`. Branches are pieces, since their letters are the viewer's.
    pub sentence: Phrase,
    /// Leaving the source.
    pub egress: Side,
    /// Entering the destination.
    pub ingress: Side,
    /// Those that the answer is about and that differ, each with its own: none
    /// where all are alike.
    pub members: Vec<Member>,
    /// Which of the members the two directions are those of.
    pub shown: Option<usize>,
    /// For a denial, what would have admitted it; where members differ, they say.
    pub near: Option<Near>,
    /// For a connection, what closes it; where members differ, they say.
    pub closing: Option<Closing>,
    /// What the entries that admit it are there for, the first of them.
    pub uses: Vec<EntryUse>,
    /// The points where Kubernetes leaves the answer to the network plugin or
    /// the input leaves it open, each with its sentence.
    pub disclosures: Vec<(Disclosure, String)>,
}

/// How one side answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum GateState {
    /// Policies do not apply.
    Exempt,
    /// Nothing isolates: not a permission but the absence of a rule.
    Open,
    /// Isolated, and some branch admits.
    Admitted,
    /// Isolated, and it cannot be known whether a branch admits.
    Undecided,
    /// Isolated, and no branch admits.
    Rejected,
}

/// One direction of the connection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Side {
    /// Which direction.
    pub direction: Direction,
    /// `Leaving frontend`, `Entering db`.
    pub title: String,
    /// How it answered.
    pub state: GateState,
    /// What there is to say before the policies: `No policy isolates frontend
    /// for egress, so it may connect anywhere.` or `Isolated by db-np.`
    pub lead: Phrase,
    /// A second thought in small print: `Not a permission: the absence of a
    /// rule.`
    pub fine_print: Option<Phrase>,
    /// The policies that isolate the subject, in document order; empty unless
    /// isolated.
    pub policies: Vec<PolicyCard>,
}

/// One policy that isolates the subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyCard {
    /// The policy.
    pub policy: PolicyId,
    /// Its name.
    pub name: String,
    /// Why it applies: selects the subject, and lists the direction.
    pub subject: Subject,
    /// Its rules of this direction, in order. Empty: it denies everything.
    pub rules: Vec<RuleCard>,
    /// What to say of it as a whole: `Its rule 1 admits whoever matches one
    /// of:`, `It has no egress rule, so nothing may leave.`
    pub lead: Phrase,
}

/// Why a policy applies to the subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// `selects it`, with the selector and the labels it met.
    pub selects: ClauseLine,
    /// `lists Egress`, or that the direction is meant without being listed.
    pub lists: ClauseLine,
    /// The places that say so: `spec.podSelector`, `spec.policyTypes[0]`.
    pub paths: Vec<FieldPath>,
}

/// One rule, its branches side by side (OR).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleCard {
    /// The rule's index, from 0; people read it from 1.
    pub rule: usize,
    /// Its place.
    pub path: FieldPath,
    /// Its branches, in order.
    pub branches: Vec<BranchCard>,
}

/// One branch, its clauses stacked (AND).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BranchCard {
    /// The branch.
    pub branch: BranchRef,
    /// `admits frontend`, `does not match`, `matches, but not on these ports`.
    pub title: String,
    /// Whether it admits the peer on some port.
    pub admits: Truth,
    /// Its place.
    pub path: FieldPath,
    /// Its clauses; the ports come last, if the rule lists any.
    pub clauses: Vec<ClauseLine>,
}

/// One clause with what settled it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClauseLine {
    /// The clause; `None` for ports and for what is said of a subject.
    pub clause: Option<Clause>,
    /// Whether it held.
    pub held: Truth,
    /// Whether it stands in the text; a selector that does not is a clause too.
    pub written: bool,
    /// `namespace`, `pod`, `ports`, `selects it`.
    pub what: String,
    /// `env=qa`, `any`, `8080/TCP`.
    pub value: String,
    /// `qa-test has env=qa`; `no podSelector, so every pod there`.
    pub fact: Phrase,
    /// Its place, if it is written.
    pub path: Option<FieldPath>,
}
