// Runs a program built for WASI in Node.js: `run_wasi.js PROGRAM [ARGUMENT]...`. It sees
// this folder as its own, and what is named absolutely, and says on standard error how
// much memory it took.

import { readFile } from "node:fs/promises";
import { isAbsolute } from "node:path";
import process from "node:process";

// Node.js calls WASI experimental and says so at every start.
process.removeAllListeners("warning");
const { WASI } = await import("node:wasi");

const [program, ...rest] = process.argv.slice(2);
const preopens = { ".": "." };
for (const path of rest.filter(isAbsolute)) preopens[path] = path;

const wasi = new WASI({ version: "preview1", args: [program, ...rest], preopens, returnOnExit: true });
const { instance } = await WebAssembly.instantiate(await readFile(program), wasi.getImportObject());
const code = wasi.start(instance);
console.error(`memory: ${instance.exports.memory.buffer.byteLength} bytes`);
process.exit(code);
