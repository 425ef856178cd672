// The part of a program that the page starts.

import { number } from "../wasm/binary.js";
import { renameBody, renameConstant } from "../wasm/instructions.js";
import { FUNCTION_REFERENCE, emptyModule } from "../wasm/module.js";
import { Numbering, TypeNumbering } from "../wasm/numbering.js";
import { LOAD, exportName, lent, sharedTable } from "./border.js";
import { functionOf } from "./division.js";
import { ACTION, NUMBER_TO_NUMBER, VARIABLE, constant, guard, stub } from "./stub.js";

/**
 * The first part. It keeps memory, data, globals and tables, with a table more: the
 * functions that the second part calls, and behind them the places of the stubs.
 */
export function firstPart(module, division, link) {
  const { firsts, stubs, shared, firstImports } = division;
  const types = new TypeNumbering(module.types);
  const functions = new Numbering("function", firstImports);
  const load = functions.fresh();
  for (const it of [...firsts, ...stubs]) functions.add(it);
  const guardNumber = functions.fresh();
  const table = module.tables.length;
  const isHere = module.globals.length;

  const numberings = { function: functions, reference: functions, type: types, "block type": types };
  const rename = (kind, index) => numberings[kind]?.of(index) ?? index;
  const stubOf = (it, place) => {
    const { type } = functionOf(module, it);
    const parameters = module.types[type].parameters.length;
    return { type: types.of(type), body: stub({ parameters, slot: shared.length + place, guard: guardNumber, type: types.of(type), table }) };
  };
  return {
    ...emptyModule(),
    types: types.list,
    imports: [
      ...firstImports.map((it) => ({ ...module.imports[it], type: types.of(module.imports[it].type) })),
      { ...LOAD, kind: "function", type: types.add(ACTION) },
    ],
    functions: [
      ...firsts.map((it) => functionOf(module, it)).map(({ type, body }) => ({ type: types.of(type), body: renameBody(body, rename) })),
      ...stubs.map(stubOf),
      { type: types.add(NUMBER_TO_NUMBER), body: guard({ isHere, load }) },
    ],
    tables: [...module.tables, tableOf(shared.length + stubs.length)],
    memories: module.memories,
    globals: [
      ...module.globals.map(({ type, value }) => ({ type, value: renameConstant(value, rename) })),
      { type: VARIABLE, value: constant(0) },
    ],
    exports: [
      ...module.exports.map((it) => ({ ...it, index: it.kind === "function" ? functions.of(it.index) : it.index })),
      ...lent(module, division),
      { name: sharedTable(link), kind: "table", index: table },
      { name: exportName(module, "global", isHere), kind: "global", index: isHere },
    ],
    start: module.start === undefined ? undefined : functions.of(module.start),
    elements: [...module.elements, { table, offset: constant(0), functions: shared }]
      .filter((it) => it.functions.length > 0)
      .map((it) => ({ ...it, functions: it.functions.map((index) => functions.of(index)) })),
    data: module.data,
    dataCount: module.dataCount,
  };
}

function tableOf(length) {
  return Buffer.concat([Buffer.of(FUNCTION_REFERENCE, 1), number(length), number(length)]);
}
