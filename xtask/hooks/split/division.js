// Which functions go to which part, and what the parts need of each other.

import { orderOf } from "../likeness.js";
import { visitBody } from "../wasm/instructions.js";
import { importedCount } from "../wasm/module.js";
import { stubLength } from "./stub.js";

/**
 * Divides the functions of `module` by what `isFirst` says of each, by its position among
 * the module's own. The answer holds numbers of `module`:
 *
 * - `firsts`, `seconds`: who goes where, in the order in which they pack well;
 * - `stubs`: those of the second part that the first one speaks of, alike by alike;
 * - `shared`: those of the first part that the second one calls;
 * - `firstImports`, `secondImports`: imported functions that the parts call themselves;
 * - `tables`, `globals`: what the second part has to borrow.
 */
export function divide(module, isFirst) {
  const imported = importedCount(module, "function");
  if (imported !== module.imports.length) throw new Error("the program imports something other than functions");
  const numbers = module.functions.map((_, index) => imported + index);
  const mentions = new Map(numbers.map((it) => [it, mentionsOf(functionOf(module, it).body)]));
  const mentioned = (functions, what) => new Set(functions.flatMap((it) => [...mentions.get(it)[what]]));
  const stays = (it) => isFirst(it - imported) || it === module.start || mentions.get(it).isBound || isTiny(module, it, mentions.get(it));

  const [firsts, seconds] = parted(numbers, stays);
  const byFirst = mentioned(firsts, "functions");
  for (const it of atTheBorder(module)) byFirst.add(it);
  const bySecond = mentioned(seconds, "functions");
  const typeOf = (it) => functionOf(module, it).type;
  const imports = [...Array(imported).keys()];
  const ascending = (set) => [...set].sort((a, b) => a - b);
  return {
    firsts: inPackingOrder(module, firsts),
    seconds: inPackingOrder(module, seconds),
    stubs: seconds.filter((it) => byFirst.has(it)).sort((a, b) => typeOf(a) - typeOf(b) || a - b),
    shared: firsts.filter((it) => bySecond.has(it)),
    firstImports: imports.filter((it) => byFirst.has(it)),
    secondImports: imports.filter((it) => bySecond.has(it)),
    tables: ascending(new Set([...mentioned(seconds, "tables"), ...module.elements.map((it) => it.table)])),
    globals: ascending(mentioned(seconds, "globals")),
  };
}

/** One of the module's own functions, by its number among all. */
export function functionOf(module, number) {
  return module.functions[number - importedCount(module, "function")];
}

function mentionsOf(body) {
  const found = { functions: new Set(), tables: new Set(), globals: new Set(), isBound: false };
  visitBody(body, ({ kind, index }) => {
    if (kind === "function" || kind === "reference") found.functions.add(index);
    if (kind === "table") found.tables.add(index);
    if (kind === "global") found.globals.add(index);
    // Segments belong to one module, and so does the permission to refer to a function.
    if (kind === "data" || kind === "elements" || kind === "reference") found.isBound = true;
  });
  return found;
}

/** A stub in its place would save nothing. */
function isTiny(module, number, { functions }) {
  const { type, body } = functionOf(module, number);
  return functions.size === 0 && body.length <= stubLength(module.types[type]);
}

/** Functions that the browser and addresses lead to. */
function atTheBorder(module) {
  const exported = module.exports.filter((it) => it.kind === "function").map((it) => it.index);
  return [...exported, ...module.elements.flatMap((it) => it.functions)];
}

function parted(items, isLeft) {
  const left = new Set(items.filter(isLeft));
  return [[...left], items.filter((it) => !left.has(it))];
}

function inPackingOrder(module, numbers) {
  return orderOf(numbers.map((it) => functionOf(module, it).body)).map((place) => numbers[place]);
}
