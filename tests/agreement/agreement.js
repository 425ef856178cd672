// Natively and as WebAssembly the engine writes the same JSON, byte for byte: of every case,
// example and text of the fuzzer's corpus, and of the public corpus where its file is named.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, copyFileSync, mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

const BUILT = ["--profile", "measured", "--package", "netpol-export", "--example", "answers"];
const WASI = "wasm32-wasip1";
const HERE = "target/xtask/agreement";
const TEXTS = ["tests/cases", "static/examples", "fuzz/corpus", "crates/cli/tests/fixtures"];

const [, , corpus] = process.argv;
const folders = [...TEXTS];
mkdirSync(HERE, { recursive: true });
if (corpus) {
  // A program for WASI sees this folder only.
  const copy = join(HERE, "cyclonus.jsonl");
  rmSync(copy, { force: true });
  copyFileSync(join(corpus, "corpus/cyclonus.jsonl"), copy);
  folders.push(join(HERE, "cyclonus.jsonl"));
}

const run = (program, args, stdout = "inherit") => execFileSync(program, args, { stdio: ["ignore", stdout, "inherit"] });

/** What a program writes; into a file, since a pipe does not wait for it. */
function written(name, program, args) {
  const path = join(HERE, name);
  const file = openSync(path, "w");
  run(program, args, file);
  closeSync(file);
  return readFileSync(path);
}

const built = (...path) => join(process.env.CARGO_TARGET_DIR ?? "target", ...path);

run("cargo", ["build", ...BUILT]);
run("cargo", ["build", ...BUILT, "--target", WASI]);
const exe = process.platform === "win32" ? ".exe" : "";
const native = written("native.jsonl", built("measured", "examples", `answers${exe}`), folders);
const wasm = written("wasm.jsonl", "node", ["xtask/run_wasi.js", built(WASI, "measured", "examples", "answers.wasm"), ...folders]);

const texts = (bytes) => bytes.toString("utf8").split(/^# /m).slice(1);
const [ours, theirs] = [texts(native), texts(wasm)];
const name = (text) => text.slice(0, text.indexOf("\n"));
const different = ours.filter((text, index) => text !== theirs[index]).map(name);
const isSame = Buffer.compare(native, wasm) === 0;

const lines = native.toString("utf8").split("\n").length - 1 - ours.length;
const digest = createHash("sha256").update(native).digest("hex").slice(0, 16);
console.log(`${ours.length} texts, ${lines} lines of JSON, ${native.length} bytes, sha256 ${digest}…`);
for (const it of different.slice(0, 10)) console.log(`DIFFERENT: ${it}`);
const failed = different.length + (isSame || different.length > 0 ? 0 : 1);
const passed = ours.length - different.length;
console.log(`test result: ${failed === 0 ? "ok" : "FAILED"}. ${passed} passed; ${failed} failed; 0 ignored`);
// Texts are added and hardly ever go: fewer mean that some were not found.
const least = corpus ? 509 : 238;
if (ours.length < least) console.log(`only ${ours.length} texts, of ${least} at least`);
process.exitCode = failed === 0 && ours.length >= least ? 0 : 1;
