// The types of answers in TypeScript, made of their schema.

import { compile } from "json-schema-to-typescript";

/** What answers are called; other definitions have their own names. */
const ANSWERS = {
  analyze: "Analysis",
  check: "Checked",
  diff: "Changes",
  lint: "Linted",
  list: "Listing",
  query: "Answer",
};
/** Definitions for what no function of the package takes or gives. */
const ELSEWHERE = ["question", "propose"];
const SETTINGS = {
  additionalProperties: false,
  bannerComment: "",
  ignoreMinAndMaxItems: true,
  style: { printWidth: 100 },
  unreachableDefinitions: true,
};

/** The declarations of everything that `schema` defines. */
export async function answerTypes(schema) {
  const definitions = Object.entries(schema.$defs).filter(([name]) => !ELSEWHERE.includes(name));
  const named = definitions.map(([name, definition]) => [name, told(name, definition)]);
  const text = await compile({ $defs: Object.fromEntries(named) }, "", SETTINGS);
  return text.replaceAll(REFERENCES, "").replaceAll(BOUNDS, "").replaceAll(/^ *\/\*\*\n *\*\/\n/gm, "");
}

/** Remarks of the compiler's own, and what types cannot hold anybody to. */
const REFERENCES = / \*\n? ?\*? ?This interface was referenced by .*\n \* via the .*\n/g;
const BOUNDS = /^ *\*\n( *\* @m(in|ax)Items \d+\n)+|^ *\* @m(in|ax)Items \d+\n/gm;

/** A definition by its name. What it demands beyond the shape, types do not say. */
function told(name, definition) {
  const title = ANSWERS[name] ?? name[0].toUpperCase() + name.slice(1);
  const it = { ...plain(definition), title };
  if (!it.properties) return it;
  for (const key of ["allOf", "anyOf", "oneOf"]) delete it[key];
  // So that a program can tell an answer from a refusal.
  if (name in ANSWERS && name !== "query") it.properties.error = { tsType: "undefined" };
  return it;
}

/** A reference stands for itself: described anew it would be another type. */
function plain(schema) {
  if (Array.isArray(schema)) return schema.map(plain);
  if (typeof schema !== "object" || schema === null) return schema;
  if (schema.$ref) return { $ref: schema.$ref };
  const isAnything = Object.keys(schema).every((it) => it === "description");
  if (isAnything && typeof schema.description === "string") return { ...schema, tsType: "unknown" };
  return Object.fromEntries(Object.entries(schema).map(([key, it]) => [key, plain(it)]));
}
