// The part of a program that comes later.

import { renameBody } from "../wasm/instructions.js";
import { FUNCTION_REFERENCE, emptyModule } from "../wasm/module.js";
import { Numbering, TypeNumbering } from "../wasm/numbering.js";
import { FIRST, SHARED, exportName, sharedTable } from "./border.js";
import { functionOf } from "./division.js";
import { ACTION, VARIABLE, arrival, constant, valueOf } from "./stub.js";

/**
 * The second part. It has functions and nothing else of its own; when it starts, it puts
 * them into the places of the stubs and says that it is here.
 */
export function secondPart(module, division, link) {
  const { seconds, shared, secondImports } = division;
  const types = new TypeNumbering(module.types);
  const functions = new Numbering("function", [...secondImports, ...shared, ...seconds]);
  const arrivalNumber = functions.fresh();
  const tables = new Numbering("table", division.tables);
  const sharedTableNumber = tables.fresh();
  const globals = new Numbering("global", division.globals);
  const isHere = globals.fresh();

  const numberings = { function: functions, type: types, "block type": types, table: tables, global: globals };
  const rename = (kind, index) => numberings[kind]?.of(index) ?? index;
  return {
    ...emptyModule(),
    types: types.list,
    imports: [
      ...secondImports.map((it) => ({ ...module.imports[it], type: types.of(module.imports[it].type) })),
      ...shared.map((it, slot) => ({ from: SHARED, name: String(slot), kind: "function", type: types.of(functionOf(module, it).type) })),
      ...borrowed(module, division, link),
    ],
    functions: [
      ...seconds.map((it) => functionOf(module, it)).map(({ type, body }) => ({ type: types.of(type), body: renameBody(body, rename) })),
      { type: types.add(ACTION), body: arrival({ isHere }) },
    ],
    start: arrivalNumber,
    elements: [
      { table: sharedTableNumber, offset: constant(shared.length), functions: division.stubs },
      ...directPlaces(module, seconds).map((it) => ({ ...it, table: tables.of(it.table) })),
    ]
      .filter((it) => it.functions.length > 0)
      .map((it) => ({ ...it, functions: it.functions.map((index) => functions.of(index)) })),
  };
}

/** Memory, tables and globals of the first part. */
function borrowed(module, { tables, globals }, link) {
  const imported = (kind, index, type) => ({ from: FIRST, name: exportName(module, kind, index), kind, type });
  return [
    ...module.memories.map((type, index) => imported("memory", index, type)),
    ...tables.map((index) => imported("table", index, module.tables[index])),
    { from: FIRST, name: sharedTable(link), kind: "table", type: Buffer.of(FUNCTION_REFERENCE, 0, 0) },
    ...globals.map((index) => imported("global", index, module.globals[index].type)),
    imported("global", module.globals.length, VARIABLE),
  ];
}

/** Where functions of this part are called by address: from now on without a stub. */
function directPlaces(module, seconds) {
  const own = new Set(seconds);
  const places = [];
  for (const { table, offset, functions } of module.elements) {
    const start = valueOf(offset);
    // Where only the browser knows the place, the stub stays in use.
    if (start === undefined) continue;
    let run;
    functions.forEach((index, at) => {
      if (!own.has(index)) return void (run = undefined);
      if (!run) places.push((run = { table, offset: constant(start + at), functions: [] }));
      run.functions.push(index);
    });
  }
  return places;
}
