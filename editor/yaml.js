// What the pieces of a line of YAML are, for their colours, and how far a new line is indented.
// What the text means is the engine's business.

import { HighlightStyle, StreamLanguage, foldService, indentService, syntaxHighlighting } from "@codemirror/language";
import { tags } from "@lezer/highlight";

import { columnsOf, partsOf } from "./line.js";

const INDENT = 2;
const OPEN_FLOW = "[{";
const CLOSE_FLOW = "]}";

/** Reads one piece; `state` is what has to be known from the pieces before. */
function token(stream, state) {
  if (stream.sol()) {
    state.parent = -1;
    if (state.block !== null) {
      const blank = /^\s*$/.test(stream.string);
      if (blank || stream.indentation() > state.block) return rest(stream, "value");
      state.block = null;
    }
    if (!state.quote && stream.match(/^(---|\.\.\.)(?=\s|$)/)) {
      state.flow = 0;
      return "separator";
    }
    if (!state.quote && stream.match(/^%/)) return rest(stream, "comment");
  }
  if (state.quote) {
    quoted(stream, state);
    return "value";
  }
  if (stream.eatSpace()) return null;
  const before = stream.column() === 0 ? " " : stream.string[stream.pos - 1];
  if (stream.peek() === "#" && /\s/.test(before)) return rest(stream, "comment");
  return structure(stream, state) ?? scalar(stream, state);
}

function rest(stream, name) {
  stream.skipToEnd();
  return name;
}

/** Dashes, brackets, anchors, tags, and what begins a block of text. */
function structure(stream, state) {
  const column = stream.column();
  const next = stream.peek();
  if (state.flow === 0 && stream.match(/^[-?:](?=\s|$)/)) {
    if (next !== ":") state.parent = column;
    return "key";
  }
  if (OPEN_FLOW.includes(next) || CLOSE_FLOW.includes(next) || (state.flow > 0 && /[,:]/.test(next))) {
    stream.next();
    if (OPEN_FLOW.includes(next)) state.flow += 1;
    if (CLOSE_FLOW.includes(next)) state.flow = Math.max(0, state.flow - 1);
    return "key";
  }
  if (stream.match(/^[&*!][^\s,[\]{}]*/)) return "meta";
  if (state.flow === 0 && stream.match(/^[|>][-+\d]*(?=\s|$)/)) {
    state.block = state.parent;
    return "key";
  }
  return undefined;
}

function scalar(stream, state) {
  const column = stream.column();
  const first = stream.peek();
  if (first === '"' || first === "'") {
    stream.next();
    state.quote = first;
    quoted(stream, state);
    return state.quote ? "value" : keyOr(true, stream, state, column);
  }
  const ends = state.flow > 0 ? /^(?::(?=[\s,[\]{}]|$)|\s#|[,[\]{}])/ : /^(?::(?=\s|$)|\s#)/;
  do stream.next();
  while (!stream.eol() && !stream.match(ends, false));
  return keyOr(false, stream, state, column);
}

/** Whether a colon follows, so that what was read is a key; the colon belongs to it. */
function keyOr(isQuoted, stream, state, column) {
  // In JSON a colon needs no blank behind it.
  const colon = state.flow > 0 ? (isQuoted ? /^\s*:/ : /^\s*:(?=[\s,[\]{}]|$)/) : /^\s*:(?=\s|$)/;
  if (!stream.match(colon)) return "value";
  if (state.flow === 0) state.parent = column;
  return "key";
}

/** Reads up to the closing quote, or to the end of the line if it is not there. */
function quoted(stream, state) {
  while (!stream.eol()) {
    const next = stream.next();
    if (next === "\\" && state.quote === '"') stream.next();
    else if (next === state.quote && !(next === "'" && stream.eat("'"))) {
      state.quote = null;
      return;
    }
  }
}

const language = StreamLanguage.define({
  name: "yaml",
  startState: () => ({ block: null, parent: -1, quote: null, flow: 0 }),
  copyState: (state) => ({ ...state }),
  token,
  languageData: { commentTokens: { line: "#" }, closeBrackets: { brackets: ["[", "{", '"', "'"] } },
  tokenTable: {
    key: tags.propertyName,
    value: tags.string,
    comment: tags.comment,
    meta: tags.meta,
    separator: tags.separator,
  },
});

const colours = HighlightStyle.define([
  { tag: tags.propertyName, class: "code-key" },
  { tag: tags.string, class: "code-value" },
  { tag: tags.comment, class: "code-comment" },
  { tag: tags.meta, class: "code-meta" },
  { tag: tags.separator, class: "code-separator" },
]);

/** A new line goes below what the last one opened. */
const indentation = indentService.of((context, at) => {
  const { text } = context.lineAt(at, -1);
  const column = columnsOf(text).at(-1);
  if (column === undefined) return undefined;
  return opensBlock(text) ? column + INDENT : column;
});

function opensBlock(text) {
  const { parts, value } = partsOf(text);
  const last = parts.at(-1);
  return last?.key !== undefined && (value === "" || /^[|>][-+\d]*$/.test(value));
}

/** What is indented further than a line can be folded below it. */
const folding = foldService.of((state, start) => {
  const line = state.doc.lineAt(start);
  const indent = indentOf(line.text);
  if (indent === null) return null;
  const dash = /^\s*-\s/.test(line.text);
  let end = null;
  for (let number = line.number + 1; number <= state.doc.lines; number += 1) {
    const { text, to } = state.doc.line(number);
    const own = indentOf(text);
    if (own === null) continue;
    const isItem = !dash && own === indent && /^\s*-(\s|$)/.test(text);
    if (own <= indent && !isItem) break;
    end = to;
  }
  return end === null ? null : { from: line.to, to: end };
});

function indentOf(text) {
  const indent = text.search(/\S/);
  return indent < 0 || text[indent] === "#" ? null : indent;
}

/** Everything that makes a text YAML. */
export function yaml() {
  return [language, syntaxHighlighting(colours), indentation, folding];
}
