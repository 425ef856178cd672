// The page's small signs, as src/components/badge.rs and mark.rs draw them.

const NAMESPACE = "http://www.w3.org/2000/svg";

/** What a sign is made of: elements of an SVG with their attributes. */
const SHAPES = {
  lock: [
    ["path", { class: "mark__shackle", d: "M5.2 7.5V5.6a2.8 2.8 0 0 1 5.6 0V7.5" }],
    ["rect", { class: "mark__body", x: 3.6, y: 7.2, width: 8.8, height: 6, rx: 1.6 }],
  ],
  look: [
    ["circle", { class: "mark__disc", cx: 8, cy: 8, r: 7.25 }],
    ["path", { class: "mark__line", d: "M8 4.4V8.6M8 11.3V11.4" }],
  ],
};

/** The mark of a branch: its letter in its hue, filled when it admits what is in focus. */
export function badge(letter, hue, on) {
  const element = document.createElement("b");
  element.className = "badge";
  element.dataset.hue = hue;
  element.dataset.state = on ? "on" : "off";
  element.textContent = letter;
  return element;
}

/** A sign by its name. */
export function sign(name) {
  const element = document.createElement("span");
  element.className = "mark";
  element.dataset.kind = name;
  const drawing = svg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" });
  drawing.append(...SHAPES[name].map(([shape, attributes]) => svg(shape, attributes)));
  element.append(drawing);
  return element;
}

function svg(name, attributes) {
  const element = document.createElementNS(NAMESPACE, name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  return element;
}
