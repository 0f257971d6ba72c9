// A site of Eleventy for each input, so that what stops one build leaves the others alone.
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import Eleventy, { IdAttributePlugin } from "@11ty/eleventy";
import { each, fences, file, inputs, moment, typed, write } from "./common.mjs";

const site = mkdtempSync(join(tmpdir(), "truth-eleventy-"));

let sites = 0;

/** Build a site of one file; each has its own folder, since Eleventy remembers files by path. */
async function build(path, text, configure = () => {}) {
  const folder = `site${sites++}`;
  mkdirSync(dirname(join(site, folder, path)), { recursive: true });
  writeFileSync(join(site, folder, path), text);
  process.chdir(join(site, folder));
  let page;
  const eleventy = new Eleventy(".", "_site", {
    quietMode: true,
    configPath: false,
    config(options) {
      options.addCollection("probes", (api) => {
        [page] = api.getAll();
        return [];
      });
      configure(options);
    },
  });
  eleventy.disableLogger();
  const [built] = await eleventy.toJSON();
  return { page, html: built?.content };
}

async function measure(kind, input) {
  const headings = (options) => options.addPlugin(IdAttributePlugin);
  const { page, html } = await build("n.md", file(kind, input), kind === "heading" ? headings : undefined);
  switch (kind) {
    case "date":
      return Math.abs(page.date - Date.now()) < 60e3 ? "none" : moment(page.date);
    case "scalar":
      return typed(page.data.probe);
    case "keys":
      return typed(page.data.k);
    case "fences":
      return page ? fences(input, page.data, page.rawInput) : { probe: null, front: false, page: false };
    case "tags":
      return page.data.tags ?? [];
    default:
      return { html };
  }
}

const { file: paths = [], ...kinds } = inputs();
const results = {};
for (const [kind, list] of Object.entries(kinds)) results[kind] = await each(list, (input) => measure(kind, input));
results.file = await each(paths, async (path) => ((await build(path, file("file", path))).page ? "page" : "left out"));
write(results);
