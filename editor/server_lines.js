// Lines that an API server wrote and nobody reads: folded when a text arrives, and unfolded by
// whoever wants to see them.

import { codeFolding, foldEffect, foldKeymap } from "@codemirror/language";
import { keymap } from "@codemirror/view";

import { partsOf } from "./line.js";
import { UNFOLD, folded } from "./words.js";

const FIELDS = new Set(["creationTimestamp", "generation", "managedFields", "resourceVersion", "selfLink", "uid"]);
const ANNOTATIONS = new Set([
  "control-plane.alpha.kubernetes.io/leader",
  "deployment.kubernetes.io/revision",
  "endpoints.kubernetes.io/last-change-trigger-time",
  "kubectl.kubernetes.io/last-applied-configuration",
]);

/** The ranges of lines that the server wrote, as `{ first, last }` counted from 0. */
export function serverLines(lines) {
  const found = [];
  const add = (first, last) => {
    const before = found.at(-1);
    if (before && before.last === first - 1) before.last = last;
    else found.push({ first, last });
  };
  for (let at = 0; at < lines.length; at += 1) {
    // Most lines are not worth taking apart.
    if (!lines[at].includes("metadata:")) continue;
    const { parts, value } = partsOf(lines[at]);
    const own = parts.at(-1);
    if (own?.key !== "metadata" || value !== "") continue;
    for (const child of children(lines, at, own.column)) {
      if (FIELDS.has(child.key)) add(child.first, child.last);
      else if (child.key === "annotations" && child.value === "") annotations(lines, child, add);
    }
  }
  return found;
}

function annotations(lines, { first, last, column }, add) {
  const own = children(lines, first, column);
  if (own.length > 0 && own.every((it) => ANNOTATIONS.has(it.key))) add(first, last);
  else for (const it of own.filter((it) => ANNOTATIONS.has(it.key))) add(it.first, it.last);
}

/** The keys directly below a key in line `at`, each with the lines it takes. */
function children(lines, at, column) {
  const found = [];
  let inside = null;
  for (let next = at + 1; next < lines.length; next += 1) {
    const indent = lines[next].search(/\S/);
    if (indent < 0) continue;
    if (indent <= column) break;
    inside ??= indent;
    const { parts, value } = partsOf(lines[next]);
    const isKey = indent === inside && parts[0]?.key !== undefined;
    if (isKey) found.push({ key: parts[0].key, value, column: indent, first: next, last: next });
    else if (found.length > 0) found.at(-1).last = next;
  }
  return found;
}

/** Folds what the server wrote between two places of a text. */
export function foldServerLines(doc, from = 0, to = doc.length) {
  const folds = [];
  for (const { first, last } of serverLines(doc.toString().split("\n"))) {
    const line = doc.line(first + 1);
    const end = doc.line(last + 1).to;
    const start = line.from + line.text.search(/\S/);
    if (line.from >= from && end <= to) folds.push(foldEffect.of({ from: start, to: end }));
  }
  return folds;
}

/** `··· 5 lines written by the server`, which unfolds them. */
function placeholder(view, onclick, label) {
  const element = document.createElement("span");
  element.className = "code-fold";
  element.textContent = `··· ${label}`;
  element.title = UNFOLD;
  element.role = "button";
  element.onclick = onclick;
  return element;
}

/** Folding, of these lines and of any block. */
export function folding() {
  return [
    codeFolding({
      preparePlaceholder: (state, { from, to }) => {
        const first = state.doc.lineAt(from);
        const count = state.doc.lineAt(to).number - first.number;
        // A block folds behind its key; what the server wrote folds as a whole.
        const isWhole = /^\s*$/.test(first.text.slice(0, from - first.from));
        const lines = isWhole ? count + 1 : count;
        return folded(lines, isWhole);
      },
      placeholderDOM: placeholder,
    }),
    keymap.of(foldKeymap),
  ];
}
