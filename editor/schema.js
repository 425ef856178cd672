// Which fields there are at a place, what they mean, and what can stand there. The words are in
// fields.json.

import words from "./fields.json" with { type: "json" };

const { kinds, types, object } = words;

/** Every kind there is something to say of, with its API version and its meaning. */
export const KINDS = Object.entries(kinds).map(([name, it]) => ({ name, ...it }));

/** The kinds of an API version; all of them where it is unknown. */
export function kindsOf(apiVersion) {
  const own = KINDS.filter((it) => it.apiVersion === apiVersion);
  return own.length > 0 ? own : KINDS;
}

/** The API version that a kind has now. */
export function apiVersionOf(kind) {
  return kinds[kind]?.apiVersion;
}

/**
 * What stands at the end of a path into an object of a kind: `{ is, whose, here, values, about }`,
 * where `is` names a type, `[type]` a list of it. `undefined` for what is not known.
 */
export function fieldAt(kind, path) {
  let field = kinds[kind];
  if (!field) return undefined;
  let { whose } = field;
  let here = false;
  for (const step of path) {
    const item = /^\[(.*)\]$/.exec(field.is);
    if (step === "[]") {
      // A list of labels' values has no type of its own.
      if (item) field = { ...field, is: item[1] };
      else if (field.is !== "labelValues") return undefined;
      continue;
    }
    const fields = types[item ? item[1] : field.is];
    if (!fields) return isLabel(field, path, step) ? { is: "labelValue", key: step, whose, here } : undefined;
    field = fields[step];
    if (!field) return undefined;
    if (field.whose) ({ whose, here = false } = field);
  }
  return { ...field, whose, here };
}

const isLabel = (field, path, step) => field.is === "labels" && path.at(-1) === step;

/** The fields that an object of a type has, each with its meaning. */
export function fieldsOf(field) {
  return Object.entries(types[field.is] ?? {});
}

/** What a key of every object means. */
export function aboutObjectKey(key) {
  return object[key];
}

export const OBJECT_KEYS = Object.keys(object);

/** Whether what stands there has keys of its own, and whether it is a list. */
export function shapeOf(field) {
  const item = /^\[(.*)\]$/.exec(field.is);
  if (item) return "list";
  if (field.is === "labelValues") return "list";
  return field.is === "labels" || types[field.is] ? "mapping" : "scalar";
}
