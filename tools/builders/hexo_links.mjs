// Sites of Hexo with links, generated in memory by Hexo itself.
import { posix } from "node:path";
import Hexo from "hexo";
import { inputs, write } from "./common.mjs";
import { eachSite, place } from "./node_sites.mjs";

const text = (stream) =>
  new Promise((resolve, reject) => {
    const parts = [];
    stream.on("data", (part) => parts.push(Buffer.from(part)));
    stream.on("end", () => resolve(Buffer.concat(parts).toString("utf8")));
    stream.on("error", reject);
  });

async function measure(site) {
  const { root, put } = place("hexo", site);
  const packages = { "hexo-renderer-marked": "*", "hexo-renderer-stylus": "*", "hexo-renderer-ejs": "*" };
  if (!site.setup["package.json"]) put("package.json", JSON.stringify({ name: "a", version: "1.0.0", hexo: {}, dependencies: packages }));
  for (const layout of ["post", "page", "index"]) put(`themes/landscape/layout/${layout}.njk`, "{{ page.content }}");
  if (!site.setup["_config.yml"]) put("_config.yml", "");
  const hexo = new Hexo(root, { silent: true });
  const errors = [];
  const fail = (...words) => errors.push(words);
  await hexo.init();
  hexo.log.error = fail;
  hexo.log.fatal = fail;
  await hexo.load();
  const files = hexo.route.list().map((path) => posix.normalize(path));
  let found;
  for (const path of files)
    if (path.endsWith(".html")) {
      const html = await text(hexo.route.get(path));
      if (html.includes("line0000a")) found = { html, address: `/${path}`.replace(/\/index\.html$/, "/") };
    }
  if (errors.length) throw errors[0][0].err ?? errors[0];
  const base = hexo.config.root.replace(/\/$/, "");
  return { html: found.html, address: base + found.address, base, files };
}

const { sites } = inputs();
write({ sites: await eachSite(sites, measure) });
