// After Trunk built: the program in two parts, and everything smaller. Trunk's own minifier
// is not used, because it writes the page's attributes in a form that no longer says where
// its files are.

import { createHash } from "node:crypto";
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { build } from "esbuild";

import { withDividedData } from "./data/division.js";
import { readLinking } from "./data/linking.js";
import { piecesOf } from "./data/pieces.js";
import { ofInstrumented, ofTwoParts, withShortNames } from "./glue.js";
import { MARKS, instrumented } from "./instrument.js";
import { outlined } from "./outline/outline.js";
import { firstView, shapeOf } from "./profile.js";
import { tellVersion } from "./site_version.js";
import { sharedTable } from "./split/border.js";
import { split } from "./split/split.js";
import { flowOf } from "./wasm/flow.js";
import { importedCount, readModule, writeModule } from "./wasm/module.js";
import { plainNames } from "./wasm/names.js";

const { TRUNK_PROFILE: profile, TRUNK_STAGING_DIR: site, NETPOL_INSTRUMENT: wantsMarks } = process.env;
/** The program as the linker left it: with the notes that trunk's tools drop. */
const LINKED = join(process.env.CARGO_TARGET_DIR ?? "target", "wasm32-unknown-unknown/release/netpol-playground.wasm");
/** Small since it was bundled; see editor.js beside this. */
const EDITOR = "editor.js";
const LOADER = join(process.cwd(), "static/second_part.js");

if (profile === "release") {
  const [program] = filesThatEnd(".wasm");
  const module = readModule(readFileSync(join(site, program)));
  const script = program.replace(/_bg\.wasm$/, ".js");
  const text = readFileSync(join(site, script), "utf8");
  if (wantsMarks) {
    const { module: marked, meanings } = instrumented(module);
    writeFileSync(join(site, program), writeModule(marked));
    writeFileSync(join(site, script), ofInstrumented(text, { marks: MARKS }));
    writeFileSync(join(site, "marks.json"), JSON.stringify(meanings));
  } else {
    await publish({ program, module, script, text });
    await minify(filesThatEnd(".js").filter((it) => it !== script && it !== EDITOR));
    tellVersion(site);
  }
}

function filesThatEnd(ending) {
  return readdirSync(site).filter((name) => name.endsWith(ending));
}

/** Replaces the program and its script by what a browser gets. */
async function publish({ program, module, script, text }) {
  const names = shortenImports(module);
  const { first, second, table } = await inTwoParts(module);
  for (const file of [program, script]) rmSync(join(site, file));

  const stem = script.replace(/-[0-9a-f]+\.js$/, "");
  const written = (bytes, ending) => {
    const file = `${stem}-${digest(bytes)}${ending}`;
    writeFileSync(join(site, file), bytes);
    return file;
  };
  const file = written(second, "_second.wasm");
  const joined = ofTwoParts(withShortNames(text, names), { loader: LOADER, file, table });
  rename({ [program]: written(first, "_bg.wasm"), [script]: written(await packed(joined), ".js") });
}

/**
 * Both parts as bytes, and the name of the table that they share. A function's name says
 * whether the first view runs it, so that new ones wait; the few small ones without a name
 * are wasm-bindgen's, and go first.
 */
async function inTwoParts(module) {
  const run = firstView();
  const names = plainNames(module, importedCount(module, "function"));
  const whole = outlined(module, (index) => run.get(names[index])?.get(shapeOf(flowOf(module, module.functions[index]))));
  const isFirst = (index) => !whole.functions[index].isRare && (names[index] === undefined || run.has(names[index]));
  const link = digest(writeModule(whole));
  const { division, first, second } = withDividedData(split(whole, isFirst, link), constants());
  const parts = { first: writeModule(first), second: writeModule(second), table: sharedTable(link) };
  // A mistake of ours is found here, and not by a browser.
  for (const part of [parts.first, parts.second]) await WebAssembly.compile(part);
  const { firsts: own, seconds, stubs } = division;
  console.log(`${own.length} functions in the first part, ${seconds.length} in the second, ${stubs.length} of them with a stub`);
  return parts;
}

/** The pieces of the program's constant data, if the linker noted any. */
function constants() {
  const notes = readLinking(readFileSync(LINKED));
  return notes ? piecesOf(notes) : [];
}

/** Short names for what the program imports; returns the long ones with theirs. */
function shortenImports(module) {
  const names = new Map(module.imports.map(({ name }, index) => [name, `i${index.toString(36)}`]));
  module.imports = module.imports.map((it) => ({ ...it, name: names.get(it.name) }));
  return names;
}

/** The program's script with all it imports, without what only people read. */
async function packed(contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: process.cwd() },
    bundle: true,
    format: "esm",
    minify: true,
    write: false,
    logLevel: "warning",
  });
  return outputFiles[0].contents;
}

async function minify(scripts) {
  await build({
    entryPoints: scripts.map((it) => join(site, it)),
    outdir: site,
    allowOverwrite: true,
    minify: true,
    charset: "utf8",
    logLevel: "warning",
  });
}

/** Trunk's names tell of the content before the split: the page gets those of the content after. */
function rename(files) {
  const page = join(site, "index.html");
  let text = readFileSync(page, "utf8");
  for (const [before, after] of Object.entries(files)) text = text.replaceAll(before, after);
  writeFileSync(page, text);
}

function digest(bytes) {
  return createHash("sha256").update(bytes).digest("hex").slice(0, 16);
}
