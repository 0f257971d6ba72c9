// A site of Hexo in which each input is a post; Hexo's own loading, its post model and its rendering are used.
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import Hexo from "hexo";
import { each, fences, file, inputs, moment, typed, write } from "./common.mjs";

const site = mkdtempSync(join(tmpdir(), "truth-hexo-"));
const put = (path, text) => {
  mkdirSync(dirname(join(site, path)), { recursive: true });
  writeFileSync(join(site, path), text);
};

async function load() {
  const hexo = new Hexo(site, { silent: true });
  await hexo.init();
  await hexo.source.process(); // `hexo.load` would also render everything, and stop at the first error
  return hexo;
}

function tags(hexo, post, written) {
  const names = hexo._binaryRelationIndex.post_tag
    .find({ post_id: post._id })
    .map((reference) => hexo.model("Tag").findById(reference.tag_id).name);
  const order = [written].flat().map(String);
  return [...new Set(names)].sort((a, b) => order.indexOf(a) - order.indexOf(b));
}

async function measure(hexo, kind, input, post) {
  if (!post) return "stops";
  const fallback = Math.abs(post.date.valueOf() - Date.now()) < 60e3;
  switch (kind) {
    case "date":
      return fallback ? "none" : moment(post.date.toDate());
    case "scalar":
      return typed(post.probe);
    case "keys":
      return typed(post.k);
    case "fences":
      return fences(input, post, post._content);
    case "tags":
      return tags(hexo, post, (await import("hexo-front-matter")).parse(file(kind, input)).tags);
    default:
      post.content = post._content;
      return { html: (await hexo.post.render(post.full_source, post)).content };
  }
}

const { file: paths = [], ...kinds } = inputs();
put("_config.yml", "timezone: Asia/Tokyo\n");
put("package.json", JSON.stringify({ name: "a", version: "1.0.0", hexo: {}, dependencies: { "hexo-renderer-marked": "*" } }));
symlinkSync(join(process.cwd(), "node_modules"), join(site, "node_modules"));
for (const [kind, list] of Object.entries(kinds))
  for (const [index, input] of list.entries()) put(`source/_posts/${kind}/n${index}.md`, file(kind, input));
let hexo = await load();
const results = {};
for (const [kind, list] of Object.entries(kinds)) {
  results[kind] = await each(list, (input, index) =>
    measure(hexo, kind, input, hexo.model("Post").findOne({ source: `_posts/${kind}/n${index}.md` })),
  );
}
for (const path of paths) put(path, file("file", path));
hexo = await load();
results.file = paths.map((path) => {
  const source = path.replace(/^source\//, "");
  if (source === path) return "left out";
  const post = hexo.model("Post").findOne({ source });
  if (post) return post.published ? "page" : "left out";
  if (hexo.model("Page").findOne({ source })) return "page";
  return hexo.model("Asset").findById(path) ? "copied" : "left out";
});
write(results);
