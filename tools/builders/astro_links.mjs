// Sites of Astro with links, built to disk. An image that Astro does not find stops the build.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import mdx from "@astrojs/mdx";
import { build } from "astro";
import { inputs, write } from "./common.mjs";
import { address, eachSite, place, written } from "./node_sites.mjs";

// The smallest image, so that Astro can read its size.
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

async function measure(site) {
  const { root, put } = place("astro", site);
  put("package.json", '{"name": "a", "type": "module"}');
  for (const path of Object.keys(site.files)) if (path.endsWith(".png")) put(path, PNG);
  process.chdir(root); // Astro keeps some of its own files below the working directory
  let folder;
  let base;
  const integration = {
    name: "pages",
    hooks: {
      "astro:config:done": ({ config }) => {
        folder = fileURLToPath(config.outDir);
        base = config.base.replace(/\/$/, "");
      },
    },
  };
  const starlight = /starlight\(/.test(site.setup["astro.config.mjs"] ?? "");
  await build({ root, logLevel: "error", integrations: starlight ? [integration] : [mdx(), integration], devToolbar: { enabled: false } });
  const files = written(folder);
  for (const path of files.filter((each) => each.endsWith(".html"))) {
    const html = readFileSync(join(folder, path), "utf8");
    if (html.includes("line0000a")) return { html, address: base + address(path), base, files };
  }
}

const { sites } = inputs();
write({ sites: await eachSite(sites, measure) });
