// gray-matter alone, as sites of Next.js and many others call it.
import matter from "gray-matter";
import { each, fences, file, inputs, moment, typed, write } from "./common.mjs";

const measure = (kind, input) => {
  const { data, content } = matter(file(kind, input), {}); // with options nothing is remembered from call to call
  switch (kind) {
    case "date":
      return data.date instanceof Date ? moment(data.date) : moment(new Date(data.date ?? NaN));
    case "scalar":
      return typed(data.probe);
    case "keys":
      return typed(data.k);
    case "fences":
      return fences(input, data, content);
    case "tags":
      return [data.tags ?? []].flat().map(String);
  }
};

const results = {};
for (const [kind, list] of Object.entries(inputs())) results[kind] = await each(list, (input) => measure(kind, input));
write(results);
