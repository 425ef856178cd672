// The editor's parts, put together.

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { indentUnit } from "@codemirror/language";
import { search, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState } from "@codemirror/state";
import { EditorView, keymap, lineNumbers, placeholder, tooltips } from "@codemirror/view";

import { completion } from "./completion.js";
import { meanings } from "./hover.js";
import { marks } from "./marks.js";
import { problems } from "./problems.js";
import { folding, foldServerLines } from "./server_lines.js";
import { SEARCH } from "./words.js";
import { yaml } from "./yaml.js";

/** What was pasted is folded where a server wrote it. */
const foldPasted = EditorState.transactionExtender.of((transaction) => {
  if (!transaction.isUserEvent("input.paste")) return null;
  let folds = [];
  transaction.changes.iterChangedRanges((fromA, toA, from, to) => {
    folds = folds.concat(foldServerLines(transaction.newDoc, from, to));
  });
  return { effects: folds };
});

/** Whether a text may be changed, which is not for ever. */
const access = new Compartment();

/** Lets a text only be read, or be written again. */
export function accessOf(isGiven) {
  return access.reconfigure(isGiven ? [EditorState.readOnly.of(true), EditorView.contentAttributes.of({ "aria-readonly": "true" })] : []);
}

/** The state of one text, with a history of its own; what floats above it stands in `floor`. */
export function stateOf({ text, hint, nameOf, floor, onUpdate }) {
  return EditorState.create({
    doc: text,
    extensions: [
      lineNumbers(),
      marks(),
      history(),
      yaml(),
      folding(),
      problems(),
      completion(),
      meanings(),
      search({ top: true }),
      foldPasted,
      access.of([]),
      EditorState.phrases.of(SEARCH),
      // Tab is left alone, so that nobody is trapped in the text.
      keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap]),
      EditorState.tabSize.of(4),
      indentUnit.of("  "),
      // Lines end as they did in the text that came.
      EditorState.lineSeparator.of("\n"),
      placeholder(hint),
      tooltips({ parent: floor }),
      EditorView.contentAttributes.of(() => ({ "aria-label": nameOf(), tabindex: "0", spellcheck: "false", autocapitalize: "off", autocorrect: "off", translate: "no" })),
      EditorView.updateListener.of(onUpdate),
    ],
  });
}
