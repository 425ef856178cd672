// After Trunk built: the program and the scripts, smaller. Trunk's own minifier is not used,
// because it writes the page's attributes in a form that no longer says where its files are.

import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { build } from "esbuild";

import { orderOf } from "./likeness.js";
import { bodies, module, nameSection, renameImports, sections } from "./wasm_module.js";

const { TRUNK_PROFILE: profile, TRUNK_STAGING_DIR: site } = process.env;

const files = (ending) =>
  readdirSync(site)
    .filter((name) => name.endsWith(ending))
    .map((name) => join(site, name));

/** Short names for what the program imports; returns the long ones with theirs. */
function shortenImports(found) {
  const names = new Map();
  const rename = (name) => {
    names.set(name, `i${names.size.toString(36)}`);
    return names.get(name);
  };
  return { ...renameImports(found, rename), names };
}

/** Puts like functions side by side: wasm-opt orders by name, so the names say where. */
function reorder(path, found, imported) {
  const order = orderOf(bodies(found));
  const names = new Array(imported + order.length);
  const name = (place) => `f${String(place).padStart(6, "0")}`;
  for (let index = 0; index < imported; index += 1) names[index] = name(index);
  order.forEach((index, place) => (names[imported + index] = name(imported + place)));
  writeFileSync(path, module([...found, nameSection(names)]));
  execFileSync("wasm-opt", [path, "--reorder-functions-by-name", "--strip-debug", "-o", path], {
    shell: process.platform === "win32",
    stdio: "inherit",
  });
}

function useShortNames(path, names) {
  const script = readFileSync(path, "utf8");
  writeFileSync(
    path,
    script.replace(/\b__wb[a-z]+_\w+\b/g, (name) => names.get(name) ?? name),
  );
}

if (profile === "release") {
  for (const path of files(".wasm")) {
    const { sections: found, functions, names } = shortenImports(sections(readFileSync(path)));
    for (const script of files(".js")) useShortNames(script, names);
    reorder(path, found, functions);
  }
  await build({
    entryPoints: files(".js"),
    outdir: site,
    allowOverwrite: true,
    minify: true,
    logLevel: "warning",
  });
}
