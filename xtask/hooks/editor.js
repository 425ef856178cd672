// Before Trunk builds: the editor with the library it is made of as one file, which the page
// loads once it has shown its first picture. Its sheet travels inside; the licences of what is
// in it lie beside it.

import { readFileSync, writeFileSync } from "node:fs";
import { build, transform } from "esbuild";

const LICENCES = "editor.licences.txt";

const sheets = {
  name: "sheets as text",
  setup: ({ onLoad }) => {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(readFileSync(path, "utf8"), { loader: "css", minify: true });
      return { contents: code, loader: "text" };
    });
  },
};

const { metafile } = await build({
  entryPoints: ["editor/element.js"],
  outfile: "target/page/editor.js",
  bundle: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  minify: true,
  legalComments: "none",
  banner: { js: `/* With parts of others: see ${LICENCES} */` },
  metafile: true,
  plugins: [sheets],
  logLevel: "warning",
});

const packages = new Set(
  Object.keys(metafile.inputs).flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []),
);
const licences = [...packages].toSorted().map((it) => `${it}\n\n${readFileSync(`node_modules/${it}/LICENSE`, "utf8")}`);
writeFileSync(`target/page/${LICENCES}`, licences.join("\n\n"));
