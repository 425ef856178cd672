// The engine natively and as WebAssembly, one after the other in one run: what matters are
// the ratios. `crates/engine/examples/pace.rs` is what is measured.

import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";

const BUILT = ["--quiet", "--profile", "measured", "--package", "netpol-engine", "--example", "pace"];
const WASI = "wasm32-wasip1";

const built = (...path) => join(process.env.CARGO_TARGET_DIR ?? "target", ...path);
const build = (args) => execFileSync("cargo", ["build", ...BUILT, ...args], { stdio: "inherit" });
const measure = (program, args) => {
  // Node.js 20 may crash on its way out, when all has been said: what counts is that it was.
  const { stdout } = spawnSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  return stdout.trim().split("\n").map((line) => line.split(" ").map(Number));
};

build([]);
build(["--target", WASI]);
const exe = process.platform === "win32" ? ".exe" : "";
const native = measure(built("measured", "examples", `pace${exe}`), []);
const wasm = measure("node", ["xtask/run_wasi.js", built(WASI, "measured", "examples", "pace.wasm")]);
if (native.length === 0 || wasm.length !== native.length) throw new Error("not every size was measured");

const cell = (value) => value.toFixed(value < 10 ? 2 : 0).padStart(9);
console.log("milliseconds: native, WebAssembly, ratio".padEnd(20));
native.forEach(([pods, policies, ...ours], row) => {
  const theirs = wasm[row].slice(2);
  ["reading", "evaluating", "looking up", "linting", "fixing"].forEach((name, part) => {
    if (ours[part] === 0) return;
    const ratio = theirs[part] / ours[part];
    console.log(`${pods}/${policies} ${name}`.padEnd(24) + cell(ours[part]) + cell(theirs[part]) + cell(ratio));
  });
  const sum = (it) => it[1] + it[2];
  console.log(`${pods}/${policies} all answers`.padEnd(24) + cell(sum(ours)) + cell(sum(theirs)) + cell(sum(theirs) / sum(ours)));
});
