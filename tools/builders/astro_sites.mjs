// Whole sites of Astro, built to disk.
import { fileURLToPath } from "node:url";
import mdx from "@astrojs/mdx";
import { build } from "astro";
import { inputs, write } from "./common.mjs";
import { eachSite, place, sourcesBelow } from "./node_sites.mjs";

const bare = (address) => address.replace(/(\/|(\/index)?\.html)$/, "").replace(/^\//, "");

async function measure(site) {
  const { root, put } = place("astro", site);
  put("package.json", '{"name": "a", "type": "module"}');
  process.chdir(root); // Astro keeps some of its own files below the working directory
  const linked = new Map();
  let folder;
  const integration = {
    name: "pages",
    hooks: {
      "astro:config:done": ({ config }) => (folder = fileURLToPath(config.outDir)),
      "astro:build:done": ({ pages }) => {
        for (const { pathname } of pages) linked.set(bare(decodeURI(pathname)), `/${decodeURI(pathname)}`);
      },
    },
  };
  const starlight = /starlight\(/.test(site.setup["astro.config.mjs"] ?? "");
  await build({ root, logLevel: "error", integrations: starlight ? [integration] : [mdx(), integration], devToolbar: { enabled: false } });
  return sourcesBelow(site, folder, (found, path) =>
    path.startsWith("public/") ? found : linked.get(bare(found)) ?? found,
  );
}

const { sites } = inputs();
write({ sites: await eachSite(sites, measure) });
