// What the programs that build whole sites need: files are found in what was written by a mark in their text.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const modules = join(process.cwd(), "node_modules");

/** The text by which a file is found in what is built. */
export const mark = (number) => `bodyword${String(number).padStart(4, "0")}x`;

/** Write a site to a folder of its own; each file that is measured ends with its mark. */
export function place(builder, { setup, files }) {
  const root = mkdtempSync(join(tmpdir(), `truth-${builder}-`));
  const put = (path, text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  symlinkSync(modules, join(root, "node_modules"));
  for (const [path, text] of Object.entries(setup)) put(path, text);
  Object.entries(files).forEach(([path, text], number) => put(path, `${text}\n${mark(number)}\n`));
  return { root, put };
}

/** The files below a folder, with `/`. */
export function written(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .filter((path) => statSync(join(folder, path)).isFile())
    .sort();
}

/** The address of a file in the output. */
export const address = (path) => `/${path}`.replace(/\/index\.html$/, "/");

/** For each file of a site, the addresses at which its mark is found, given the output by name and text. */
export function sources({ files }, pages, linked = (found) => found) {
  const found = Object.fromEntries(Object.keys(files).map((path) => [path, []]));
  const isCopied = ([page]) => !page.endsWith(".html");
  for (const [page, text] of [...pages].sort((a, b) => isCopied(a) - isCopied(b)))
    Object.keys(files).forEach((path, number) => {
      // The address that the builder links to comes first.
      if (text.includes(mark(number))) found[path].push(linked(address(page), path), address(page));
    });
  return found;
}

/** The same for a folder of output. */
export const sourcesBelow = (site, folder, linked) =>
  sources(site, written(folder).map((path) => [path, readFileSync(join(folder, path), "utf8")]), linked);

/** Measure each site alone; what throws, stops the build. */
export async function eachSite(list, one) {
  const results = [];
  for (const site of list) {
    try {
      results.push(await one(site));
    } catch (error) {
      if (process.env.TRUTH_DEBUG) console.error(JSON.stringify(site), `${error?.stack ?? error}\n${error?.cause?.stack ?? ""}\n${error?.cause?.cause ?? ""}`.slice(0, 3000));
      results.push("stops");
    }
  }
  return results;
}
