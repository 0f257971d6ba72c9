// Sites of Docusaurus with links, built to disk: the built page, and what Docusaurus calls broken.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inputs, write } from "./common.mjs";
import { address, eachSite, place, written } from "./node_sites.mjs";

process.env.DOCUSAURUS_NO_PERSISTENT_CACHE = "true"; // it is below node_modules, which all sites share
const require = createRequire(import.meta.url);
const { build } = require("@docusaurus/core/lib/commands/build/build.js");

// The site's own configuration, with what records the links that do not lead anywhere.
const recording = `const inner = require("./inner.js");
module.exports = {
  ...inner,
  onBrokenLinks: "warn",
  onBrokenAnchors: "ignore",
  markdown: { hooks: { onBrokenMarkdownLinks: () => undefined, onBrokenMarkdownImages: () => "missing:" } },
};
`;
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

async function measure(site) {
  const { root, put } = place("docusaurus", site);
  put("package.json", '{"name": "a"}');
  put("inner.js", site.setup["docusaurus.config.js"]);
  put("docusaurus.config.js", recording);
  for (const path of Object.keys(site.files)) if (path.endsWith(".png")) put(path, PNG);
  process.chdir(root);
  const said = [];
  const warn = console.warn;
  console.warn = (...words) => said.push(words.join(" "));
  try {
    await build(root, { minify: false });
  } finally {
    console.warn = warn;
  }
  const dead = said.join("\n").split("\n").map((line) => /-> linking to (\S+)/.exec(line)?.[1]).filter(Boolean);
  const { baseUrl } = require(join(root, "inner.js"));
  const base = baseUrl.replace(/\/$/, "");
  const files = written(join(root, "build"));
  for (const path of files.filter((each) => each.endsWith(".html"))) {
    const html = readFileSync(join(root, "build", path), "utf8");
    if (/<p>line0000a/.test(html)) return { html: html.slice(html.indexOf("<p>line0000a")), address: base + address(path), base, files, dead };
  }
}

const { sites } = inputs();
write({ sites: await eachSite(sites, measure) });
