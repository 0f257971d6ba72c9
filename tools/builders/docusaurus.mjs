// Docusaurus: posts are read by its blog plugin, bodies compiled by its MDX loader and rendered by React.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { each, fences, file, inputs, moment, typed, write } from "./common.mjs";

const require = createRequire(import.meta.url);
const { loadContext } = require("@docusaurus/core/lib/server/site.js");
const { generateBlogPosts } = require("@docusaurus/plugin-content-blog/lib/blogUtils.js");
const blog = require("@docusaurus/plugin-content-blog/lib/options.js");
const { validateDocFrontMatter } = require("@docusaurus/plugin-content-docs/lib/frontMatter.js");
const { compileToJSX } = require("@docusaurus/mdx-loader/lib/utils.js");
const { DEFAULT_PARSE_FRONT_MATTER, Globby, GlobExcludeDefault, parseMarkdownFile } = require("@docusaurus/utils");
const { normalizePluginOptions } = require("@docusaurus/utils-validation");

const site = mkdtempSync(join(tmpdir(), "truth-docusaurus-"));
const put = (path, text) => {
  mkdirSync(dirname(join(site, path)), { recursive: true });
  writeFileSync(join(site, path), text);
};
put("package.json", '{"name": "a", "type": "commonjs"}');
put("docusaurus.config.js", 'module.exports = { title: "a", url: "https://site.example", baseUrl: "/" };');
symlinkSync(join(process.cwd(), "node_modules"), join(site, "node_modules"));
process.chdir(site);
// A post without a date is asked for in Git, which has to know some commit.
const git = (...words) => execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b.example", ...words]);
git("init", "-q");
git("commit", "-q", "--allow-empty", "-m", "a");
const context = await loadContext({ siteDir: site });
const options = blog.validateOptions({ validate: normalizePluginOptions, options: { onUntruncatedBlogPosts: "ignore", onInlineTags: "ignore" } });

/** A post of the blog, as the plugin loads it. */
async function post(text) {
  rmSync("blog", { recursive: true, force: true });
  put("blog/n.md", text);
  const paths = { contentPath: join(site, "blog"), contentPathLocalized: join(site, "i18n") };
  const [{ metadata }] = await generateBlogPosts(paths, context, options, null, undefined);
  if (!(metadata.date instanceof Date && !Number.isNaN(metadata.date.getTime()))) throw new Error("not a date");
  return metadata;
}

// As the theme has it: a title has no id, and an empty one is left out.
const heading = (level) => [`h${level}`, ({ id, ...props }) => createElement(`h${level}`, { ...props, id: (level > 1 && id) || undefined })];
const components = { Head: () => null, Details: "details", ...Object.fromEntries([1, 2, 3, 4, 5, 6].map(heading)) };
let modules = 0;

/** The HTML of a page of documentation. */
async function html(text) {
  const filePath = join(site, "docs/n.md");
  const { frontMatter } = await parseMarkdownFile({
    filePath,
    fileContent: text,
    parseFrontMatter: DEFAULT_PARSE_FRONT_MATTER,
    removeContentTitle: false,
  });
  validateDocFrontMatter(frontMatter);
  const { content } = await compileToJSX({
    filePath,
    fileContent: text,
    frontMatter,
    compilerName: "server",
    options: { admonitions: true, siteDir: site, staticDirs: [join(site, "static")], markdownConfig: context.siteConfig.markdown },
  });
  const path = `docs/n${modules++}.mjs`;
  put(path, `import { createRequire } from "node:module"; const require = createRequire(import.meta.url);\n${content}`);
  const page = await import(pathToFileURL(join(site, path)));
  return renderToStaticMarkup(createElement(page.default, { components }));
}

async function measure(kind, input) {
  const text = file(kind, input);
  if (kind === "heading" || kind === "body") return { html: await html(text) };
  if (kind === "fences") {
    const { frontMatter, content } = await parseMarkdownFile({
      filePath: "n.md",
      fileContent: text,
      parseFrontMatter: DEFAULT_PARSE_FRONT_MATTER,
    });
    const found = fences(input, frontMatter, content);
    // Front matter is read by one program and cut from the text by another, and they may not agree.
    return { ...found, front: found.front && !(await html(text)).includes("probe") };
  }
  const metadata = await post(text);
  switch (kind) {
    case "date":
      return Math.abs(metadata.date - Date.now()) < 60e3 ? "none" : moment(metadata.date);
    case "scalar":
      return typed(metadata.frontMatter.probe);
    case "keys":
      return typed(metadata.frontMatter.k);
    case "tags":
      return metadata.tags.map(({ label }) => label);
  }
}

const { file: paths = [], ...kinds } = inputs();
const results = {};
for (const [kind, list] of Object.entries(kinds)) results[kind] = await each(list, (input) => measure(kind, input));
const shelf = mkdtempSync(join(tmpdir(), "truth-docusaurus-"));
for (const path of paths) {
  mkdirSync(dirname(join(shelf, path)), { recursive: true });
  writeFileSync(join(shelf, path), file("file", path));
}
const found = new Set();
for (const [folder, include] of [
  ["docs", "**/*.{md,mdx}"],
  ["blog", "**/*.{md,mdx}"],
  ["src/pages", "**/*.{js,jsx,ts,tsx,md,mdx}"],
])
  for (const path of await Globby(include, { cwd: join(shelf, folder), ignore: GlobExcludeDefault })) found.add(`${folder}/${path}`);
results.file = paths.map((path) => (found.has(path) ? "page" : path.startsWith("static/") ? "copied" : "left out"));
write(results);
