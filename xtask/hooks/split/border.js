// Under which names the parts find what they need of each other.

/** The module name of what the first part exports. */
export const FIRST = "first";
/** The module name of the first part's functions, which are numbered by their slots. */
export const SHARED = "shared";
/** What the first part calls when it needs the second at once. */
export const LOAD = { from: "second", name: "load" };

/**
 * The name of the table that both parts use. It tells builds apart: a browser that still
 * has one part of an older build must not join it to another of a new one.
 */
export const sharedTable = (link) => `shared-${link}`;

/** The name that the module exports a thing under, or the one that the first part gives it. */
export function exportName(module, kind, index) {
  return exported(module, kind, index)?.name ?? `${kind}-${index}`;
}

/** The exports that the first part has for the second, beside those it has anyway. */
export function lent(module, { tables, globals }) {
  const things = [
    ...module.memories.map((_, index) => ({ kind: "memory", index })),
    ...tables.map((index) => ({ kind: "table", index })),
    ...globals.map((index) => ({ kind: "global", index })),
  ];
  return things
    .filter(({ kind, index }) => !exported(module, kind, index))
    .map((it) => ({ ...it, name: exportName(module, it.kind, it.index) }));
}

function exported(module, kind, index) {
  return module.exports.find((it) => it.kind === kind && it.index === index);
}
