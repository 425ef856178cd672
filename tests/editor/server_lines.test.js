// Which lines an API server wrote.

import assert from "node:assert/strict";
import { test } from "node:test";

import { serverLines } from "../../editor/server_lines.js";

/** Lines that should fold begin with `>`; a blank line of `-` between two folds. */
function check(text) {
  const marked = text.split("\n");
  const expected = marked.flatMap((line, at) => (line.startsWith(">") ? [at] : []));
  const folds = serverLines(marked.map((line) => line.replace(/^>/, " ")));
  const found = folds.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, at) => first + at));
  assert.deepEqual(found, expected, text);
  return folds.length;
}

test("what kubectl prints beside the name", () => {
  const folds = check(`
 kind: Pod
 metadata:
>  annotations:
>    kubectl.kubernetes.io/last-applied-configuration: |
>      {"kind":"Pod"}
>  creationTimestamp: "2024-07-27T00:16:57Z"
>  generation: 2
   name: web
   labels:
     uid: mine
>  resourceVersion: "1"
>  uid: abc
 spec: {}`);
  assert.equal(folds, 2);
});

test("annotations of people stay, the server's among them fold", () => {
  check(`
 metadata:
   annotations:
>    deployment.kubernetes.io/revision: "1"
     team: shop
   name: web`);
});

test("lists of managed fields fold, at whatever indentation", () => {
  check(`
 metadata:
>  managedFields:
>  - apiVersion: v1
>    manager: kubectl
   name: web
 status: {}`);
});

test("a list of objects, and templates", () => {
  check(`
 items:
 - metadata:
>    uid: a
     name: web
   spec:
     template:
       metadata:
>        creationTimestamp: null
         labels: {}`);
});

test("the uid of an owner says who made a pod, and stays", () => {
  check(`
 metadata:
   ownerReferences:
   - kind: ReplicaSet
     uid: abc
   name: web`);
});

test("nothing to fold in flow style, and none outside metadata", () => {
  check(" metadata: {uid: a}\n uid: b\n spec:\n   generation: 1");
});
