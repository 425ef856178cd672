// Puts the npm package together from what wasm-bindgen wrote: the engine, made small, the
// files of `crates/js/package/`, licences, schema, and one file for `require`.

import { execFileSync } from "node:child_process";
import { copyFileSync, cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { build } from "esbuild";
import { answerTypes } from "./answer_types.js";

const PACKAGE = "target/package";
/** What the compiler uses by itself, and Node.js 20 and every browser of its time knows. */
const FEATURES = [
  "bulk-memory",
  "bulk-memory-opt",
  "multivalue",
  "mutable-globals",
  "nontrapping-float-to-int",
  "reference-types",
  "sign-ext",
];
const [written] = process.argv.slice(2);

rmSync(PACKAGE, { recursive: true, force: true });
cpSync("crates/js/package", PACKAGE, { recursive: true });

const script = readFileSync(`${written}/engine.js`, "utf8");
writeFileSync(`${PACKAGE}/engine.js`, script.replaceAll("engine_bg.wasm", "engine.wasm"));
execFileSync(process.execPath, [
  "node_modules/binaryen/bin/wasm-opt",
  "-Oz",
  ...FEATURES.map((it) => `--enable-${it}`),
  "--strip-debug",
  "--strip-producers",
  `${written}/engine_bg.wasm`,
  "-o",
  `${PACKAGE}/engine.wasm`,
]);

// `require` knows no `import.meta`.
await build({
  entryPoints: [`${PACKAGE}/node.js`],
  outfile: `${PACKAGE}/node.cjs`,
  bundle: true,
  platform: "node",
  format: "cjs",
  define: { "import.meta.url": "here" },
  banner: { js: 'const here = require("node:url").pathToFileURL(__filename).href;' },
});

const schema = readFileSync("crates/export/schema/netpol.v1.json", "utf8");
writeFileSync(`${PACKAGE}/netpol.v1.json`, schema);
const requests = readFileSync(`${PACKAGE}/requests.d.ts`, "utf8");
rmSync(`${PACKAGE}/requests.d.ts`);
const types = `${requests}\n${await answerTypes(JSON.parse(schema))}`;
for (const name of ["index.d.ts", "index.d.cts"]) writeFileSync(`${PACKAGE}/${name}`, types);
for (const licence of ["LICENSE-APACHE", "LICENSE-MIT"]) copyFileSync(licence, `${PACKAGE}/${licence}`);
