// Brings the live diagrams. This is where the playground is published: beside the documents
// here, elsewhere a whole address.
const PLAYGROUND = "/playground/";

let isThere = false;

export function onRouteDidUpdate() {
  if (isThere) return;
  isThere = true;
  document.head.append(Object.assign(document.createElement("script"), { src: `${PLAYGROUND}embed.js` }));
}
