// What every measuring program in this folder needs: inputs come as JSON on standard input, results go as JSON
// to the file named by the first argument (builders print on standard output as they like).
import { readFileSync, writeFileSync } from "node:fs";

// Some builders leave the rejection of a promise to the process that runs them.
process.on("unhandledRejection", (error) => process.env.TRUTH_DEBUG && console.error(error));

/** The inputs: `{kind: [text, …]}`. */
export const inputs = () => JSON.parse(readFileSync(0, "utf8"));

export const write = (results) => writeFileSync(process.argv[2], JSON.stringify(results));

/** The file that holds an input of a kind. */
export function file(kind, input) {
  switch (kind) {
    case "date":
      return `---\ntitle: a\ndate: ${input}\n---\nbodyword\n`;
    case "scalar":
      return `---\ntitle: a\nprobe: ${input}\n---\nbodyword\n`;
    case "keys":
      return `---\n${input}\n---\nbodyword\n`;
    case "tags":
      return `---\ntitle: a\ntags:${input}\n---\nbodyword\n`;
    case "fences":
      return input;
    case "file":
      return "---\ntitle: a\n---\nbodyword\n";
    default:
      return `---\ntitle: a\n---\n${input}`;
  }
}

const instant = (date) =>
  Number.isNaN(date.getTime()) ? "invalid" : date.toISOString().replace(".000Z", "Z");

/** A date as the tables give it, "none" for what is not a date. */
export const moment = (date) =>
  date instanceof Date && !Number.isNaN(date.getTime()) ? instant(date) : "none";

function plain(value) {
  if (value === undefined || value === null) return null;
  if (value instanceof Date) return instant(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
  if (typeof value === "number" && !Number.isFinite(value))
    return String(value).replace("Infinity", "inf").replace("NaN", "nan");
  return typeof value === "bigint" || typeof value === "symbol" ? String(value) : value;
}

/** A value with the name of its type. */
export function typed(value) {
  if (value === undefined || value === null) return ["null", null];
  if (value instanceof Date) return ["date", plain(value)];
  if (value instanceof Uint8Array) return ["binary", plain(value)];
  if (Array.isArray(value)) return ["list", plain(value)];
  if (typeof value === "object") return ["mapping", plain(value)];
  return [typeof value === "string" ? "text" : typeof value, plain(value)];
}

const bare = (text) => text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n").trim();

/** What became of front matter: `content` is the text that is left to render, `data` the fields. */
export const fences = (input, data, content) => ({
  probe: typeof data?.probe === "string" ? data.probe : null,
  front: bare(content) !== bare(input),
  page: true,
});

/** Measure each input alone; what throws, stops the build. */
export async function each(list, one) {
  const results = [];
  for (const [index, input] of list.entries()) {
    try {
      results.push(await one(input, index));
    } catch (error) {
      if (process.env.TRUTH_DEBUG) console.error(JSON.stringify(input), String(error?.message ?? error).slice(0, 200));
      results.push("stops");
    }
  }
  return results;
}
