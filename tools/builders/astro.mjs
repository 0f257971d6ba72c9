// Astro: two real builds, one of a content collection without a schema that holds each input, one of paths.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import mdx from "@astrojs/mdx";
import { createMarkdownProcessor, parseFrontmatter } from "@astrojs/markdown-remark";
import { build } from "astro";
import { z } from "astro/zod";
import { each, fences, file, inputs, moment, typed, write } from "./common.mjs";

const modules = join(process.cwd(), "node_modules");

/** Make a site, and return what puts files into it. */
function place() {
  const root = mkdtempSync(join(tmpdir(), "truth-astro-"));
  const put = (path, text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  put("package.json", '{"name": "a", "type": "module"}');
  symlinkSync(modules, join(root, "node_modules"));
  put(
    "src/content.config.ts",
    `import { defineCollection } from "astro:content";
import { glob } from "astro/loaders";
export const collections = {
  blog: defineCollection({ loader: glob({ base: "./src/content/blog", pattern: "**/*.{md,mdx}" }) }),
};
`,
  );
  put(
    "src/pages/[...id].astro",
    `---
import { getCollection, render } from "astro:content";
export async function getStaticPaths() {
  const entries = await getCollection("blog");
  return entries.map((entry) => ({ params: { id: entry.id }, props: { entry } }));
}
const { entry } = Astro.props;
globalThis.measured?.set(entry.filePath, entry);
const { Content } = await render(entry);
---
<article><Content /></article>
`,
  );
  return { root, put };
}

const make = (root) => {
  process.chdir(root); // Astro keeps some of its own files below the working directory
  return build({ root, logLevel: "error", integrations: [mdx()], devToolbar: { enabled: false } });
};

/** What the schemas of Astro's own templates and tutorial make of a field. */
function checked(schema, value) {
  const { success, data } = schema.safeParse(value);
  return success ? data : "stops";
}

function measure(kind, input, entry, html) {
  switch (kind) {
    case "date": {
      const date = checked(z.coerce.date(), entry.data.date);
      return date === "stops" ? date : moment(date);
    }
    case "scalar":
      return typed(entry.data.probe);
    case "keys":
      return typed(entry.data.k);
    case "fences":
      return fences(input, entry.data, entry.body);
    case "tags":
      return checked(z.array(z.string()), entry.data.tags);
    default:
      return { html };
  }
}

const { file: paths = [], ...kinds } = inputs();
const { root, put } = place();
const processor = await createMarkdownProcessor();
globalThis.measured = new Map();
for (const [kind, list] of Object.entries(kinds))
  await each(list, async (input, index) => {
    // An entry that cannot be read stops the build, and so does one with an image that is not there.
    const { content } = parseFrontmatter(file(kind, input));
    const { metadata } = await processor.render(content, { fileURL: pathToFileURL(join(root, "a.md")) });
    if (metadata.localImagePaths.length) throw new Error(`no image ${metadata.localImagePaths}`);
    put(`src/content/blog/${kind}/n${index}.md`, file(kind, input));
  });
await make(root);
const results = {};
for (const [kind, list] of Object.entries(kinds))
  results[kind] = await each(list, (input, index) => {
    const entry = globalThis.measured.get(`src/content/blog/${kind}/n${index}.md`);
    const html = readFileSync(join(root, "dist", entry.id, "index.html"), "utf8");
    return measure(kind, input, entry, html.match(/<article>([\s\S]*)<\/article>/)[1]);
  });

const site = place();
for (const [index, path] of paths.entries()) site.put(path, `---\ntitle: a\n---\nbodyword-${index}-\n`);
globalThis.measured = undefined;
await make(site.root);
const built = readdirSync(join(site.root, "dist"), { recursive: true })
  .map((path) => join(site.root, "dist", path))
  .filter((path) => statSync(path).isFile());
results.file = paths.map((path, index) => {
  const found = built.some((page) => readFileSync(page, "utf8").includes(`bodyword-${index}-`));
  if (!found) return "left out";
  return path.startsWith("public/") ? "copied" : "page";
});
write(results);
