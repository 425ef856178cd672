// Where in an object a caret stands: `spec.ingress[].from[].podSelector`, before or behind a
// colon. Found from the indentation of the lines around, so that it also works in a text that
// cannot be read yet, which is what a text mostly is while somebody writes it.

import { flowAt } from "./flow.js";
import { partsOf, unquoted } from "./line.js";

/** How far up and down an object is looked for its kind. */
const REACH = 5000;
/** Stands in a path for the items of a list. */
export const ITEM = "[]";

const isBoundary = (text) => /^(---|\.\.\.)(\s|$)/.test(text);

/**
 * What surrounds a place of a document:
 *
 * - `path`: the keys and items around it, from the object inwards
 * - `key`: the key whose value it stands in, or `null` where a key (or an item) can stand
 * - `word`: the beginning of the word that it stands behind, and `from` where that begins
 * - `before`: keys that are already there, beside it
 * - `kind`, `apiVersion`, `namespace`: what the object says of itself
 */
export function contextAt(doc, position) {
  const line = doc.lineAt(position);
  const found = flowAt(doc, position) ?? blockAt(line, position);
  const climbed = climb(doc, line.number, found.column, found.isItem);
  const whole = [...climbed.path, ...found.path];
  const keys = new Set([...(found.isBlock ? climbed.beside : []), ...found.before]);
  if (found.isBlock) for (const key of keysBelow(doc, line.number, found.column)) keys.add(key);
  const inList = whole[0] === "items" && whole[1] === ITEM;
  const path = inList ? whole.slice(2) : whole;
  const root = climbed.columns[inList ? 2 : 0] ?? found.column;
  return { path, key: found.key, word: found.word, from: found.from, before: keys, ...identity(doc, line.number, root) };
}

/** The place in its own line, in block style. */
function blockAt(line, position) {
  const typed = line.text.slice(0, position - line.from);
  const { parts, value, valueAt } = partsOf(typed);
  const last = parts.at(-1);
  const path = [];
  let column = parts[0]?.column ?? valueAt;
  const isItem = parts.length > 0 && parts[0].key === undefined;
  for (const part of parts) if (part.key === undefined) path.push(ITEM);
  const inValue = last?.key !== undefined && last !== undefined;
  const word = value === "" ? "" : value;
  const from = line.from + valueAt;
  const before = [];
  if (!inValue) {
    // Behind the caret may stand the rest of the key that is being changed.
    return { path, key: null, word, from: Math.min(from, position), before, column, isItem, isBlock: !isItem || parts.length === 0 };
  }
  const quote = /^["']/.test(word) ? 1 : 0;
  return { path, key: last.key, word: word.slice(quote), from: from + quote, before, column, isItem, isBlock: true };
}

/** The keys and items that a place in a column of a line is under, from the object inwards. */
function climb(doc, number, column, isItem) {
  const path = [];
  const columns = [];
  const beside = [];
  let own = { column, isItem };
  const isUnder = (part) => part.column < own.column || (part.key !== undefined && own.isItem && part.column === own.column);
  for (let at = number - 1; at >= Math.max(1, number - REACH) && own.column >= 0; at -= 1) {
    const { text } = doc.line(at);
    if (isBoundary(text)) break;
    const { parts, value } = partsOf(text);
    for (const part of parts.toReversed()) {
      const isSame = part.column === column && path.length === 0;
      if (isSame && part.key !== undefined && !isItem) beside.push(part.key);
      if (!isUnder(part)) continue;
      if (part.key !== undefined && value !== "" && !/^[{[&!]/.test(value)) continue;
      path.unshift(part.key ?? ITEM);
      columns.unshift(part.column);
      own = { column: part.column, isItem: part.key === undefined };
    }
    if (own.column === 0 && !own.isItem) break;
  }
  return { path, columns, beside };
}

/** The keys that follow below in the same mapping. */
function keysBelow(doc, number, column) {
  const keys = [];
  for (let at = number + 1; at <= Math.min(doc.lines, number + REACH); at += 1) {
    const { text } = doc.line(at);
    if (isBoundary(text)) break;
    const first = partsOf(text).parts[0];
    const indent = text.search(/\S/);
    if (indent < 0) continue;
    if (indent < column || (first !== undefined && first.key === undefined && indent <= column)) break;
    if (indent === column && first?.key !== undefined) keys.push(first.key);
  }
  return keys;
}

/** What the object says of itself that has its keys in a column, around a line. */
function identity(doc, number, column) {
  const found = { kind: undefined, apiVersion: undefined, namespace: undefined };
  let inMetadata = false;
  const note = (text) => {
    const { parts, value } = partsOf(text);
    const part = parts.at(-1);
    if (part?.key === undefined) return;
    const said = unquoted(value.replace(/,$/, ""));
    if (part.column === column) {
      inMetadata = part.key === "metadata";
      if (part.key === "kind") found.kind ??= said;
      if (part.key === "apiVersion") found.apiVersion ??= said;
      const flow = inMetadata && /namespace:\s*([^\s,}]+)/.exec(value);
      if (flow) found.namespace ??= unquoted(flow[1]);
    } else if (inMetadata && part.key === "namespace") found.namespace ??= said;
  };
  let first = number;
  while (first > Math.max(1, number - REACH) && !begins(doc.line(first).text, column)) first -= 1;
  if (isBoundary(doc.line(first).text)) first += 1;
  for (let at = first; at <= Math.min(doc.lines, number + REACH); at += 1) {
    const { text } = doc.line(at);
    if (at > first && (isBoundary(text) || ends(text, column))) break;
    note(text);
  }
  return found;
}

/** Whether an object with its keys in a column begins in or below this line. */
function begins(text, column) {
  if (isBoundary(text)) return true;
  const { parts } = partsOf(text);
  return parts.length > 1 && parts.at(-2).key === undefined && parts.at(-1).column === column;
}

/** Whether an object with its keys in a column is over before this line. */
function ends(text, column) {
  const indent = text.search(/\S/);
  return indent >= 0 && text[indent] !== "#" && indent < column;
}
