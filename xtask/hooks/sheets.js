// Before Trunk builds: the style sheets as two files, because many small ones pack badly:
// one for the first view, and one for the rest. The page that composes embeds has its own.

import { build } from "esbuild";

await build({
  entryPoints: ["static/css/playground.css", "static/css/later.css", "static/composer/composer.css"],
  entryNames: "[name]",
  outdir: "target/page",
  bundle: true,
  minify: true,
  logLevel: "warning",
});
