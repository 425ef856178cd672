// Brings the live diagrams. This is where the playground is published: beside the documents
// here, elsewhere a whole address.
const PLAYGROUND = "/playground/";

document.head.append(Object.assign(document.createElement("script"), { src: `${PLAYGROUND}embed.js` }));
