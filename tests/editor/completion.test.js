// What is offered at a caret.

import assert from "node:assert/strict";
import { test } from "node:test";

import { CompletionContext } from "@codemirror/autocomplete";
import { EditorState } from "@codemirror/state";

import { complete, setVocabulary, vocabulary } from "../../editor/completion.js";
import { meaningAt } from "../../editor/hover.js";
import { withCaret } from "./caret.js";

const owned = (...names) => ({ count: names.length, names, namespaces: names.map((it) => it.split("/")[0]) });
const value = (it, ...names) => ({ value: it, owners: owned(...names) });

const INPUT = {
  namespaces: ["shop", "dns"],
  namespaceLabels: [
    { key: "kubernetes.io/metadata.name", values: [value("dns", "dns"), value("shop", "shop")] },
    { key: "team", values: [value("web", "shop")] },
  ],
  podLabels: [
    { key: "app", values: [value("web", "shop/web"), value("coredns", "dns/coredns"), value("true", "shop/odd")] },
    { key: "tier", values: [value("1", "shop/web", "shop/db")] },
  ],
  ports: [
    { name: "http", number: 8080, protocol: "TCP", owners: owned("shop/web") },
    { name: null, number: 53, protocol: "UDP", owners: owned("dns/coredns", "dns/other") },
  ],
};

const HEAD = "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: a\n  namespace: shop\nspec:\n";
const PEER = `${HEAD}  ingress:\n    - from:\n        `;

function stateOf(text) {
  const { doc, position } = withCaret(text);
  const state = EditorState.create({ doc, extensions: [vocabulary] });
  return { state: state.update({ effects: setVocabulary.of(INPUT) }).state, position };
}

function offered(text) {
  const { state, position } = stateOf(text);
  return complete(new CompletionContext(state, position, true));
}

/** The labels that are offered, in the order of the schema or of the input. */
function check(text, expected) {
  assert.deepEqual(offered(text)?.options.map((it) => it.label) ?? [], expected, text);
}

test("kinds and their API versions", () => {
  check("kind: ‸", ["NetworkPolicy", "Namespace", "Pod", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job", "CronJob", "Service", "EndpointSlice", "Node", "List"]);
  check("apiVersion: apps/v1\nkind: ‸", ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"]);
  check("kind: NetworkPolicy\napiVersion: ‸", ["networking.k8s.io/v1"]);
});

test("whole objects where nothing is written yet", () => {
  const labels = offered("‸").options.map((it) => it.label);
  assert.ok(labels.includes("NetworkPolicy, default deny"));
  assert.ok(labels.includes("kind"));
  assert.ok(!offered("kind: Pod\n‸").options.some((it) => it.label === "NetworkPolicy, default deny"));
});

test("fields by their place, without those that are there", () => {
  check(`${HEAD}  ‸`, ["podSelector", "policyTypes", "ingress", "egress"]);
  check(`${HEAD}  ingress: []\n  ‸`, ["podSelector", "policyTypes", "egress"]);
  check(`${HEAD}  ingress:\n    - ‸`, ["from", "ports"]);
  check(`${PEER}- ‸`, ["podSelector", "namespaceSelector", "ipBlock"]);
  check(`${PEER}- podSelector: {}\n          ‸`, ["namespaceSelector", "ipBlock"]);
  check("kind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n        - ports:\n            - ‸", ["containerPort", "name", "protocol", "hostPort"]);
});

test("labels of namespaces below a namespaceSelector, of pods below a podSelector", () => {
  check(`${PEER}- namespaceSelector:\n            matchLabels:\n              ‸`, ["kubernetes.io/metadata.name", "team"]);
  check(`${PEER}- podSelector:\n            matchLabels:\n              ‸`, ["app", "tier"]);
  check(`${PEER}- namespaceSelector: { matchLabels: { ‸`, ["kubernetes.io/metadata.name", "team"]);
  check("kind: Service\nspec:\n  selector:\n    ‸", ["app", "tier"]);
  check("kind: Deployment\nspec:\n  template:\n    metadata:\n      labels:\n        ‸", ["app", "tier"]);
});

test("values of that label, with who has it", () => {
  check(`${PEER}- namespaceSelector:\n            matchLabels:\n              team: ‸`, ["web"]);
  check(`${HEAD}  podSelector:\n    matchLabels:\n      app: ‸`, ["web", "coredns", "true"]);
  const options = offered(`${HEAD}  podSelector:\n    matchLabels:\n      app: ‸`).options;
  assert.equal(options[0].detail, "shop/web");
  assert.equal(options[2].apply, '"true"', "a word that YAML would read otherwise is quoted");
  assert.ok(options[0].boost > options[1].boost, "what is in the policy's own namespace comes first");
});

test("conditions", () => {
  const condition = `${HEAD}  podSelector:\n    matchExpressions:\n      - `;
  check(`${condition}‸`, ["key", "operator", "values"]);
  check(`${condition}key: ‸`, ["app", "tier"]);
  check(`${condition}key: app\n        operator: ‸`, ["In", "NotIn", "Exists", "DoesNotExist"]);
  check(`${condition}key: tier\n        operator: In\n        values: [‸`, ["1"]);
  check(`${condition}key: app\n        operator: In\n        values:\n          - ‸`, ["web", "coredns", "true"]);
});

test("ports by name and number, protocols, namespaces, directions", () => {
  check(`${HEAD}  ingress:\n    - ports:\n        - port: ‸`, ["http", "8080", "53"]);
  check(`${HEAD}  ingress:\n    - ports:\n        - endPort: ‸`, ["8080", "53"]);
  check(`${HEAD}  ingress:\n    - ports:\n        - protocol: ‸`, ["TCP", "UDP", "SCTP"]);
  check("kind: Pod\nmetadata:\n  namespace: ‸", ["shop", "dns"]);
  check(`${HEAD}  policyTypes:\n    - ‸`, ["Ingress", "Egress"]);
  check(`${HEAD}  policyTypes: [‸`, ["Ingress", "Egress"]);
});

test("a word that is written out is left alone, unless somebody asks", () => {
  const unasked = (text) => {
    const { state, position } = stateOf(text);
    return complete(new CompletionContext(state, position, false))?.options.length ?? 0;
  };
  assert.ok(unasked("kind: NetworkPol‸") > 0);
  assert.equal(unasked("kind: NetworkPolicy‸"), 0);
  assert.ok(unasked(`${HEAD}  podSelector:\n    match‸`) > 0);
  assert.ok(offered("kind: NetworkPolicy‸").options.length > 0);
});

test("nothing in a comment, and nothing for what is not known", () => {
  check(`${HEAD}  # ‸`, []);
  check("kind: Pod\nmetadata:\n  name: ‸", []);
  check("kind: Unheard\nspec:\n  ‸", []);
});

test("fields say what they mean, values who has them", () => {
  const told = (text) => {
    const { state, position } = stateOf(text);
    const found = meaningAt(state, position);
    return found && `${found.title}: ${found.about}`;
  };
  assert.match(told(`${PEER}- namespace‸Selector: {}`), /^spec\.ingress\[\]\.from\[\]\.namespaceSelector: Pods of the namespaces/);
  assert.match(told(`${HEAD}  policy‸Types: [Ingress]`), /^spec\.policyTypes: The directions/);
  assert.equal(told(`${HEAD}  podSelector:\n    matchLabels:\n      app: w‸eb`), "app=web: shop/web");
  assert.equal(told(`${HEAD}  podSelector:\n    matchLabels:\n      app: no‸ne`), "app=none: No pod of the input has this label with this value.");
  assert.match(told("kind: Network‸Policy"), /^NetworkPolicy: Says which connections/);
  assert.equal(told("# po‸d: nothing"), null);
});
