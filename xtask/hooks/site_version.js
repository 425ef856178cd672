// Tells page and service worker which files make this version of the site. Only when all of
// them are as they will be published: the version is a digest of their contents.

import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** Files that no visitor needs, or that must not be kept. */
const NOT_KEPT = /^(index\.html|sw\.js|.*\.map|.*\.d\.ts)$/;

/** Writes version and files into the site that was built into the folder `site`. */
export function tellVersion(site) {
  const files = readdirSync(site, { recursive: true, withFileTypes: true })
    .filter((it) => it.isFile())
    .map((it) => relative(site, join(it.parentPath, it.name)).replaceAll(sep, "/"))
    .filter((name) => !NOT_KEPT.test(name))
    .sort();
  const digest = createHash("sha256");
  for (const name of [...files, "index.html", "sw.js"]) {
    digest.update(name).update(readFileSync(join(site, name)));
  }
  const version = digest.digest("hex").slice(0, 16);
  const listed = JSON.stringify({ version, files: files.map((name) => `./${name}`) });
  replaceIn(join(site, "index.html"), 'data-version=""', `data-version="${version}"`);
  replaceIn(join(site, "sw.js"), /\{\s*version:\s*"",\s*files:\s*\[\]\s*\}/, listed);
}

function replaceIn(path, before, after) {
  const text = readFileSync(path, "utf8");
  if (text.split(before).length !== 2) throw new Error(`${path} does not say ${before} exactly once`);
  writeFileSync(path, text.replace(before, () => after));
}
