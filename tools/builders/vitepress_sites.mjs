// Whole sites of VitePress, built with a theme that prints the content.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { build, resolveConfig } from "vitepress";
import { inputs, write } from "./common.mjs";
import { eachSite, place, sourcesBelow } from "./node_sites.mjs";

const theme = `import { h } from "vue";
import { Content } from "vitepress";
export default { Layout: { render: () => h("article", [h(Content)]) } };
`;

async function measure(site) {
  const { root, put } = place("vitepress", site);
  put(".vitepress/theme/index.js", theme);
  put("package.json", '{"type": "module"}');
  await build(root);
  const { outDir, cleanUrls } = await resolveConfig(root);
  rmSync(join(outDir, "assets"), { recursive: true, force: true }); // the pages once more, as scripts
  return sourcesBelow(site, outDir, (found, path) => (cleanUrls && path.endsWith(".md") ? found.replace(/\.html$/, "") : found));
}

const { sites } = inputs();
write({ sites: await eachSite(sites, measure) });
