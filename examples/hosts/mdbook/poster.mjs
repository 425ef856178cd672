// A preprocessor of mdBook that draws every block of the language `netpol` with `netpol
// render`, for readers without JavaScript, for print and for feeds. The text stays below.
//
// In book.toml:
//
//     [preprocessor.poster]
//     command = "node poster.mjs"
//
// It needs `netpol` on the PATH, or its path in NETPOL.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const BLOCK = /^(`{3,}|~{3,})netpol\b[^\n]*\n([\s\S]*?)^\1[ \t]*$/gm;
const NETPOL = process.env.NETPOL ?? "netpol";

// mdBook asks first whether it can do anything with what is to be built.
if (process.argv[2] === "supports") process.exit(process.argv[3] === "html" ? 0 : 1);

const [, book] = JSON.parse(readFileSync(0, "utf8"));
for (const it of book.items ?? book.sections) illustrate(it);
process.stdout.write(JSON.stringify(book));

function illustrate({ Chapter: chapter }) {
  if (!chapter) return;
  chapter.content = chapter.content.replace(BLOCK, (_, fence, text) => withPoster(text));
  for (const it of chapter.sub_items) illustrate(it);
}

/** On one line, since an empty line would end the HTML. */
function withPoster(text) {
  const svg = execFileSync(NETPOL, ["render", "--theme", "light", "--width", "720", "-"], { input: text });
  const picture = `<img src="data:image/svg+xml;base64,${svg.toString("base64")}" alt="Who reaches whom">`;
  return `<div><netpol-playground>${picture}<pre><code>${escaped(text)}</code></pre></netpol-playground></div>\n`;
}

function escaped(text) {
  const names = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\n": "&#10;", "`": "&#96;", "*": "&#42;", _: "&#95;" };
  return text.replace(/[&<>\n`*_]/g, (it) => names[it]);
}
