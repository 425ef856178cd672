// What is drawn on and beside lines because of what they mean: branches with their badges, the
// ground of what isolates, OR and AND in the indentation, ranges that somebody points at. All
// of it comes from the program as data; see src/state/editor_marks.rs.

import { RangeSet, RangeSetBuilder, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, GutterMarker, WidgetType, gutter, gutterLineClass } from "@codemirror/view";

import { badge, sign } from "./signs.js";

/** Gives a text the marks of its lines, instead of those it had. */
export const setMarks = StateEffect.define();

/** A word that is not written, in the indentation before what it joins. */
class JoinWidget extends WidgetType {
  constructor(word) {
    super();
    this.word = word;
  }

  eq(other) {
    return other.word === this.word;
  }

  toDOM() {
    const element = document.createElement("span");
    element.className = "code-join";
    element.textContent = this.word;
    // Decoration, not text: the explanation says the same in sentences.
    element.ariaHidden = "true";
    return element;
  }
}

/** What stands beside the first line of a branch, a lock or a problem. */
class SignMarker extends GutterMarker {
  constructor(note) {
    super();
    this.note = note;
    this.name = JSON.stringify([note.branch?.letter, note.branch?.hue, note.branch?.on, note.sign]);
  }

  eq(other) {
    return other.name === this.name;
  }

  toDOM() {
    const { branch, sign: name } = this.note;
    return branch?.letter ? badge(branch.letter, branch.hue, branch.on) : sign(name);
  }
}

/** So that the numbers beside a lit line stand out, too. */
class LineMarker extends GutterMarker {
  constructor(name) {
    super();
    this.elementClass = name;
  }
}

const litLine = new LineMarker("code-lit");
/** What happened to a line since the baseline, as a bar at the edge. */
const changedLines = Object.fromEntries(["added", "changed", "removed"].map((it) => [it, new LineMarker(`code-${it}`)]));
const NOTHING = { lines: Decoration.none, signs: RangeSet.empty, lit: RangeSet.empty };

function lineDecoration(note) {
  const { branch, tone } = note;
  if (!branch && !tone) return undefined;
  const attributes = { class: "code-mark", "data-line": note.line };
  if (branch) {
    Object.assign(attributes, { "data-hue": branch.hue, "data-branch": branch.on ? "on" : "off" });
    if (branch.edge) attributes["data-edge"] = branch.edge;
  }
  if (tone) attributes["data-tone"] = tone;
  return Decoration.line({ attributes });
}

function built(doc, notes) {
  const decorations = [];
  const signs = new RangeSetBuilder();
  const lit = new RangeSetBuilder();
  for (const note of notes) {
    if (note.line > doc.lines) continue;
    const line = doc.line(note.line);
    const place = (column) => Math.min(line.from + column, line.to);
    const decoration = lineDecoration(note);
    if (decoration) decorations.push(decoration.range(line.from));
    if (note.join) decorations.push(Decoration.widget({ widget: new JoinWidget(note.join.word), side: -1 }).range(place(note.join.column)));
    for (const [from, to] of note.pointed ?? []) {
      // Not the indentation of the lines below the first.
      const start = place(Math.max(from, line.text.search(/\S|$/)));
      if (start < place(to)) decorations.push(pointed.range(start, place(to)));
    }
    if (note.branch?.letter || note.sign) signs.add(line.from, line.from, new SignMarker(note));
    if (note.change) lit.add(line.from, line.from, changedLines[note.change]);
    if (note.branch?.on || note.tone) lit.add(line.from, line.from, litLine);
  }
  return { lines: Decoration.set(decorations, true), signs: signs.finish(), lit: lit.finish() };
}

const pointed = Decoration.mark({ class: "code-pointed" });

const field = StateField.define({
  create: () => NOTHING,
  update(value, transaction) {
    let { lines, signs, lit } = value;
    if (transaction.docChanged) {
      // Until the program has read the new text, marks go where their lines go.
      lines = lines.map(transaction.changes);
      signs = signs.map(transaction.changes);
      lit = lit.map(transaction.changes);
      value = { lines, signs, lit };
    }
    for (const effect of transaction.effects) {
      if (effect.is(setMarks)) value = built(transaction.newDoc, effect.value);
    }
    return value;
  },
  provide: (it) => [
    EditorView.decorations.from(it, (value) => value.lines),
    gutterLineClass.from(it, (value) => value.lit),
  ],
});

/** Marks on lines, and the column of badges beside them. */
export function marks() {
  const column = gutter({
    class: "code-signs",
    renderEmptyElements: false,
    markers: (view) => view.state.field(field).signs,
  });
  return [field, column];
}
