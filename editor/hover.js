// What a field means, in our own words, when somebody points at it or asks with a key.

import { StateEffect, StateField } from "@codemirror/state";
import { closeHoverTooltips, hasHoverTooltips, hoverTooltip, keymap, showTooltip } from "@codemirror/view";

import { vocabulary } from "./completion.js";
import { contextAt } from "./context.js";
import { aboutObjectKey, fieldAt } from "./schema.js";
import * as words from "./words.js";

const WORD = /[\w./-]/;

/** The word around a place, `null` where there is none. */
function wordAt(state, position) {
  const { text, from } = state.doc.lineAt(position);
  let start = position - from;
  let end = start;
  while (start > 0 && WORD.test(text[start - 1])) start -= 1;
  while (end < text.length && WORD.test(text[end])) end += 1;
  // A dash before a key is no part of it.
  return start === end ? null : { from: from + start, to: from + end, word: text.slice(start, end), after: text.slice(end), before: text.slice(0, start) };
}

/** What there is to say of a place: `{ from, to, title, about }`, or `null`. */
export function meaningAt(state, position) {
  const found = wordAt(state, position);
  if (!found || /(^|\s)#/.test(found.before)) return null;
  const isKey = /^["']?\s*:(\s|$)/.test(found.after);
  const at = contextAt(state.doc, isKey ? found.from : found.to);
  if (isKey) return ofKey(found, at) ?? ofLabel(state, found, at);
  return ofValue(state, found, at);
}

function ofKey({ from, to, word }, at) {
  const about = at.path.length === 0 ? (aboutObjectKey(word) ?? fieldAt(at.kind, [word])?.about) : fieldAt(at.kind, [...at.path, word])?.about;
  return about ? { from, to, title: [...at.path, word].join(".").replaceAll(".[]", "[]"), about } : null;
}

/** Who has a label, whatever it says. */
function ofLabel(state, { from, to, word }, at) {
  const field = fieldAt(at.kind, at.path);
  if (field?.is !== "labels") return null;
  const found = labelsFor(state, field).find((it) => it.key === word);
  const about = found ? found.values.map((it) => `${it.value}: ${listed(it.owners)}`).slice(0, 6).join("\n") : words.nobodyHasKey(field.whose);
  return { from, to, title: word, about };
}

function ofValue(state, { from, to, word }, at) {
  const own = fieldAt(at.kind, at.key === null ? at.path : [...at.path, at.key]);
  if (at.path.length === 0 && at.key === "kind") {
    const about = fieldAt(word, [])?.about;
    return about ? { from, to, title: word, about } : null;
  }
  if (own?.is !== "labelValue") return null;
  const found = labelsFor(state, own)
    .find((it) => it.key === own.key)
    ?.values.find((it) => it.value === word);
  const about = found ? listed(found.owners) : words.nobodyHasValue(own.whose);
  return { from, to, title: `${own.key}=${word}`, about };
}

const labelsFor = (state, field) => (field.whose === "namespaces" ? state.field(vocabulary).namespaceLabels : state.field(vocabulary).podLabels);

const listed = ({ count, names }) => words.listed(names, count - names.length);

function tooltip({ from, to, title, about }) {
  return {
    pos: from,
    end: to,
    above: true,
    create() {
      const dom = document.createElement("div");
      dom.className = "code-meaning";
      const heading = document.createElement("code");
      heading.textContent = title;
      const text = document.createElement("p");
      text.textContent = about;
      dom.append(heading, text);
      return { dom };
    },
  };
}

const setAsked = StateEffect.define();

/** The meaning that was asked for with a key; gone with the next change. */
const asked = StateField.define({
  create: () => null,
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(setAsked)) return effect.value;
    return transaction.docChanged || transaction.selection ? null : value;
  },
  provide: (field) => showTooltip.from(field),
});

function ask(view) {
  const found = meaningAt(view.state, view.state.selection.main.head);
  view.dispatch({ effects: setAsked.of(found && tooltip(found)) });
  return found !== null;
}

/** What floats over the text can be sent away without moving the pointer. */
function dismiss(view) {
  if (view.state.field(asked) === null && !hasHoverTooltips(view.state)) return false;
  view.dispatch({ effects: [setAsked.of(null), closeHoverTooltips] });
  return true;
}

/** Meanings at the pointer, and with a key at the caret. */
export function meanings() {
  const hover = hoverTooltip((view, position) => {
    const found = meaningAt(view.state, position);
    return found && tooltip(found);
  });
  return [hover, asked, keymap.of([{ key: "Mod-F1", run: ask }, { key: "Alt-F1", run: ask }, { key: "Escape", run: dismiss }])];
}
