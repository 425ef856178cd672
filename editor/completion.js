// What can be written at the caret: fields by the place they stand in, and the names, labels and
// ports that exist in the input.

import { autocompletion, completionKeymap, snippet, startCompletion } from "@codemirror/autocomplete";
import { StateEffect, StateField } from "@codemirror/state";
import { keymap } from "@codemirror/view";

import { contextAt } from "./context.js";
import { KINDS, OBJECT_KEYS, aboutObjectKey, apiVersionOf, fieldAt, fieldsOf, kindsOf, shapeOf } from "./schema.js";
import { TEMPLATES } from "./templates.js";
import { SORTS, listed } from "./words.js";

/** Tells what exists in the input; see crates/engine/src/vocabulary.rs. */
export const setVocabulary = StateEffect.define();

const EMPTY = { namespaces: [], namespaceLabels: [], podLabels: [], ports: [] };

/** What exists in the input. */
export const vocabulary = StateField.define({
  create: () => EMPTY,
  update: (value, transaction) => transaction.effects.reduce((it, effect) => (effect.is(setVocabulary) ? effect.value : it), value),
});

/** The completions at a place, for the library. */
export function complete(context) {
  const { state, pos, explicit } = context;
  const line = state.doc.lineAt(pos);
  const typed = line.text.slice(0, pos - line.from);
  if (isInComment(typed)) return null;
  const at = contextAt(state.doc, pos);
  if (!explicit && at.word === "" && at.key === null) return null;
  const options = at.key === null ? keysAt(at, state) : valuesAt(at, state);
  if (options.length === 0 || (!explicit && isWhole(at.word, options))) return null;
  const validFor = (word) => /^[\w./-]*$/.test(word) && !isWhole(word, options);
  return { from: at.from, to: wordEnd(line, pos), options, validFor };
}

/** Whether a word is written out and no other begins with it: then Enter means a new line. */
function isWhole(word, options) {
  const alike = options.filter((it) => it.label.startsWith(word));
  return word !== "" && alike.length === 1 && alike[0].label === word;
}

function isInComment(typed) {
  return /(^|\s)#/.test(typed);
}

/** The word that is completed also reaches behind the caret. */
function wordEnd(line, pos) {
  return pos + /^[\w./-]*/.exec(line.text.slice(pos - line.from))[0].length;
}

/** Keys of a mapping, or items of a list of words. */
function keysAt(at, state) {
  const { path, before, kind } = at;
  const words = state.field(vocabulary);
  if (path.length === 0) return objectKeys(at, state);
  const field = fieldAt(kind, path);
  if (!field) return [];
  if (field.is === "labels") return labelsOf(words, field, at).filter((it) => !before.has(it.label));
  if (field.is === "labelValues" || field.is === "labelValue") return labelValues(words, field, at, keyOfRequirement(at, state));
  const scalars = values(field, words, at);
  if (scalars.length > 0) return scalars;
  const list = shapeOf(field) === "list";
  const fields = list ? fieldsOf({ is: field.is.slice(1, -1) }) : fieldsOf(field);
  return fields
    .filter(([key]) => !before.has(key))
    .map(([key, own], index) => keyOption(key, own, { boost: -index, asItem: list }));
}

/** `kind`, `metadata` and so on of an object, or a whole new one. */
function objectKeys(at, state) {
  const { before, kind } = at;
  const known = kind ? fieldsOf({ is: KINDS.find((it) => it.name === kind)?.is }) : [["metadata", { is: "Metadata", about: "" }], ["spec", { is: "PolicySpec", about: "" }]];
  const fixed = OBJECT_KEYS.filter((it) => !before.has(it)).map((key) => ({ label: key, type: "property", info: aboutObjectKey(key), apply: then(`${key}: `), boost: 5 }));
  const own = known.filter(([key]) => !before.has(key)).map(([key, it]) => keyOption(key, it, {}));
  const fresh = before.size === 0 ? TEMPLATES.map((it, index) => template(it, 20 - index, state)) : [];
  return [...fresh, ...fixed, ...own];
}

function template({ words: [name, about], text }, boost, state) {
  const words = state.field(vocabulary);
  const namespace = words.namespaces[0] ?? "default";
  return { label: name, detail: about, type: "template", apply: snippet(text.replaceAll("NAMESPACE", namespace)), boost };
}

function keyOption(key, field, { boost = 0, asItem = false }) {
  const shape = shapeOf(field);
  const prefix = asItem ? "- " : "";
  return { label: key, type: "property", info: field.about, boost, apply: opened(prefix, key, shape) };
}

/** Writes a key, and below it the line where one goes on. */
function opened(prefix, key, shape) {
  return (view, completion, from, to) => {
    const line = view.state.doc.lineAt(from);
    const isFlow = /[{[,]\s*$/.test(line.text.slice(0, from - line.from)) || /^\s*[}\]]/.test(line.text.slice(to - line.from));
    const hasColon = /^\s*:/.test(line.text.slice(to - line.from));
    const indent = " ".repeat(from - line.from + prefix.length + 2);
    let text = `${prefix}${key}`;
    if (!hasColon) {
      if (isFlow) text += shape === "list" ? ": [" : shape === "mapping" ? ": { " : ": ";
      else if (shape === "scalar") text += ": ";
      else text += `:\n${indent}${shape === "list" ? "- " : ""}`;
    }
    write(view, text, from, to);
  };
}

/** Writes a text and goes on to what can follow. */
function then(text) {
  return (view, completion, from, to) => write(view, text, from, to);
}

function write(view, text, from, to) {
  view.dispatch({ changes: { from, to, insert: text }, selection: { anchor: from + text.length }, userEvent: "input.complete", scrollIntoView: true });
  if (/[\s[{]$/.test(text)) startCompletion(view);
}

/** Values behind a key. */
function valuesAt(at, state) {
  const { path, key, kind } = at;
  const words = state.field(vocabulary);
  if (path.length === 0 && key === "kind") return kindsOf(at.apiVersion).map((it) => ({ label: it.name, detail: it.apiVersion, info: it.about, type: "kind", apply: withVersion(it, at) }));
  if (path.length === 0 && key === "apiVersion") return versions(kind);
  const field = fieldAt(kind, [...path, key]);
  if (!field) return [];
  if (field.is === "labelValue") return labelValues(words, field, at, key);
  if (field.is === "labelKey") return labelsOf(words, field, at).map((it) => ({ ...it, apply: it.label }));
  return values(field, words, at);
}

/** A kind brings its API version along, if that is not written yet. */
function withVersion({ name, apiVersion }, at) {
  return (view, completion, from, to) => {
    const line = view.state.doc.lineAt(from);
    const indent = " ".repeat(line.text.search(/\S/));
    const isAlone = at.apiVersion === undefined && at.path.length === 0 && /^\s*kind:\s*$/.test(line.text.slice(0, from - line.from));
    const version = isAlone ? `apiVersion: ${apiVersion}\n${indent}` : "";
    const changes = [{ from, to, insert: name }];
    if (isAlone) changes.unshift({ from: line.from + indent.length, insert: version });
    view.dispatch({ changes, selection: { anchor: from + version.length + name.length }, userEvent: "input.complete" });
  };
}

function versions(kind) {
  const own = apiVersionOf(kind);
  const all = own ? [own] : [...new Set(KINDS.map((it) => it.apiVersion))];
  return all.map((label) => ({ label, type: "kind" }));
}

function values(field, words, at) {
  if (field.values) return field.values.map((label, index) => ({ label, type: "value", boost: -index }));
  if (field.is === "namespace") return words.namespaces.map((label) => ({ label, type: "namespace", detail: "namespace" }));
  if (field.is === "port") return ports(words, at);
  return [];
}

/** Ports that pods declare: names first, as they say what is meant. */
function ports(words, at) {
  const onlyNumbers = at.key === "endPort" || at.key === "containerPort";
  const options = new Map();
  for (const { name, number, protocol, owners } of words.ports) {
    const detail = `${protocol}, ${some(owners)}`;
    if (name && !onlyNumbers) options.set(name, { label: name, detail: `${number}/${detail}`, type: "port", boost: 1 });
    const before = options.get(String(number));
    if (!before) options.set(String(number), { label: String(number), detail: name ? `${name}, ${detail}` : detail, type: "port" });
  }
  return [...options.values()];
}

/** The keys of labels that pods or namespaces have. */
function labelsOf(words, field, at) {
  const labels = field.whose === "namespaces" ? words.namespaceLabels : words.podLabels;
  return labels.map(({ key, values: all }) => ({
    label: key,
    type: "label",
    detail: all.slice(0, 4).map((it) => it.value).join(", ") + (all.length > 4 ? ", …" : ""),
    boost: boostOf(all, field, at),
    apply: then(`${key}: `),
  }));
}

/** The values that a label has somewhere, with who has it. */
function labelValues(words, field, at, key) {
  const labels = field.whose === "namespaces" ? words.namespaceLabels : words.podLabels;
  const found = labels.find((it) => it.key === key);
  return (found?.values ?? []).map((it) => ({ label: it.value, apply: quotedIfNeeded(it.value), type: "label", detail: some(it.owners), boost: boostOf([it], field, at) }));
}

/** What exists where the policy is comes first. */
function boostOf(values, field, at) {
  if (field.whose !== "pods" || at.namespace === undefined) return 0;
  return values.some((it) => it.owners.namespaces.includes(at.namespace)) ? 2 : 0;
}

function some({ count, names }) {
  return listed(names.slice(0, 1), count - 1);
}

/** Words that YAML would take for something else. */
function quotedIfNeeded(value) {
  const isOther = value === "" || /^(true|false|null|yes|no|on|off|y|n|~|[-+.\d][\d_.eExX:+-]*)$/i.test(value);
  return isOther ? JSON.stringify(value) : value;
}

/** The `key` of the condition whose `values` the caret is in. */
function keyOfRequirement(at, state) {
  const around = state.doc.toString().slice(Math.max(0, at.from - 400), at.from);
  const keys = [...around.matchAll(/\bkey:\s*["']?([^\s,"'}]+)/g)];
  return keys.at(-1)?.[1];
}

/** Completion while typing and on Ctrl+Space. */
export function completion() {
  return [
    vocabulary,
    autocompletion({
      override: [complete],
      icons: false,
      defaultKeymap: false,
      // A page of them: a list that scrolls could only be reached through the text.
      maxRenderedOptions: 9,
      optionClass: (it) => `code-option code-option--${it.type}`,
      addToOptions: [{ render: sort, position: 90 }],
    }),
    keymap.of(completionKeymap),
  ];
}

/** What sort of thing an option is, as a word. */
function sort({ type }) {
  const element = document.createElement("span");
  element.className = "code-option__sort";
  element.textContent = SORTS[type] ?? "";
  return element;
}
