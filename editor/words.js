// Every text of the editor: constants, and functions that build a sentence. What the fields of
// manifests mean stands in fields.json.

/** The search panel; the keys are what the library says. */
export const SEARCH = {
  Find: "Find",
  Replace: "Replace with",
  next: "Next",
  previous: "Previous",
  all: "All",
  "match case": "Case",
  regexp: "Pattern",
  "by word": "Words",
  replace: "Replace",
  "replace all": "Replace all",
  close: "Close the search",
};

/** The name of a tab that a pasted text gets. */
export const PASTED = "Pasted";

/** The name and the use of each whole object that can be begun with. */
export const TEMPLATES = {
  policy: ["NetworkPolicy", "admits pods with a label"],
  defaultDeny: ["NetworkPolicy, default deny", "shuts every pod of a namespace"],
  names: ["NetworkPolicy, names", "lets every pod of a namespace ask for names"],
  namespace: ["Namespace", "with a label"],
  pod: ["Pod", "with a label and a port"],
  deployment: ["Deployment", "two equal pods"],
  service: ["Service", "a name for pods"],
};

/** What sort of thing a completion is. */
export const SORTS = {
  property: "field",
  label: "label",
  namespace: "namespace",
  port: "port",
  kind: "kind",
  value: "value",
  template: "new",
};

/** The first owners of a label or a port, and how many there are besides. */
export function listed(names, more) {
  const shown = names.join(", ");
  return more > 0 ? `${shown} and ${more} more` : shown;
}

/** Of a label whose key nothing has; `whose` is `namespaces` or `pods`. */
export function nobodyHasKey(whose) {
  return `No ${noun(whose)} of the input has this label.`;
}

/** Of a label that nothing has with this value. */
export function nobodyHasValue(whose) {
  return `No ${noun(whose)} of the input has this label with this value.`;
}

const noun = (whose) => (whose === "namespaces" ? "namespace" : "pod");

/** So many lines folded away. */
export function folded(lines, isByServer) {
  const count = `${lines} ${lines === 1 ? "line" : "lines"}`;
  return isByServer ? `${count} written by the server` : count;
}

/** What a click on them does. */
export const UNFOLD = "Show them";
