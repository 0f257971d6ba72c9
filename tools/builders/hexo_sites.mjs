// Whole sites of Hexo, generated in memory by Hexo itself: what it would write, by route.
import { posix } from "node:path";
import Hexo from "hexo";
import hexoUtil from "hexo-util";
import { inputs, write } from "./common.mjs";
import { eachSite, place, sources } from "./node_sites.mjs";

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
  put("package.json", JSON.stringify({ name: "a", version: "1.0.0", hexo: {}, dependencies: packages }));
  for (const layout of ["post", "page", "index"]) put(`themes/landscape/layout/${layout}.njk`, "{{ page.content }}");
  if (!site.setup["_config.yml"]) put("_config.yml", "");
  const hexo = new Hexo(root, { silent: true });
  const errors = [];
  const fail = (...words) => errors.push(words);
  await hexo.init();
  hexo.log.error = fail;
  hexo.log.fatal = fail;
  await hexo.load();
  const pages = [];
  for (const route of hexo.route.list()) pages.push([posix.normalize(route), await text(hexo.route.get(route))]);
  if (errors.length) throw errors[0][0].err ?? errors[0];
  return sources(site, pages, (found) => hexoUtil.prettyUrls(found, hexo.config.pretty_urls));
}

const { sites } = inputs();
write({ sites: await eachSite(sites, measure) });
