// Serves pages of somebody else, which embed the playground: from another origin than it.

import { serveAnswers } from "../loopback_server.js";

/** Serves a text for each path until `close` is called; `headers` go with all of them. */
export function serveTexts(texts, headers = {}) {
  return serveAnswers((pathname) => {
    const body = pathname === "/favicon.ico" ? "" : texts[pathname];
    const name = pathname.includes(".") ? pathname : "index.html";
    return body !== undefined && { name, body };
  }, headers);
}
