// After Trunk built: the scripts without what only people read. Trunk itself can do that
// too, but with the page's attributes in a form that no longer says where its files are.

import { readdir } from "node:fs/promises";
import { join } from "node:path";

import { build } from "esbuild";

const { TRUNK_PROFILE: profile, TRUNK_STAGING_DIR: site } = process.env;

if (profile === "release") {
  const scripts = (await readdir(site)).filter((name) => name.endsWith(".js"));
  await build({
    entryPoints: scripts.map((name) => join(site, name)),
    outdir: site,
    allowOverwrite: true,
    minify: true,
    logLevel: "warning",
  });
}
