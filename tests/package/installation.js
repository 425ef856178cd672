// The npm package as people get it: packed, and installed into a folder of its own.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const QUIET = ["--offline", "--no-audit", "--no-fund", "--ignore-scripts"];

/** Where the package is installed, and the names of the files that it brought. */
export function install() {
  if (!existsSync("target/package/engine.wasm")) {
    throw new Error("there is no package in target/package: run `cargo xtask package`");
  }
  const folder = mkdtempSync(join(tmpdir(), "netpol-package-"));
  const packed = execFileSync("npm", ["pack", "--json", "--pack-destination", folder], {
    cwd: "target/package",
  });
  const [{ filename, files }] = JSON.parse(packed);
  const home = join(folder, "home");
  mkdirSync(home);
  writeFileSync(join(home, "package.json"), '{ "private": true, "type": "module" }');
  execFileSync("npm", ["install", ...QUIET, join(folder, filename)], { cwd: home });
  return { home, folder, files: files.map((it) => it.path).sort() };
}

/** What a program prints that stands in such a folder. */
export function printed(home, name, program) {
  const path = join(home, name);
  writeFileSync(path, program);
  return execFileSync(process.execPath, [path], { cwd: home, encoding: "utf8" });
}
