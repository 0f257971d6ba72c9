// Whole sites of Eleventy, each written to disk from a folder of its own.
import { join } from "node:path";
import Eleventy from "@11ty/eleventy";
import { inputs, write } from "./common.mjs";
import { eachSite, place, sourcesBelow } from "./node_sites.mjs";

async function measure(site) {
  const { root, put } = place("eleventy", site);
  if (!site.setup["package.json"]) put("package.json", '{"type": "module"}');
  process.chdir(root);
  const eleventy = new Eleventy(undefined, undefined, { quietMode: true });
  eleventy.disableLogger();
  await eleventy.init();
  await eleventy.write();
  return sourcesBelow(site, join(root, eleventy.directories.output));
}

const { sites } = inputs();
write({ sites: await eachSite(sites, measure) });
