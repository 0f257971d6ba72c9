// Sites of Eleventy with links, each written to disk from a folder of its own.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Eleventy from "@11ty/eleventy";
import { inputs, write } from "./common.mjs";
import { address, eachSite, place, written } from "./node_sites.mjs";

async function measure(site) {
  const { root, put } = place("eleventy", site);
  if (!site.setup["package.json"]) put("package.json", '{"type": "module"}');
  process.chdir(root);
  const eleventy = new Eleventy(undefined, undefined, { quietMode: true });
  eleventy.disableLogger();
  await eleventy.init();
  await eleventy.write();
  const output = join(root, eleventy.directories.output);
  const files = written(output);
  const base = (eleventy.eleventyConfig.config.pathPrefix ?? "/").replace(/\/$/, "");
  for (const path of files.filter((each) => each.endsWith(".html"))) {
    const html = readFileSync(join(output, path), "utf8");
    if (html.includes("line0000a")) return { html, address: base + address(path), base, files };
  }
}

const { sites } = inputs();
write({ sites: await eachSite(sites, measure) });
