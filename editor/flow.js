// The same for flow style and JSON: `{ podSelector: { matchLabels: { app: web } } }`.

import { partsOf, unquoted, withoutComment } from "./line.js";

const ITEM = "[]";
/** How many lines one collection in brackets may have to be looked into. */
const REACH = 400;

/** The place inside the brackets around it, or `null` if there are none. */
export function flowAt(doc, position) {
  const own = doc.lineAt(position);
  let text = own.text.slice(0, position - own.from);
  if (!/[[\]{},"]/.test(text) && !/^\s*[\]}"]/.test(doc.line(Math.max(1, own.number - 1)).text)) return null;
  for (let number = own.number; number >= Math.max(1, own.number - REACH); number -= 1) {
    const line = doc.line(number);
    if (number < own.number) text = `${withoutComment(line.text)}\n${text}`;
    const start = opening(line.text);
    if (start === null) {
      if (isPlainBlock(line.text) && number < own.number) return null;
      continue;
    }
    const inside = walk(text.slice(start));
    if (inside === null) return null;
    if (inside.unclosed) return place(inside, line, start, position);
  }
  return null;
}

/** Where a collection begins that stands as the value of a block key, as an item, or alone. */
function opening(text) {
  const { value, valueAt } = partsOf(text);
  return /^[{[]/.test(value) ? valueAt : null;
}

/** A line that no collection in brackets can reach over. */
function isPlainBlock(text) {
  const { parts, value } = partsOf(text);
  return parts.length > 0 && (value === "" || !/[[{,]$/.test(value)) && !/^\s*["']/.test(text);
}

function place(inside, line, start, position) {
  const { parts } = partsOf(line.text.slice(0, start + 1));
  const path = parts.map((it) => it.key ?? ITEM);
  const column = parts[0]?.column ?? line.text.search(/\S/);
  return {
    path: [...path, ...inside.path],
    key: inside.key,
    word: inside.word,
    from: position - inside.word.length,
    before: inside.before,
    column,
    isItem: parts[0] !== undefined && parts[0].key === undefined,
    isBlock: false,
    isFlow: true,
  };
}

/** Reads brackets, keys and words up to the end of `text`. */
function walk(text) {
  const stack = [];
  let word = "";
  let quote = null;
  for (let at = 0; at < text.length; at += 1) {
    const it = text[at];
    const top = stack.at(-1);
    if (quote) {
      if (it === quote) quote = null;
      else word += it;
    } else if ((it === '"' || it === "'") && word.trim() === "") {
      quote = it;
      word = "";
    } else if (it === "{" || it === "[") {
      stack.push({ isMapping: it === "{", key: null, keys: [] });
      word = "";
    } else if (it === "}" || it === "]") {
      stack.pop();
      if (stack.length === 0) return { unclosed: false };
      word = "";
    } else if (it === ",") {
      if (top) top.key = null;
      word = "";
    } else if (it === ":" && top?.isMapping && top.key === null) {
      top.key = unquoted(word.trim());
      top.keys.push(top.key);
      word = "";
    } else word += it;
  }
  const top = stack.at(-1);
  if (!top) return { unclosed: false };
  const steps = stack.map((it) => (it.isMapping ? it.key : ITEM));
  const around = steps.slice(0, -1).filter((it) => it !== null);
  return {
    unclosed: true,
    path: top.isMapping ? around : [...around, ITEM],
    key: top.isMapping ? top.key : null,
    word: word.trimStart(),
    before: top.keys.filter((it) => it !== top.key),
  };
}
