use netpol_engine::Analysis;

use super::{Sheet, add_annotations, add_labels};
use crate::item::Item;

pub(super) fn sheet(item: &Item<'_>, analysis: &Analysis) -> Sheet {
    let mut sheet = Sheet::default();
    sheet.pair("Name:", item.name);
    add_labels(&mut sheet, item);
    add_annotations(&mut sheet, item, analysis);
    sheet.pair("Status:", "Active");
    sheet
}
