// npm run sizes [-- --built] [PACKAGE]: what a page pays for each import, bundled by esbuild, minified and gzipped; from the
// packages' sources, or with --built from what was last built of them.
// With a package, `page`, or code in quotes: of what it consists.
import { breakdown, folderOf, packageOf } from "./sizes/breakdown.mjs";
import { measure, minifiedFiles } from "./sizes/bundle.mjs";
import { shownBytes } from "./sizes/bytes.mjs";
import { models, others, page } from "./sizes/entries.mjs";

const kib = (bytes) => (bytes / 1024).toFixed(1).padStart(8);

const names = process.argv.slice(2).filter((argument) => argument !== "--built");
const from = { built: process.argv.includes("--built") };

async function table() {
  const entries = { "a page that exports BERT": page, ...others, ...models() };
  console.log(`KiB   initial: min      gz    lazy: min      gz`);
  for (const [name, code] of Object.entries(entries)) {
    const { initial, lazy } = await measure(code, from);
    console.log(
      `         ${kib(initial.minified)}${kib(initial.gzipped)}     ${kib(lazy.minified)}${kib(lazy.gzipped)}  ${name}`,
    );
  }
  const [bert, whole] = [await measure(models()["@transonnx/bert"], from), await measure(page, from)];
  console.log(
    `\nBERT with text, core and graph: ${shownBytes(bert.initial.gzipped)}, lazily ${shownBytes(bert.lazy.gzipped)}`,
  );
  console.log(
    `exporter and codec on top:      ${shownBytes(whole.initial.gzipped - bert.initial.gzipped)}, lazily ${shownBytes(whole.lazy.gzipped - bert.lazy.gzipped)}`,
  );
}

async function parts(argument) {
  const code = argument === "page" ? page : /\s/.test(argument) ? argument : `export * from "${argument}";`;
  const files = await minifiedFiles(code, from);
  for (const [title, groupOf] of [
    ["package", packageOf],
    ["folder", folderOf],
    ["file", (file) => file],
  ]) {
    console.log(`\nKiB  min      gz   saved without it, by ${title}`);
    for (const { group, minified, alone, saved } of breakdown(files, groupOf))
      if (title !== "file" || saved > 100) console.log(`${kib(minified)}${kib(alone)}${kib(saved)}   ${group}`);
  }
}

await (names.length === 0 ? table() : parts(names.join(" ")));
