// One line of YAML in block style, taken apart: `  - from: x` has a dash in column 2, the key
// `from` in column 4, and the value `x`.

const KEY = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#[\]{},"'&*!|>%@`?-][^:#]*?|-[^\s:][^:#]*?)\s*:(?=\s|$)/;

/** The dashes and the key of a line with their columns, and what stands behind them. */
export function partsOf(text) {
  const code = withoutComment(text);
  const parts = [];
  let at = code.search(/\S/);
  if (at < 0) return { parts, value: "", valueAt: code.length };
  for (;;) {
    const dash = /^-(\s+|$)/.exec(code.slice(at));
    if (!dash) break;
    parts.push({ column: at });
    at += dash[0].length;
  }
  const found = KEY.exec(code.slice(at));
  if (found) {
    parts.push({ column: at, key: unquoted(found[1]) });
    at += found[0].length;
  }
  const blanks = /^\s*/.exec(code.slice(at))[0].length;
  return { parts, value: code.slice(at + blanks).trimEnd(), valueAt: at + blanks };
}

/** The columns of dashes and key; for a line without either that of its first word. */
export function columnsOf(text) {
  const { parts, value, valueAt } = partsOf(text);
  const columns = parts.map((it) => it.column);
  const isItem = parts.length > 0 && parts.at(-1).key === undefined;
  if (isItem || (parts.length === 0 && value !== "")) columns.push(isItem && value === "" ? columns.at(-1) + 2 : valueAt);
  return columns;
}

/** A line up to its comment: a `#` outside quotes, at the start or after a blank. */
export function withoutComment(text) {
  if (!text.includes("#")) return text;
  let quote = null;
  for (let at = 0; at < text.length; at += 1) {
    const it = text[at];
    if (quote) {
      if (quote === '"' && it === "\\") at += 1;
      else if (it === quote) quote = null;
    } else if (it === "#" && (at === 0 || /\s/.test(text[at - 1]))) return text.slice(0, at);
    else if ((it === '"' || it === "'") && (at === 0 || /[\s,:[{]/.test(text[at - 1]))) quote = it;
  }
  return text;
}

/** A scalar as it was meant: without its quotes. */
export function unquoted(text) {
  const quote = text[0];
  return text.length > 1 && (quote === '"' || quote === "'") && text.at(-1) === quote ? text.slice(1, -1) : text;
}
