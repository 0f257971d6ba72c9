// Whole sites of Docusaurus, loaded by it: the routes that it builds, with their sources, and the file of each.
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";

import { eachSite, place } from "./node_sites.mjs";
import { inputs, write } from "./common.mjs";

const require = createRequire(import.meta.url);
const { loadSite } = require("@docusaurus/core/lib/server/site.js");
const { flattenRoutes } = require("@docusaurus/utils");

/** The file of a route, as lib/ssg writes it, as an address. */
function file(path, trailingSlash) {
  if (/\.html?$/i.test(path)) return path;
  return trailingSlash === false && path !== "/" ? `${path.replace(/\/$/, "")}.html` : `${path.replace(/\/$/, "")}/`;
}

async function measure(site) {
  const { root, put } = place("docusaurus", site);
  put("package.json", '{"name": "a", "type": "commonjs"}');
  // A post without a date is asked of git, which must have a commit.
  const git = (...options) => execFileSync("git", ["-C", root, "-c", "user.name=a", "-c", "user.email=a@b.example", ...options]);
  git("init", "--quiet");
  git("commit", "--quiet", "--allow-empty", "--message=a");
  const loaded = await loadSite({ siteDir: root });
  const { baseUrl, siteConfig, routes } = loaded.props;
  const found = Object.fromEntries(Object.keys(site.files).map((path) => [path, []]));
  for (const route of flattenRoutes(routes)) {
    const source = route.metadata?.sourceFilePath;
    if (!(source in found)) continue;
    const path = `/${route.path}`.replace(`/${baseUrl}`, "/").replace(/\/{2,}/g, "/");
    found[source].push(decodeURIComponent(path), file(path, siteConfig.trailingSlash)); // a file keeps its %20
  }
  for (const path of Object.keys(found)) if (path.startsWith("static/")) found[path].push(path.replace(/^static/, ""));
  return found;
}

const { sites } = inputs();
write({ sites: await eachSite(sites, measure) });
