// Serves pages of somebody else, which embed the playground: from another origin than it.

import { createServer } from "node:http";
import { extname } from "node:path";

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8" };

/** Serves a text for each path until `close` is called; `headers` go with all of them. */
export async function serveTexts(texts, headers = {}) {
  const server = createServer(({ url }, response) => {
    const { pathname } = new URL(url, "http://localhost");
    const text = pathname === "/favicon.ico" ? "" : texts[pathname];
    response.writeHead(text === undefined ? 404 : 200, { "content-type": TYPES[extname(pathname) || ".html"] ?? "text/plain", ...headers });
    response.end(text ?? "not found\n");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}
