// The page on which a writer composes a diagram for their own documents: what is chosen is
// shown as embed.js will show it, and written as a snippet to copy.

const WORDS = {
  markdown: "A block of code for mdBook, MkDocs, Docusaurus, Hugo and every page that has the script.",
  element: "For pages that may contain HTML. Readers without JavaScript see the text.",
  frame: "Needs no script; it neither grows with what it shows nor follows the colours of your page.",
  noFrame: "The frame is written when the preview is there.",
  title: "Network policies, live",
  copied: "Copied.",
  selected: "Selected: copy it with your keyboard.",
};

const EXAMPLE = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db-np, namespace: shop}
spec:
  podSelector:
    matchLabels: {app: db}
  policyTypes: [Ingress]
  ingress:
    - from:
        - namespaceSelector:
            matchLabels: {team: shop}
        - podSelector:
            matchLabels: {app: api}
---
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {team: shop}}
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec: {containers: [{name: web, image: web, ports: [{containerPort: 8080}]}]}
---
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop, labels: {app: api}}
spec: {containers: [{name: api, image: api, ports: [{containerPort: 8080}]}]}
---
apiVersion: v1
kind: Pod
metadata: {name: db, namespace: shop, labels: {app: db}}
spec: {containers: [{name: db, image: db, ports: [{containerPort: 5432}]}]}
`;

/** What a snippet says of the choices, in this order. */
const OPTIONS = ["view", "editor", "focus", "controls", "theme", "height", "load"];
const FENCE = "```";
/** How long somebody must have stopped typing, in milliseconds. */
const QUIET = 500;

const SITE = new URL(".", document.baseURI).href;
const form = document.querySelector(".composer__form");
const preview = document.querySelector(".composer__preview");
const code = document.querySelector(".composer__code");
const about = document.querySelector(".composer__about");
const status = document.querySelector(".composer__copy [role=status]");
const script = `<script src="${SITE}embed.js" async></script>`;

let timer;

form.elements.text.value = EXAMPLE;
form.elements.focus.value = "shop/web -> shop/db";
document.querySelector(".composer__script code").textContent = script;
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", ({ target }) => {
  clearTimeout(timer);
  timer = setTimeout(show, target.type === "radio" || target.type === "checkbox" ? 0 : QUIET);
  offer();
  write();
});
for (const it of document.querySelectorAll("input[name=form]")) it.addEventListener("change", write);
document.querySelector(".composer__button").addEventListener("click", copy);
preview.addEventListener("netpol-ready", write);
offer();
show();
write();

/** The choices as they are, without those that say nothing. */
function chosen() {
  const values = new FormData(form);
  const value = (name) => (values.get(name) ?? "").trim();
  const options = OPTIONS.map((name) => [name, value(name)]).filter(([name, it]) => it && !(name === "editor" && value("view")));
  const expect = value("expect").split("\n").map((it) => it.trim()).filter(Boolean);
  const isText = value("source") === "text";
  return { options, expect, text: isText ? values.get("text").trimEnd() : "", files: isText ? [] : value("files").split(/\s+/).filter(Boolean) };
}

/** Only what belongs to what is chosen. */
function offer() {
  const values = new FormData(form);
  for (const it of form.querySelectorAll("[data-when]")) {
    const [name, value] = it.dataset.when.split("=");
    it.hidden = values.get(name) !== value;
  }
}

function show() {
  const { options, expect, text, files } = chosen();
  const element = document.createElement("netpol-playground");
  for (const [name, value] of options) element.setAttribute(name, value);
  if (expect.length) element.setAttribute("expect", expect.join("; "));
  if (files.length) element.setAttribute("src", files.join(" "));
  const pre = document.createElement("pre");
  pre.textContent = text;
  element.append(pre);
  preview.replaceChildren(element);
}

function write() {
  const kind = document.querySelector("input[name=form]:checked").value;
  const wanted = chosen();
  // Files have addresses only an element can name.
  const written = kind === "markdown" && wanted.files.length ? "element" : kind;
  about.textContent = WORDS[written];
  code.value = { markdown, element, frame }[written](wanted);
  status.textContent = "";
}

function markdown({ options, expect, text }) {
  const said = options.map(([name, value]) => `${name}=${value.replace(/\s+/g, "")}`).join(" ");
  const remarks = [said && `# netpol: ${said}`, ...expect.map((it) => `# expect: ${it}`)].filter(Boolean);
  const lines = [...remarks, text].join("\n");
  return `${FENCE}netpol\n${lines}\n${FENCE}\n`;
}

function element({ options, expect, text, files }) {
  const attributes = [...options, ["expect", expect.join("; ")], ["src", files.join(" ")]].filter(([, value]) => value);
  const said = attributes.map(([name, value]) => ` ${name}="${escaped(value)}"`).join("");
  const inside = files.length ? `  ${files.map((it) => `<a href="${escaped(it)}">${escaped(it)}</a>`).join(" ")}` : `<pre>\n${escaped(text)}\n</pre>`;
  return `<netpol-playground${said}>\n${inside}\n</netpol-playground>\n`;
}

/** The address is that of the preview, which packed the text into it. */
function frame() {
  const shown = preview.querySelector("netpol-playground")?.shadowRoot?.querySelector("iframe");
  if (!shown?.src) return WORDS.noFrame;
  return `<iframe src="${escaped(shown.src)}" title="${WORDS.title}" width="100%" height="${parseInt(shown.style.height, 10)}" loading="lazy" allow="clipboard-write"></iframe>\n`;
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

async function copy() {
  try {
    await navigator.clipboard.writeText(code.value);
    status.textContent = WORDS.copied;
  } catch {
    code.focus();
    code.select();
    status.textContent = WORDS.selected;
  }
}
