// `<code-editor>`: what the program puts over its plain text field once this file has arrived.
// It keeps a state for every text, so that each has its own history, selection and folds.
//
// The program calls its methods and listens to its events; places are UTF-16 units.
//
// - `edited`: somebody changed the open text, which is in `text`
// - `moved`: the caret is elsewhere, see `caret`
// - `arrived`: texts came from outside, `detail` is `{ texts: [[name, text]], leftAside }`

import "./sheets.js";

import { isolateHistory } from "@codemirror/commands";
import { EditorSelection, Transaction } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

import { watchArrivals } from "./arrivals.js";
import { setVocabulary } from "./completion.js";
import { setMarks } from "./marks.js";
import { problemsOf } from "./problems.js";
import { foldServerLines } from "./server_lines.js";
import { accessOf, stateOf } from "./setup.js";

class CodeEditor extends HTMLElement {
  #view = null;
  /** The name of the open text. */
  #name = null;
  /** The states of the texts that are not open, by name. */
  #others = new Map();
  /** The names that there are; a text without one is gone. */
  #names = new Set();
  #vocabulary = null;
  #stopWatching = () => {};
  /** While the program itself changes the text, nobody has to be told. */
  #isTold = false;
  /** What waits while somebody composes a character of several keys: half of one is no text yet. */
  #held = { isEdited: false, marks: null };

  connectedCallback() {
    this.addEventListener("compositionend", () => this.#release());
    this.#stopWatching = watchArrivals(this.#around, (texts, leftAside) => this.#tell("arrived", { texts, leftAside }));
  }

  disconnectedCallback() {
    this.#stopWatching();
    this.#view?.destroy();
    this.#view = null;
    this.#name = null;
    this.#others.clear();
  }

  /** Shows the text of this name. One that it already has keeps its history; one that is given may only be read. */
  open(name, text, hint, isGiven = false) {
    if (this.#view && name !== this.#name && this.#names.has(this.#name)) {
      this.#others.set(this.#name, { state: this.#view.state, scroll: this.#view.scrollSnapshot() });
    }
    if (!this.#view) {
      this.#name = name;
      this.#view = new EditorView({ state: this.#fresh(text, hint), parent: this });
    } else if (name !== this.#name) {
      const kept = this.#others.get(name);
      this.#others.delete(name);
      this.#name = name;
      this.#view.setState(kept?.state ?? this.#fresh(text, hint));
      if (kept) this.#view.dispatch({ effects: kept.scroll });
      this.#offerAgain();
    }
    this.#view.dispatch({ effects: accessOf(isGiven) });
    // What is being composed is newer than what the program knows.
    if (!this.#held.isEdited) this.#replace(text);
  }

  /** Forgets the texts that are not among these; one that was renamed keeps its history. */
  keep(names, renamed) {
    this.#names = new Set(names);
    for (const [before, now] of renamed) {
      if (before === this.#name) this.#name = now;
      else if (this.#others.has(before)) {
        this.#others.set(now, this.#others.get(before));
        this.#others.delete(before);
      }
    }
    for (const name of this.#others.keys()) if (!this.#names.has(name)) this.#others.delete(name);
    // It goes by its name.
    this.#view?.dispatch({});
  }

  /** Takes the place of a text field: with its selection, its focus and what it shows. */
  takeOver(field) {
    const view = this.#view;
    // What is not seen cannot have the focus.
    this.hidden = false;
    const { selectionStart, selectionEnd, selectionDirection } = field;
    const ends = selectionDirection === "backward" ? [selectionEnd, selectionStart] : [selectionStart, selectionEnd];
    const line = Math.round((field.closest("[data-scrolls]")?.scrollTop ?? 0) / view.defaultLineHeight) + 1;
    const top = view.state.doc.line(Math.min(line, view.state.doc.lines)).from;
    view.dispatch({
      selection: EditorSelection.single(...ends.map((it) => Math.min(it, view.state.doc.length))),
      effects: line > 1 ? EditorView.scrollIntoView(top, { y: "start", yMargin: 0 }) : [],
    });
    if (document.activeElement === field) view.focus();
    // It goes in a moment; who comes to type in it until then would type into nothing.
    field.ariaHidden = "true";
    field.addEventListener("focus", () => view.focus());
  }

  /** Draws on lines and underlines problems; `json` is that of src/state/editor_marks.rs. */
  mark(json) {
    if (this.#view?.compositionStarted) {
      this.#held.marks = json;
      return;
    }
    const { lines, problems } = JSON.parse(json);
    this.#view?.dispatch(problemsOf(this.#view.state, problems), { effects: setMarks.of(lines) });
  }

  /** Says what exists in the input, for completion. */
  offer(json) {
    this.#vocabulary = JSON.parse(json);
    this.#offerAgain();
  }

  /** Selects a range, brings it into view and takes the focus. */
  select(from, to) {
    const { length } = this.#view.state.doc;
    const [anchor, head] = [from, to].map((it) => Math.min(it, length));
    const effects = EditorView.scrollIntoView(EditorSelection.range(anchor, head), { y: "center" });
    this.#view.dispatch({ selection: { anchor, head }, effects });
    this.#view.focus();
  }

  /** Brings a line (from 1) into view, unless it is. */
  reveal(line) {
    const view = this.#view;
    const { from } = view.state.doc.line(Math.max(1, Math.min(line, view.state.doc.lines)));
    const { top, bottom } = view.lineBlockAt(from);
    const { scrollTop, clientHeight } = view.scrollDOM;
    if (top >= scrollTop && bottom <= scrollTop + clientHeight) return;
    view.dispatch({ effects: EditorView.scrollIntoView(from, { y: "center" }) });
  }

  /** The open text. */
  get text() {
    return this.#view?.state.doc.toString() ?? "";
  }

  /** Where the caret is, -1 when the text has not the focus. */
  get caret() {
    return this.#view?.hasFocus ? this.#view.state.selection.main.head : -1;
  }

  /** The part of the page that is all about texts. */
  get #around() {
    return this.closest("[data-arrivals]") ?? this;
  }

  #fresh(text, hint) {
    const state = stateOf({ text, hint, nameOf: () => this.#name, floor: this.#around, onUpdate: (update) => this.#updated(update) });
    return state.update({ effects: foldServerLines(state.doc) }).state;
  }

  /** Puts another text in place of the open one, as one step that can be undone. */
  #replace(text) {
    const { state } = this.#view;
    const before = state.doc.toString();
    if (before === text) return;
    const changes = difference(before, text);
    this.#isTold = true;
    this.#view.dispatch({ changes, annotations: [isolateHistory.of("full"), Transaction.userEvent.of("input.replace")] });
    this.#isTold = false;
    const { doc } = this.#view.state;
    this.#view.dispatch({ effects: foldServerLines(doc, changes.from, changes.from + changes.insert.length) });
  }

  #offerAgain() {
    if (this.#vocabulary) this.#view?.dispatch({ effects: setVocabulary.of(this.#vocabulary) });
  }

  #updated(update) {
    if (update.docChanged && !this.#isTold) {
      if (update.view.compositionStarted) this.#held.isEdited = true;
      else this.#tell("edited");
    }
    if (update.selectionSet || update.focusChanged) this.#tell("moved");
  }

  /** What waited for the end of a composition; at once, since the tab may change next. */
  #release() {
    const { isEdited, marks } = this.#held;
    this.#held = { isEdited: false, marks: null };
    if (isEdited) this.#tell("edited");
    else if (marks !== null) this.mark(marks);
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

/** The one change that leads from a text to another. */
function difference(before, after) {
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from < most && before[from] === after[from]) from += 1;
  let same = 0;
  while (same < most - from && before.at(-1 - same) === after.at(-1 - same)) same += 1;
  return { from, to: before.length - same, insert: after.slice(from, after.length - same) };
}

customElements.define("code-editor", CodeEditor);
