// VitePress: front matter by its own Markdown renderer, bodies by builds of one site with a page an input.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { build, createMarkdownRenderer, resolvePages } from "vitepress";
import { babelParse, compileTemplate, parse } from "vue/compiler-sfc";
import { each, fences, file, inputs, moment, typed, write } from "./common.mjs";

const site = mkdtempSync(join(tmpdir(), "truth-vitepress-"));
const put = (path, text) => {
  mkdirSync(dirname(join(site, path)), { recursive: true });
  writeFileSync(join(site, path), text);
};
const renderer = await createMarkdownRenderer(site);

/** Front matter and HTML, still a template of Vue. */
function read(kind, input) {
  const page = { path: join(site, "a.md"), relativePath: "a.md" };
  const html = renderer.render(file(kind, input), page);
  return { data: page.frontmatter, content: page.content, html };
}

function measure(kind, input) {
  const { data, content } = read(kind, input);
  switch (kind) {
    case "date":
      return data.date === undefined || data.date === null ? "none" : moment(new Date(data.date));
    case "scalar":
      return typed(data.probe);
    case "keys":
      return typed(data.k);
    case "fences":
      return fences(input, data, content);
    case "tags":
      return [data.tags ?? []].flat().map(String);
  }
}

/** Throw what Vue's compiler would throw at a page. */
function check(kind, input) {
  const { html } = read(kind, input);
  const { descriptor, errors } = parse(`<template><div>${html}</div></template>`);
  const options = { source: descriptor.template?.content ?? "", filename: "a.md", id: "a", ssr: true, ssrCssVars: [] };
  const template = compileTemplate(options);
  const [error] = [...errors, ...template.errors];
  if (error) throw error;
  babelParse(template.code, { sourceType: "module" }); // some attributes become code that is not valid
  return {};
}

const theme = `import { h } from "vue";
import { Content } from "vitepress";
export default { Layout: { render: () => h("article", [h(Content)]) } };
`;

const config = `import { isHTMLTag, isMathMLTag, isSVGTag } from "@vue/shared";
const known = /^(Content|ClientOnly|Badge|slot|template|transition|transition-group|keep-alive|teleport|suspense)$/i;
const unknown = (tag) => !known.test(tag) && !isHTMLTag(tag) && !isSVGTag(tag) && !isMathMLTag(tag);
export default {
  ignoreDeadLinks: true,
  // An unknown element is left empty until scripts run in the browser; as a custom element it is as it is afterwards.
  vue: { template: { compilerOptions: { isCustomElement: (tag) => unknown(tag) } } },
  transformHtml(code, id, { content }) { globalThis.built.set(id.split("/").pop().replace(".html", ""), content); },
};
`;
const built = (globalThis.built = new Map());

/** Build a site of pages; what stops the build is left out, and searched by halves where the error does not name it. */
async function pages(texts) {
  for (const [name, text] of texts) put(`${name}.md`, text);
  try {
    await build(site);
  } catch (error) {
    if (process.env.TRUTH_DEBUG) console.error(texts.length, texts[0], String(error.message).slice(0, 300));
    for (const [name] of texts) built.delete(name);
    for (const [name] of texts) rmSync(join(site, `${name}.md`));
    if (texts.length === 1) return;
    const named = /([a-z]+-\d+)\.md/.exec(`${error.id} ${error.message}`)?.[1];
    const others = texts.filter(([name]) => name !== named);
    if (others.length < texts.length) {
      await pages(others);
      return;
    }
    const half = texts.length >> 1;
    await pages(texts.slice(0, half));
    await pages(texts.slice(half));
    return;
  }
  for (const [name] of texts) rmSync(join(site, `${name}.md`));
}

put(".vitepress/theme/index.js", theme);
put(".vitepress/config.mjs", config);
put("package.json", '{"type": "module"}');
symlinkSync(join(process.cwd(), "node_modules"), join(site, "node_modules"));
const { file: paths = [], heading = [], body = [], ...kinds } = inputs();
const results = {};
for (const [kind, list] of Object.entries(kinds)) results[kind] = await each(list, (input) => measure(kind, input));
const texts = [];
for (const [kind, list] of Object.entries({ heading, body })) {
  results[kind] = await each(list, (input) => check(kind, input));
  for (const [index, input] of list.entries())
    if (results[kind][index] !== "stops") texts.push([`${kind}-${index}`, file(kind, input)]);
}
const risky = ([, text]) => /\{\{|<script|<style|<<</.test(text); // what only a build tells
await pages(texts.filter(risky));
await pages(texts.filter((page) => !risky(page)));
for (const kind of ["heading", "body"])
  results[kind] = results[kind].map((_, index) => {
    const html = built.get(`${kind}-${index}`);
    return html === undefined ? "stops" : { html };
  });
const shelf = mkdtempSync(join(tmpdir(), "truth-vitepress-"));
for (const path of paths) {
  mkdirSync(dirname(join(shelf, path)), { recursive: true });
  writeFileSync(join(shelf, path), file("file", path));
}
const { pages: found } = await resolvePages(shelf, {}, console);
results.file = paths.map((path) => (found.includes(path) ? "page" : path.startsWith("public/") ? "copied" : "left out"));
write(results);
