use std::collections::BTreeSet;
use std::rc::Rc;

use super::Reading;
use crate::state::PlaceName;
use crate::words::news as words;

/// More connections than this are not compared: nobody listens to that.
const MOST: usize = 2_000;

/// The names of connected pairs.
type Pairs = BTreeSet<(String, String)>;

/// Tells what a change of the texts did, for those who cannot see the picture
/// change: `1 connection now denied, 2 now allowed`.
#[derive(Debug, Default)]
pub(super) struct News {
    last: Option<(Rc<Reading>, Option<Pairs>)>,
    told: String,
}

impl News {
    /// What is new in `reading`. The first one is no news, nor is another text.
    pub(super) fn of(&mut self, reading: &Rc<Reading>) -> String {
        if let Some((last, _)) = &self.last
            && Rc::ptr_eq(last, reading)
        {
            return self.told.clone();
        }
        let pairs = pairs(reading);
        self.told = match &self.last {
            Some((last, before)) if reading.workspace.is_edit_of(&last.workspace) => {
                let both = before.as_ref().zip(pairs.as_ref());
                both.map_or_else(String::new, |(before, now)| sentence(before, now))
            }
            _ => String::new(),
        };
        self.last = Some((Rc::clone(reading), pairs));
        self.told.clone()
    }
}

/// The pairs that are connected; nothing if those are more than are compared, or
/// not known.
fn pairs(reading: &Reading) -> Option<Pairs> {
    let analysis = &reading.analysis;
    let name = |party| PlaceName::of(&analysis.world, party).key();
    let few = analysis.listed().filter(|it| it.len() <= MOST);
    let few = few.filter(|_| analysis.is_evaluated())?;
    let names = few.iter().map(|it| (name(it.source), name(it.destination)));
    Some(names.collect())
}

fn sentence(before: &Pairs, now: &Pairs) -> String {
    let lost = before.difference(now).count();
    let gained = now.difference(before).count();
    words::changed(lost, gained)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::Workspace;

    const PODS: &str = "\
apiVersion: v1
kind: Pod
metadata: {name: a, namespace: x}
---
apiVersion: v1
kind: Pod
metadata: {name: b, namespace: x}
";
    const DENY: &str = "\
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: deny, namespace: x}
spec: {podSelector: {}, policyTypes: [Ingress]}
";

    #[track_caller]
    fn check(texts: &[[&str; 2]], expected: &[&str]) {
        let mut news = News::default();
        let told = texts.iter().map(|[policies, pods]| {
            let workspace = Rc::new(Workspace::of(policies, pods));
            news.of(&Rc::new(Reading::of(workspace, None)))
        });
        assert_eq!(told.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn what_a_change_opens_and_closes_is_counted() {
        // Both pods, and the outside towards each of them.
        let four = "4 connections now denied";
        check(&[["", PODS], [DENY, PODS]], &["", four]);
        let nobody = DENY.replace("{}", "{matchLabels: {no: one}}");
        check(
            &[[DENY, PODS], [&nobody, PODS]],
            &["", "4 connections now allowed"],
        );
    }

    #[test]
    fn of_more_than_anybody_hears_of_there_is_no_news() {
        let pod = |it| format!("---\n{}", PODS.replace("name: ", &format!("name: p{it}")));
        let many: String = (0..30).map(pod).collect();
        check(&[["", PODS], ["", &format!("{PODS}{many}")]], &["", ""]);
    }

    #[test]
    fn nothing_is_no_news() {
        check(&[["", PODS], ["# ours", PODS]], &["", ""]);
        check(&[["", PODS], [DENY, "[]"]], &["", ""]);
    }
}
