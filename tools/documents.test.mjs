import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { build } from "esbuild";
import { packageFolders } from "./packages.mjs";
import { root } from "./root.mjs";

const documents = [
  "README.md",
  "CONTRIBUTING.md",
  ...packageFolders()
    .map((folder) => `${folder}/README.md`)
    .filter((file) => existsSync(path.join(root, file))),
  ...["docs", "docs/adr"].flatMap((folder) =>
    readdirSync(path.join(root, folder))
      .filter((file) => file.endsWith(".md"))
      .map((file) => `${folder}/${file}`),
  ),
];
const textOf = (file) => readFileSync(path.join(root, file), "utf8");

test.each(documents)("what %s links to is there", (file) => {
  const links = [...textOf(file).matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(([, link]) => link);
  const local = links.filter((link) => !link.includes("://"));
  expect(local.filter((link) => !existsSync(path.join(root, path.dirname(file), link)))).toEqual([]);
});

/** Bundles an example: names that a package does not export are errors. */
async function errorsOf(code, platform) {
  const bundled = build({
    stdin: { contents: code, loader: "ts", resolveDir: path.join(root, "packages/cli") },
    bundle: true,
    write: false,
    platform,
    format: "esm",
    target: "es2022",
    conditions: ["@transonnx/source"],
    // The Hub's library has a build for browsers that esbuild does not find by itself.
    external: ["onnxruntime-*", ...(platform === "browser" ? ["@huggingface/hub"] : [])],
    logLevel: "silent",
  });
  const { errors } = await bundled.catch((failure) => failure);
  return errors.map(({ text }) => text);
}

/** What only Node has: its own modules, the entries of ours that use them, and the command line's package. */
const forNode = /from "(node:|transonnx"|@transonnx\/[\w-]+\/node")/;

describe("examples import what there is", () => {
  const examples = documents.flatMap((file) =>
    [...textOf(file).matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => [file, code]),
  );
  test.each(examples)("%s: %s", async (_file, code) => {
    expect(await errorsOf(code, forNode.test(code) ? "node" : "browser")).toEqual([]);
  });
});

test("docs/cli.md knows every flag", () => {
  const declared = textOf("packages/cli/test/__snapshots__/arguments.test.ts.snap").matchAll(/--[a-z][\w-]*/g);
  const documented = textOf("docs/cli.md");
  expect([...new Set([...declared].map(([flag]) => flag))].filter((flag) => !documented.includes(flag))).toEqual([]);
});
