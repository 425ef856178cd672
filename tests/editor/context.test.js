// Where a caret stands in an object, found from the lines around it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { contextAt } from "../../editor/context.js";
import { withCaret } from "./caret.js";

const HEAD = "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: a\n  namespace: shop\nspec:\n";

/** `expected` is `path > key: word`, where `?` is a place for a key. */
function check(text, expected) {
  const { doc, position } = withCaret(text);
  const { path, key, word } = contextAt(doc, position);
  assert.equal(`${path.join(".")} > ${key ?? "?"}: ${word}`, expected, text);
}

function checkKind(text, kind, namespace) {
  const { doc, position } = withCaret(text);
  const found = contextAt(doc, position);
  assert.deepEqual([found.kind, found.namespace], [kind, namespace], text);
}

function checkBefore(text, before) {
  const { doc, position } = withCaret(text);
  assert.deepEqual([...contextAt(doc, position).before].toSorted(), before, text);
}

test("a key at the beginning of a line", () => {
  check("‸", " > ?: ");
  check("ki‸", " > ?: ki");
  check(`${HEAD}  pod‸`, "spec > ?: pod");
  check(`${HEAD}  ‸`, "spec > ?: ");
  check(`${HEAD}  podSelector:\n    ‸`, "spec.podSelector > ?: ");
  check(`${HEAD}  podSelector:\n  ‸`, "spec > ?: ");
});

test("a value behind a colon", () => {
  check("kind: ‸", " > kind: ");
  check("kind: Net‸", " > kind: Net");
  check(`${HEAD}  podSelector:\n    matchLabels:\n      app: d‸`, "spec.podSelector.matchLabels > app: d");
  check("kind: \"Net‸", " > kind: Net");
});

test("items of lists, indented or not", () => {
  check(`${HEAD}  ingress:\n    - fr‸`, "spec.ingress.[] > ?: fr");
  check(`${HEAD}  ingress:\n  - fr‸`, "spec.ingress.[] > ?: fr");
  check(`${HEAD}  ingress:\n    - from:\n        - ‸`, "spec.ingress.[].from.[] > ?: ");
  check(`${HEAD}  ingress:\n  - from:\n    - podSelector: {}\n    - na‸`, "spec.ingress.[].from.[] > ?: na");
  check(`${HEAD}  ingress:\n    - from:\n        - podSelector: {}\n          na‸`, "spec.ingress.[].from.[] > ?: na");
  check(`${HEAD}  policyTypes:\n    - In‸`, "spec.policyTypes.[] > ?: In");
  check(`${HEAD}  ingress:\n    - from: []\n      ports:\n        - port: ‸`, "spec.ingress.[].ports.[] > port: ");
});

test("a label key that has a slash or a dot", () => {
  check(`${HEAD}  podSelector:\n    matchLabels:\n      app.kubernetes.io/name: w‸`, "spec.podSelector.matchLabels > app.kubernetes.io/name: w");
});

test("comments, blank lines and values of several lines lie between", () => {
  check(`${HEAD}  podSelector:\n    # which?\n\n    ma‸`, "spec.podSelector > ?: ma");
  check("metadata:\n  annotations:\n    note: |\n      kind: no\n  na‸", "metadata > ?: na");
});

test("another document is another object", () => {
  check(`${HEAD}  podSelector: {}\n---\nki‸`, " > ?: ki");
  checkKind(`${HEAD}  podSelector: {}\n---\nkind: Pod\nme‸`, "Pod", undefined);
  checkKind(`${HEAD}  ‸\n---\nkind: Pod`, "NetworkPolicy", "shop");
});

test("objects of a list begin anew", () => {
  const list = "kind: List\nitems:\n  - kind: Pod\n    metadata:\n      namespace: one\n  - spec:\n      pod‸\n    kind: NetworkPolicy\n    metadata: {name: a, namespace: two}\n";
  check(list, "spec > ?: pod");
  checkKind(list, "NetworkPolicy", "two");
  const flat = "apiVersion: v1\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata:\n    labels:\n      ap‸\n- kind: Service\nkind: List\n";
  check(flat, "metadata.labels > ?: ap");
  checkKind(flat, "Pod", undefined);
});

test("flow style", () => {
  check(`${HEAD}  podSelector: {‸`, "spec.podSelector > ?: ");
  check(`${HEAD}  podSelector: { matchLabels: { ap‸`, "spec.podSelector.matchLabels > ?: ap");
  check(`${HEAD}  podSelector: { matchLabels: { app: w‸ } }`, "spec.podSelector.matchLabels > app: w");
  check(`${HEAD}  policyTypes: [‸]`, "spec.policyTypes.[] > ?: ");
  check(`${HEAD}  policyTypes: [Ingress, E‸]`, "spec.policyTypes.[] > ?: E");
  check(`${HEAD}  ingress:\n    - from: [{ podSelector: {} }, { na‸`, "spec.ingress.[].from.[] > ?: na");
  check(`${HEAD}  ingress:\n    - { from: [], po‸ }`, "spec.ingress.[] > ?: po");
  check(`${HEAD}  podSelector: {}\n  po‸`, "spec > ?: po");
  check(`${HEAD}  podSelector: {\n    matchLabels: {\n      app: ‸`, "spec.podSelector.matchLabels > app: ");
});

test("JSON", () => {
  check('{"kind": "NetworkPolicy", "spec": {"podSelector": {"‸', "spec.podSelector > ?: ");
  check('{\n  "kind": "NetworkPolicy",\n  "spec": {\n    "podSelector": {\n      "matchLabels": {\n        "app": "w‸', "spec.podSelector.matchLabels > app: w");
});

test("keys that are there already", () => {
  checkBefore(`${HEAD}  podSelector: {}\n  ‸\n  egress: []\n`, ["egress", "podSelector"]);
  checkBefore(`${HEAD}  podSelector: { matchLabels: {}, ‸`, ["matchLabels"]);
  checkBefore(`${HEAD}  ingress:\n    - from:\n        - podSelector:\n            matchLabels: {}\n          ‸\n        - ipBlock: {}\n`, ["podSelector"]);
});
