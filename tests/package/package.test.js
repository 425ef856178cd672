// The npm package where people use it: in Node.js, bundled, in a page, and by its types.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { gzipSync } from "node:zlib";
import { chromium } from "@playwright/test";
import { build } from "esbuild";
import { serveAnswers } from "../loopback_server.js";
import { install, printed } from "./installation.js";

const EXAMPLE = "static/examples/leaky-policies";
const FILES = ["cluster.yaml", "policies-before.yaml"].map((name) => ({
  name,
  text: readFileSync(`${EXAMPLE}/${name}`, "utf8"),
}));
const QUESTION = { from: "qa-test/frontend", to: "qa-test/db", port: 3306 };
const LINES = "qa-test/frontend -> qa-test/db:3306 denied\nqa-test/api -> qa-test/db:3306 allowed\n";
/** Small enough to be downloaded by a page, in bytes of gzip. */
const MOST_BYTES = 430_000;

const { home, folder, files } = install();
after(() => rmSync(folder, { recursive: true }));

/** A program that gives the verdict, how many connections there are, and a refusal. */
const ASKS = `
const files = ${JSON.stringify(FILES)};
const told = [
  query(files, ${JSON.stringify(QUESTION)}).verdict,
  list(files).connections.length,
  list(3).error,
];`;

function check(text) {
  const [verdict, connections, error] = JSON.parse(text);
  assert.equal(verdict, "allowed");
  assert.ok(connections >= 10, `${connections} connections`);
  assert.match(error, /manifests are one text or a list/);
}

test("the package has what it needs and nothing else", () => {
  assert.deepEqual(files, [
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "browser.js",
    "engine.js",
    "engine.wasm",
    "functions.js",
    "index.d.cts",
    "index.d.ts",
    "netpol.v1.json",
    "node.cjs",
    "node.js",
    "package.json",
  ]);
});

test("Node.js imports it", () => {
  const program = `import { init, list, query } from "netpol-engine"; await init(); ${ASKS}
    console.log(JSON.stringify(told));`;
  check(printed(home, "imports.mjs", program));
});

test("Node.js requires it", () => {
  const program = `const { list, query } = require("netpol-engine"); ${ASKS}
    console.log(JSON.stringify(told));`;
  check(printed(home, "requires.cjs", program));
});

test("no input makes it throw", () => {
  const program = `import * as engine from "netpol-engine";
    const circle = {}; circle.it = circle;
    const wrong = [undefined, null, 1, 1n, circle, "\\ud800", ["a"], [{ name: 1 }], "\\t- : [", Symbol()];
    const told = [];
    for (const name of ["analyze", "query", "list", "check", "lint", "diff"]) {
      for (const one of wrong) for (const other of wrong) {
        const answer = engine[name](one, other, other);
        if (answer.version !== 1) told.push([name, String(one), answer]);
      }
    }
    console.log(JSON.stringify(told));`;
  assert.equal(printed(home, "wrong.mjs", program), "[]\n");
});

test("importing it in Node.js asks no network", () => {
  const program = `import net from "node:net"; import dns from "node:dns";
    const used = [];
    globalThis.fetch = () => used.push("fetch");
    net.Socket.prototype.connect = () => used.push("connect");
    dns.lookup = () => used.push("lookup");
    const { list } = await import("netpol-engine");
    list("");
    console.log(JSON.stringify(used));`;
  assert.equal(printed(home, "offline.mjs", program), "[]\n");
});

test("a bundler takes it, and the engine as bytes", async () => {
  writeFileSync(
    join(home, "bundled.js"),
    `import bytes from "netpol-engine/engine.wasm";
    import { init, list, query } from "netpol-engine";
    await init(bytes); ${ASKS} console.log(JSON.stringify(told));`,
  );
  await build({
    entryPoints: [join(home, "bundled.js")],
    outfile: join(home, "bundle.mjs"),
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    loader: { ".wasm": "binary" },
    logLevel: "error",
  });
  const bundle = readFileSync(join(home, "bundle.mjs"), "utf8");
  assert.doesNotMatch(bundle, /node:fs/);
  check(execFileSync(process.execPath, [join(home, "bundle.mjs")], { encoding: "utf8" }));
});

/** Serves what is installed, and a page. */
function serve(page) {
  return serveAnswers((path) => {
    if (path === "/") return { name: "index.html", body: page };
    const name = join(home, "node_modules/netpol-engine", path);
    return existsSync(name) && { name, body: readFileSync(name) };
  });
}

const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

test("a page without a bundler imports it", async () => {
  const server = await serve(`<script type="module">
    import { init, list, query } from "./browser.js";
    await init(); ${ASKS} document.title = JSON.stringify(told);</script>`);
  const browser = await chromium.launch({
    executablePath: process.env.CHROME ?? BROWSERS.find((path) => existsSync(path)),
    args: JSON.parse(readFileSync("tests/browser_flags.json", "utf8")),
  });
  try {
    const page = await browser.newPage();
    await page.goto(server.origin);
    await page.waitForFunction(() => document.title !== "");
    check(await page.title());
  } finally {
    await browser.close();
    await server.close();
  }
});

/** Runs the compiler on a program beside the package, and gives what it says. */
function typed(name, program, ...options) {
  writeFileSync(join(home, name), program);
  const compiler = "node_modules/typescript/bin/tsc";
  const settings = ["--noEmit", "--strict", "--target", "es2022", "--module", "nodenext"];
  try {
    execFileSync(process.execPath, [compiler, ...settings, ...options, join(home, name)]);
    return "";
  } catch (error) {
    return String(error.stdout);
  }
}

/** Real answers of every shape, by the name of their type. */
async function answers() {
  const engine = await import(join(home, "node_modules/netpol-engine/node.js"));
  const { analyze, query, list, check: hold, lint, diff } = engine;
  const several = { from: "qa-test/api", to: "staging/db", port: 5432 };
  const fixtures = ["shop", "policies", "unknown", "blocks", "families", "broken"].map((name) => ({
    name,
    text: readFileSync(`crates/cli/tests/fixtures/${name}.yaml`, "utf8"),
  }));
  const denied = { from: "qa-test/db", to: "qa-test/api", port: 80 };
  return [
    ["Analysis", analyze(fixtures)],
    ["Answer", query(FILES, QUESTION)],
    ["Answer", query(FILES, several)],
    ["Answer", query(FILES, denied)],
    ["Answer", query(FILES, {})],
    ["Answer", query(fixtures, { from: "shop/api", to: "shop/web", port: 443 })],
    ["Answer", query(fixtures, QUESTION, { profile: "calico" })],
    ["Listing", list(FILES)],
    ["Listing", list(fixtures, { pods: true })],
    ["Checked", hold(FILES, LINES)],
    ["Linted", lint(FILES, { level: "hint" })],
    ["Changes", diff([FILES[0]], FILES)],
    ["Refusal", list(FILES, { maxSteps: 1 })],
  ];
}

test("the types are those of real answers", async () => {
  const lines = (await answers()).map(
    ([type, answer], at) => `export const it${at}: engine.${type} = ${JSON.stringify(answer)};`,
  );
  const program = `import type * as engine from "netpol-engine";\n${lines.join("\n")}\n`;
  assert.equal(typed("answers.ts", program), "");
  // And the compiler would say so if they were not.
  const wrong = program.replace('"version":1', '"version":1,"more":2');
  assert.match(typed("more.ts", wrong), /'"more"' does not exist in type/);
});

test("programs in TypeScript read answers by their types", () => {
  const body = `
    const found = engine.list([{ name: "a.yaml", text: "" }], { pods: true, assume: [] });
    if (found.error === undefined) { const first: string | undefined = found.connections[0]?.from; first; }
    const answer = engine.query("", { from: "a/b", to: "c/d", port: 80, protocol: "UDP" });
    answer.error satisfies string | undefined;`;
  assert.equal(typed("reads.mts", `import * as engine from "netpol-engine";${body}`), "");
  assert.equal(typed("reads.cts", `import engine = require("netpol-engine");${body}`), "");
  const wrong = `import * as engine from "netpol-engine"; engine.query("", { from: "a" });`;
  assert.match(typed("wrong.mts", wrong), /missing the following properties/);
});

test("it is small", (t) => {
  const shipped = ["engine.wasm", "engine.js", "functions.js", "browser.js"];
  const sizes = shipped.map((name) => {
    return gzipSync(readFileSync(`target/package/${name}`), { level: 9 }).length;
  });
  const total = sizes.reduce((sum, it) => sum + it, 0);
  console.log(`npm package: ${total} bytes of gzip, of which the engine ${sizes[0]}`);
  assert.ok(total <= MOST_BYTES, `${total} bytes of gzip, and ${MOST_BYTES} are allowed`);
});
