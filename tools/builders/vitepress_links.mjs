// Sites of VitePress with links: the built page, and what VitePress calls dead or cannot import.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build, disposeMdItInstance, resolveConfig } from "vitepress";
import { inputs, write } from "./common.mjs";
import { address, eachSite, place, written } from "./node_sites.mjs";

const theme = `import { h } from "vue";
import { Content } from "vitepress";
export default { Layout: { render: () => h("article", [h(Content)]) } };
`;

// The site's own configuration, with what records the links that do not lead anywhere.
const recording = `import inner from "./inner.mjs";
const missing = {
  name: "missing",
  enforce: "post",
  resolveId: (id) => (/^[./].*\\.\\w+$/.test(id) ? "\\0missing:" + id : null),
  load: (id) => (id.startsWith("\\0missing:") ? "export default " + JSON.stringify(id.slice(1)) : null),
};
export default {
  ...inner,
  ignoreDeadLinks: [(url) => Boolean(globalThis.dead.push(url))],
  vite: { plugins: [missing] },
};
`;

const plain = (url) => decodeURI(url).replace(/[?#].*$/, "").replace(/\.(html|md)$/, "").replace(/\/$/, "/index");

async function measure(site) {
  const { root, put } = place("vitepress", site);
  put(".vitepress/theme/index.js", theme);
  put("package.json", '{"type": "module"}');
  put(".vitepress/inner.mjs", site.setup[".vitepress/config.mjs"] ?? "export default {};");
  put(".vitepress/config.mjs", recording);
  globalThis.dead = [];
  disposeMdItInstance(); // it keeps the folder and the base of the site before
  await build(root);
  const { outDir, site: { base } } = await resolveConfig(root);
  const files = written(outDir);
  const texts = files.filter((path) => path.endsWith(".html")).map((path) => [path, readFileSync(join(outDir, path), "utf8")]);
  const [path, html] = texts.find(([, text]) => text.includes("line0000a"));
  const dead = new Set(globalThis.dead.map(plain));
  const links = [...html.matchAll(/href="([^"]*)"/g)].map((match) => match[1]);
  const own = (link) => plain(link.startsWith(base) ? link.slice(base.length - 1) : link);
  return {
    html,
    address: base.slice(0, -1) + address(path),
    base: base.slice(0, -1),
    files,
    dead: links.filter((link) => dead.has(own(link))),
  };
}

const { sites } = inputs();
write({ sites: await eachSite(sites, measure) });
