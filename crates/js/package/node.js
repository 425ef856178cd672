// For Node.js: the engine is a file of this package, read when this module is.

import { readFileSync } from "node:fs";
import { initSync } from "./engine.js";

export * from "./functions.js";

initSync({ module: readFileSync(new URL("engine.wasm", import.meta.url)) });

/** Nothing is left to do; so that the same program runs in a browser. */
export async function init() {}
