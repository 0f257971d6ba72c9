// VitePress: front matter by its own Markdown renderer, bodies by builds of one site with a page an input.
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { build, createMarkdownRenderer } from "vitepress";
import { parse } from "vue/compiler-sfc";
import { createSSRApp } from "vue";
import { renderToString } from "vue/server-renderer";
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

/** Throw what Vue would throw at a template, so that the site builds in one go. */
async function check(kind, input) {
  const { html } = read(kind, input);
  const { descriptor, errors } = parse(`<template><div>${html}</div></template>`);
  if (errors.length) throw errors[0];
  await renderToString(createSSRApp({ template: descriptor.template.content }));
  return {};
}

const theme = `import { h } from "vue";
import { Content } from "vitepress";
export default { Layout: { render: () => h("article", [h(Content)]) } };
`;

/** Build pages until no page stops the build; return the content of each that could be built. */
async function pages(texts) {
  const built = new Map();
  const failed = new Set();
  put(".vitepress/theme/index.js", theme);
  writeFileSync(join(site, "package.json"), '{"type": "module"}');
  if (!existsSync(join(site, "node_modules"))) symlinkSync(join(process.cwd(), "node_modules"), join(site, "node_modules"));
  put(
    ".vitepress/config.mjs",
    `export default {
  ignoreDeadLinks: true,
  transformHtml(code, id, { content }) { globalThis.built.set(id.split("/").pop().replace(".html", ""), content); },
};`,
  );
  globalThis.built = built;
  for (const [name, text] of texts) put(`${name}.md`, text);
  for (;;) {
    try {
      await build(site);
      return built;
    } catch (error) {
      const name = /([a-z]+-\d+)\.md/.exec(`${error.id} ${error.message} ${error.stack}`)?.[1];
      if (!name || failed.has(name)) throw error;
      console.error(name, String(error.message).slice(0, 300));
      failed.add(name);
      rmSync(join(site, `${name}.md`));
    }
  }
}

process.env.NODE_ENV = "production";
const { file: paths = [], heading = [], body = [], ...kinds } = inputs();
const results = {};
for (const [kind, list] of Object.entries(kinds)) results[kind] = await each(list, (input) => measure(kind, input));
const texts = new Map();
for (const [kind, list] of Object.entries({ heading, body })) {
  results[kind] = await each(list, (input) => check(kind, input));
  for (const [index, input] of list.entries())
    if (results[kind][index] !== "stops") texts.set(`${kind}-${index}`, file(kind, input));
}
const built = await pages(texts);
for (const kind of ["heading", "body"])
  results[kind] = results[kind].map((_, index) => {
    const html = built.get(`${kind}-${index}`);
    return html === undefined ? "stops" : { html };
  });
write(results);
