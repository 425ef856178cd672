use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::{
    ChangesReport, ConsoleReply, FindingsReport, IntentionsReport, Inventory, OffersReport,
    PictureReport, RosterReport, TableReport, TextReport, Told, WishOutcome,
};
use crate::state::{Drawing, Focus, Workspace};

/// All that the page shows of the texts.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Which state of the texts it is about.
    pub revision: u64,
    /// The texts.
    pub workspace: Rc<Workspace>,
    /// What there is to say of the texts as they are.
    pub texts: Rc<TextReport>,
    /// What there is to say of those that the picture is made from.
    pub picture: Rc<PictureReport>,
    /// The diagram.
    pub drawing: Rc<Drawing>,
    /// The table, as it was when it was looked at last.
    pub table: Option<Rc<TableReport>>,
    /// The policies, as they were when they were looked at last.
    pub roster: Option<Rc<RosterReport>>,
    /// What tells the texts from the baseline, as it was when that was wanted last.
    pub changes: Option<Rc<ChangesReport>>,
    /// The question.
    pub asked: Option<Focus>,
    /// The two parties of the diagram that the question is about, if they are
    /// there.
    pub focus: Option<Focus>,
    /// Why the question has no answer, as a sentence fragment.
    pub fault: Option<String>,
    /// The answer to the question.
    pub told: Option<Rc<Told>>,
    /// What the cluster has, if that is wanted.
    pub inventory: Option<Rc<Inventory>>,
    /// What became of the expectations, if there are any.
    pub intentions: Option<Rc<IntentionsReport>>,
    /// What can be done about what the user asked for.
    pub offers: Option<Rc<OffersReport>>,
    /// What policies probably do not mean, as it was when that was wanted last.
    pub findings: Option<Rc<FindingsReport>>,
    /// What became of the last wish.
    pub outcome: Option<Rc<WishOutcome>>,
    /// The picture as a file, if that is wanted.
    pub poster: Option<Rc<String>>,
    /// What became of the last question of the terminal.
    pub console: Option<Rc<ConsoleReply>>,
}

/// What is new in a report; the other parts are as they were.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Update {
    /// Which state of the texts it is about.
    pub revision: u64,
    /// See [`Report::texts`].
    pub texts: Option<Rc<TextReport>>,
    /// See [`Report::picture`].
    pub picture: Option<Rc<PictureReport>>,
    /// See [`Report::drawing`].
    pub drawing: Option<Rc<Drawing>>,
    /// See [`Report::asked`].
    pub asked: Option<Focus>,
    /// See [`Report::focus`].
    pub focus: Option<Focus>,
    /// See [`Report::fault`].
    pub fault: Option<String>,
    /// See [`Report::told`].
    pub told: Change<Rc<Told>>,
    /// What the first view does without; nothing if all of it is as it was.
    pub later: Option<Box<Later>>,
}

/// What is new in the parts of a report that the first view does without: by themselves,
/// so that reading an update does not need to know them.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Later {
    /// See [`Report::table`].
    pub table: Option<Rc<TableReport>>,
    /// See [`Report::roster`].
    pub roster: Option<Rc<RosterReport>>,
    /// See [`Report::changes`].
    pub changes: Option<Rc<ChangesReport>>,
    /// See [`Report::inventory`].
    pub inventory: Change<Rc<Inventory>>,
    /// See [`Report::intentions`].
    pub intentions: Change<Rc<IntentionsReport>>,
    /// See [`Report::offers`].
    pub offers: Change<Rc<OffersReport>>,
    /// See [`Report::findings`].
    pub findings: Option<Rc<FindingsReport>>,
    /// See [`Report::outcome`]; it is said once.
    pub outcome: Option<Rc<WishOutcome>>,
    /// See [`Report::poster`].
    pub poster: Change<Rc<String>>,
    /// See [`Report::console`]; it is said once.
    pub console: Option<Rc<ConsoleReply>>,
}

/// What is new of a part that may be missing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Change<T> {
    /// It is as it was.
    #[default]
    AsBefore,
    /// It is this now.
    Is(T),
    /// There is none any more.
    Gone,
}

impl<T: Clone> Change<T> {
    /// The part after this change.
    pub fn after(self, before: Option<&T>) -> Option<T> {
        match self {
            Self::AsBefore => before.cloned(),
            Self::Is(now) => Some(now),
            Self::Gone => None,
        }
    }
}

impl Report {
    /// The first report: an update that leaves nothing out.
    pub fn first(update: Update, workspace: Rc<Workspace>) -> Option<Self> {
        let report = Self {
            revision: update.revision,
            workspace,
            texts: update.texts?,
            picture: update.picture?,
            drawing: update.drawing?,
            asked: update.asked,
            focus: update.focus,
            fault: update.fault,
            told: update.told.after(None),
            table: None,
            roster: None,
            changes: None,
            inventory: None,
            intentions: None,
            offers: None,
            findings: None,
            outcome: None,
            poster: None,
            console: None,
        };
        Some(report.and(update.later))
    }

    /// The report after an update that is about these texts.
    #[must_use]
    pub fn updated(&self, update: Update, workspace: Rc<Workspace>) -> Self {
        let report = Self {
            revision: update.revision,
            workspace,
            texts: update.texts.unwrap_or_else(|| Rc::clone(&self.texts)),
            picture: update.picture.unwrap_or_else(|| Rc::clone(&self.picture)),
            drawing: update.drawing.unwrap_or_else(|| Rc::clone(&self.drawing)),
            asked: update.asked,
            focus: update.focus,
            fault: update.fault,
            told: update.told.after(self.told.as_ref()),
            ..self.clone()
        };
        report.and(update.later)
    }

    fn and(self, later: Option<Box<Later>>) -> Self {
        let Some(later) = later else {
            return self;
        };
        Self {
            table: later.table.or(self.table),
            roster: later.roster.or(self.roster),
            changes: later.changes.or(self.changes),
            inventory: later.inventory.after(self.inventory.as_ref()),
            intentions: later.intentions.after(self.intentions.as_ref()),
            offers: later.offers.after(self.offers.as_ref()),
            findings: later.findings.or(self.findings),
            outcome: later.outcome.or(self.outcome),
            poster: later.poster.after(self.poster.as_ref()),
            console: later.console.or(self.console),
            ..self
        }
    }
}
