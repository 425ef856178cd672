use std::rc::Rc;

use netpol_engine::edit::{Wish, edits};
use netpol_engine::layout::PairChange;
use netpol_engine::{Options, Unevaluated};
use netpol_export::Poster;

use super::comparison::{Compared, Comparer};
use super::errand::{Errand, Part, Progress, Read};
use super::news::News;
use super::table_report::Tabulator;
use super::{
    Look, Reading, Shown, Task, Timeline, console, counsel, inquiry, intentions, inventory,
    picture_report, reading, roster_report, text_report,
};
use crate::report::{
    Change, ConsoleReply, FindingsReport, IntentionsReport, Inventory, Later, OffersReport,
    PictureReport, Report, RosterReport, TextReport, Told, Update, WishOutcome,
};
use crate::state::{
    ConsoleQuestion, Drawing, Easel, Focus, ResultView, Theme, ViewOptions, Workspace,
};

/// Answers the page's tasks, one after the other, and remembers what it said.
#[derive(Debug, Default)]
pub struct Evaluator {
    timeline: Timeline,
    easel: Easel,
    news: News,
    tabulator: Tabulator,
    comparer: Comparer,
    shown: Option<(Read, Shown)>,
    said: Option<Report>,
    /// What the last offers were thought up for.
    asked: Option<Asked>,
    /// What the last expectations were held against.
    checked: Option<Asked>,
    linted: Option<Rc<Reading>>,
}

/// Texts as they were read, with what is expected of them.
#[derive(Debug, PartialEq)]
struct Asked {
    reading: Rc<Reading>,
    intended: Rc<str>,
}

impl Asked {
    fn about(reading: &Rc<Reading>, look: &Look) -> Self {
        Self {
            reading: Rc::clone(reading),
            intended: Rc::clone(&look.intended),
        }
    }
}

impl Evaluator {
    /// Answers a task: what is new since the last answer.
    pub fn answer(&mut self, task: Task) -> Update {
        let mut errand = Errand::new(task);
        loop {
            match self.advance(errand) {
                Progress::More(rest) => errand = *rest,
                Progress::Done(update) => return *update,
            }
        }
    }

    /// Does the next part of an errand. What is left of it may be dropped at any
    /// time: then nothing of it was said.
    pub fn advance(&mut self, errand: Errand) -> Progress {
        let Errand {
            revision,
            look,
            part,
        } = errand;
        let part = match part {
            Part::Read {
                origin,
                workspace,
                baseline,
            } => {
                if let Some((number, baseline)) = baseline {
                    self.comparer.pin(number, baseline);
                }
                self.read(origin, workspace, &look)
            }
            Part::Evaluate(read, draft) => Part::List(self.evaluate(read, *draft)),
            Part::List(shown) => {
                shown.reading.analysis.listed();
                Part::Compare(shown)
            }
            Part::Compare(shown) => {
                self.compare(&look, &shown);
                Part::Tell(shown)
            }
            Part::Tell(shown) => {
                return Progress::Done(Box::new(self.tell(revision, look, &shown)));
            }
        };
        Progress::More(Box::new(Errand {
            revision,
            look,
            part,
        }))
    }

    /// Reads the texts, unless they are as before.
    fn read(
        &mut self,
        origin: Option<Rc<Workspace>>,
        workspace: Option<Rc<Workspace>>,
        look: &Look,
    ) -> Part {
        if let Some(origin) = origin.filter(|_| self.shown.is_none()) {
            self.timeline.show(origin, false);
        }
        self.timeline.left_out.clone_from(&look.left_out);
        let known = self.shown.as_ref().map(|it| Rc::clone(&it.0.workspace));
        let workspace = workspace.or(known);
        let read = Read {
            workspace: workspace.unwrap_or_else(|| Rc::new(Workspace::new([]))),
            wants_partial: look.wants_partial,
            left_out: look.left_out.clone(),
        };
        match &self.shown {
            Some((before, shown)) if *before == read => Part::List(shown.clone()),
            _ => {
                let draft = self.timeline.read(&read.workspace);
                Part::Evaluate(read, Box::new(draft))
            }
        }
    }

    fn evaluate(&mut self, read: Read, draft: Unevaluated) -> Shown {
        let workspace = Rc::clone(&read.workspace);
        let shown = self
            .timeline
            .show_evaluated(workspace, draft, read.wants_partial);
        self.shown = Some((read, shown.clone()));
        shown
    }

    /// What tells the texts from the baseline; worked out once for the same texts.
    fn compare(&mut self, look: &Look, shown: &Shown) -> Option<Compared> {
        self.comparer.compare(look.compared?, &shown.reading)
    }

    /// What is new since the last answer.
    fn tell(&mut self, revision: u64, look: Look, shown: &Shown) -> Update {
        let compared = self.compare(&look, shown);
        let intentions = self.intentions(shown, &look);
        let offers = self.offers(shown, &look);
        let findings = self.findings(revision, shown, &look);
        let console = look.console.as_ref().map(|it| self.reply(shown, &look, it));
        let Look {
            focus: asked,
            view,
            options,
            width,
            wants_answer,
            wants_inventory,
            poster,
            wish,
            ..
        } = look;
        let found = if wants_answer {
            inquiry::inquire(&shown.reading, asked.as_ref())
        } else {
            inquiry::look(&shown.reading, asked.as_ref())
        };
        let focus = found.pair;
        let roster = match view {
            ResultView::Policies => Some(self.roster(shown)),
            _ => self.said.as_ref().and_then(|it| it.roster.clone()),
        };
        let table = match view {
            ResultView::Matrix => Some(self.tabulator.table(&shown.reading)),
            ResultView::Diagram | ResultView::Policies | ResultView::Changes => {
                self.said.as_ref().and_then(|it| it.table.clone())
            }
        };
        let changed = compared.as_ref().filter(|_| view == ResultView::Changes);
        let changed = changed.map_or(&[][..], |it| &it.pairs);
        let aspect = (focus.as_ref(), &options, changed);
        let poster = poster.and_then(|it| self.poster(shown, aspect, (width, it)));
        let report = Report {
            revision,
            workspace: Rc::clone(&shown.current.workspace),
            texts: self.texts(shown),
            picture: self.picture(shown),
            told: found.told.map(|it| self.told(it)),
            fault: found.fault,
            inventory: wants_inventory.then(|| self.inventory(shown)),
            intentions,
            offers,
            findings,
            outcome: wish.map(|it| self.outcome(shown, it)),
            console,
            drawing: self.drawing(shown, view, aspect, width),
            poster,
            table,
            roster,
            changes: compared
                .map(|it| it.report)
                .or_else(|| self.said.as_ref()?.changes.clone()),
            asked,
            focus,
        };
        let update = update(self.said.as_ref(), &report);
        self.said = Some(report);
        update
    }

    /// The diagram; while nobody looks at it, what it was.
    fn drawing(
        &mut self,
        shown: &Shown,
        view: ResultView,
        (focus, options, changed): Wanted<'_>,
        width: u32,
    ) -> Rc<Drawing> {
        match &self.said {
            Some(said) if !view.has_diagram() => Rc::clone(&said.drawing),
            _ => self
                .easel
                .draw(&shown.reading, focus, options, (width, changed)),
        }
    }

    /// The picture as a file; nothing where there are too many connections to draw.
    fn poster(
        &self,
        shown: &Shown,
        wanted: Wanted<'_>,
        (width, theme): (u32, Theme),
    ) -> Option<Rc<String>> {
        let reading = &shown.reading;
        reading.analysis.listed()?;
        let poster = Poster {
            theme: match theme {
                Theme::Auto => netpol_export::Theme::Auto,
                Theme::Light => netpol_export::Theme::Light,
                Theme::Dark => netpol_export::Theme::Dark,
            },
            width,
            aspect: self.easel.aspect(reading, wanted),
        };
        let new = netpol_export::svg(&reading.analysis, &reading.letters, &poster);
        let said = self.said.as_ref().and_then(|it| it.poster.as_ref());
        Some(kept(said, new))
    }

    fn roster(&self, shown: &Shown) -> Rc<RosterReport> {
        let new = roster_report::roster_report(&shown.reading);
        let said = self.said.as_ref().and_then(|it| it.roster.as_ref());
        kept(said, new)
    }

    fn texts(&self, shown: &Shown) -> Rc<TextReport> {
        let new = text_report::text_report(&shown.current);
        kept(self.said.as_ref().map(|it| &it.texts), new)
    }

    fn picture(&mut self, shown: &Shown) -> Rc<PictureReport> {
        let new = PictureReport {
            news: self.news.of(&shown.reading),
            ..picture_report::picture_report(shown)
        };
        kept(self.said.as_ref().map(|it| &it.picture), new)
    }

    fn inventory(&self, shown: &Shown) -> Rc<Inventory> {
        let new = inventory::inventory(shown.current.analysis.cluster());
        let said = self.said.as_ref().and_then(|it| it.inventory.as_ref());
        kept(said, new)
    }

    /// What policies probably do not mean; looked for once in the same texts.
    fn findings(
        &mut self,
        revision: u64,
        shown: &Shown,
        look: &Look,
    ) -> Option<Rc<FindingsReport>> {
        let said = self.said.as_ref().and_then(|it| it.findings.clone());
        if !look.wants_findings {
            return said;
        }
        let is_same = self
            .linted
            .as_ref()
            .is_some_and(|it| Rc::ptr_eq(it, &shown.current));
        if let Some(said) = said.filter(|it| is_same && it.revision == revision) {
            return Some(said);
        }
        self.linted = Some(Rc::clone(&shown.current));
        let options = reading::options(&look.left_out);
        Some(Rc::new(FindingsReport {
            revision,
            findings: text_report::findings(&shown.current, &options),
        }))
    }

    /// What becomes of the expectations, if there are any; worked out once for the same
    /// texts and lines, since this is asked with every look at an edge.
    fn intentions(&mut self, shown: &Shown, look: &Look) -> Option<Rc<IntentionsReport>> {
        if look.intended.trim().is_empty() || !look.wants_answer {
            return None;
        }
        let asked = Asked::about(&shown.reading, look);
        let said = self.said.as_ref().and_then(|it| it.intentions.as_ref());
        if let Some(said) = said.filter(|_| self.checked.as_ref() == Some(&asked)) {
            return Some(Rc::clone(said));
        }
        let new = intentions::intentions(&shown.reading, &look.intended);
        let new = kept(said, new);
        self.checked = Some(asked);
        Some(new)
    }

    /// What can be offered; thought up once for the same texts.
    fn offers(&mut self, shown: &Shown, look: &Look) -> Option<Rc<OffersReport>> {
        let plea = look.plea.as_ref()?;
        let asked = Asked::about(&shown.current, look);
        let said = self.said.as_ref().and_then(|it| it.offers.as_ref());
        let is_same = |it: &&Rc<OffersReport>| it.plea == *plea;
        if let Some(said) = said.filter(|it| self.asked.as_ref() == Some(&asked) && is_same(it)) {
            return Some(Rc::clone(said));
        }
        let options = reading::options(&look.left_out);
        let known = (&*shown.current, self.timeline.memory());
        let offers = counsel::counsel(known, (&look.intended, &options), plea);
        self.asked = Some(asked);
        Some(Rc::new(offers))
    }

    /// What becomes of a wish; each is answered once for the same texts.
    fn outcome(&self, shown: &Shown, (number, wish): (u64, Wish)) -> Rc<WishOutcome> {
        let is_same = |it: &&Report| it.workspace == shown.current.workspace;
        let said = self.said.as_ref().filter(is_same);
        let said = said.and_then(|it| it.outcome.as_ref());
        if let Some(said) = said.filter(|it| it.number == number) {
            return Rc::clone(said);
        }
        let sources = shown.current.workspace.sources();
        let edits = edits(&sources, &Options::default(), &wish);
        Rc::new(WishOutcome {
            number,
            edits: edits.map_err(|it| it.to_string()),
        })
    }

    /// What becomes of a question of the terminal; each is answered once for the same
    /// texts.
    fn reply(
        &self,
        shown: &Shown,
        look: &Look,
        (number, question): &(u64, ConsoleQuestion),
    ) -> Rc<ConsoleReply> {
        let is_same = |it: &&Report| it.workspace == shown.current.workspace;
        let said = self.said.as_ref().filter(is_same);
        let said = said.and_then(|it| it.console.as_ref());
        if let Some(said) = said.filter(|it| it.number == *number) {
            return Rc::clone(said);
        }
        let options = reading::options(&look.left_out);
        Rc::new(console::reply(&shown.current, &options, *number, question))
    }

    fn told(&self, new: Told) -> Rc<Told> {
        kept(self.said.as_ref().and_then(|it| it.told.as_ref()), new)
    }
}

/// What the user wants to see of the picture: the pair in focus, how it is drawn, and what
/// became of pairs, where that is shown.
type Wanted<'a> = (Option<&'a Focus>, &'a ViewOptions, &'a [PairChange]);

/// What was said, if the same is to be said again.
fn kept<T: PartialEq>(said: Option<&Rc<T>>, new: T) -> Rc<T> {
    match said {
        Some(said) if **said == new => Rc::clone(said),
        _ => Rc::new(new),
    }
}

/// What is new in `report`.
fn update(said: Option<&Report>, report: &Report) -> Update {
    let later = later(said, report);
    let later = (later != Later::default()).then(|| Box::new(later));
    let Some(said) = said else {
        return Update {
            revision: report.revision,
            texts: Some(Rc::clone(&report.texts)),
            picture: Some(Rc::clone(&report.picture)),
            drawing: Some(Rc::clone(&report.drawing)),
            asked: report.asked.clone(),
            focus: report.focus.clone(),
            fault: report.fault.clone(),
            told: change(None, report.told.as_ref()),
            later,
        };
    };
    Update {
        revision: report.revision,
        texts: new(&said.texts, &report.texts),
        picture: new(&said.picture, &report.picture),
        drawing: new(&said.drawing, &report.drawing),
        asked: report.asked.clone(),
        focus: report.focus.clone(),
        fault: report.fault.clone(),
        told: change(said.told.as_ref(), report.told.as_ref()),
        later,
    }
}

/// What is new in the parts that the first view does without.
fn later(said: Option<&Report>, report: &Report) -> Later {
    Later {
        table: latest(said.and_then(|it| it.table.as_ref()), report.table.as_ref()),
        roster: latest(
            said.and_then(|it| it.roster.as_ref()),
            report.roster.as_ref(),
        ),
        changes: latest(
            said.and_then(|it| it.changes.as_ref()),
            report.changes.as_ref(),
        ),
        inventory: change(
            said.and_then(|it| it.inventory.as_ref()),
            report.inventory.as_ref(),
        ),
        intentions: change(
            said.and_then(|it| it.intentions.as_ref()),
            report.intentions.as_ref(),
        ),
        offers: change(
            said.and_then(|it| it.offers.as_ref()),
            report.offers.as_ref(),
        ),
        findings: latest(
            said.and_then(|it| it.findings.as_ref()),
            report.findings.as_ref(),
        ),
        outcome: report.outcome.clone(),
        poster: change(
            said.and_then(|it| it.poster.as_ref()),
            report.poster.as_ref(),
        ),
        console: report.console.clone(),
    }
}

/// A part that stays as it was looked at last.
fn latest<T>(said: Option<&Rc<T>>, now: Option<&Rc<T>>) -> Option<Rc<T>> {
    match (said, now) {
        (Some(said), Some(now)) => new(said, now),
        (_, now) => now.cloned(),
    }
}

fn new<T>(said: &Rc<T>, now: &Rc<T>) -> Option<Rc<T>> {
    (!Rc::ptr_eq(said, now)).then(|| Rc::clone(now))
}

/// The same for a part that may be missing.
fn change<T>(said: Option<&Rc<T>>, now: Option<&Rc<T>>) -> Change<Rc<T>> {
    match (said, now) {
        (Some(said), Some(now)) if Rc::ptr_eq(said, now) => Change::AsBefore,
        (None, None) => Change::AsBefore,
        (_, Some(now)) => Change::Is(Rc::clone(now)),
        (_, None) => Change::Gone,
    }
}
