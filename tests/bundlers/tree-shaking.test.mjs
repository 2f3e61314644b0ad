import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { bundle, tools } from "./bundle.mjs";
import { packagesIn } from "./modules.mjs";
import { makeProject, removeProject } from "./project.mjs";
import { sourcesOf } from "./sources.mjs";

const project = makeProject(["@transonnx/bert", "@transonnx/exporter"]);
afterAll(() => removeProject(project));

const write = (name, code) => {
  const entry = `src/${name}.js`;
  writeFileSync(path.join(project, entry), code);
  return entry;
};

/** The source files of ours that a bundle of esbuild has code of: `packages/graph/src/ops/add.ts` as `graph/ops/add.ts`. */
const bundled = (name, code) => sourcesOf(project, write(name, code));

const matching = (files, pattern) => files.filter((file) => pattern.test(file));

describe("a bundle has no code of what is not asked for", () => {
  test("one operator of graph brings no other", async () => {
    const files = await bundled("add", `export { add } from "@transonnx/graph";`);
    expect(matching(files, /^graph\/ops\//)).toEqual(["graph/ops/add.ts"]);
    expect(matching(files, /matmul|convolution|grid-sample|evaluation\/|print/)).toEqual([]);
  });

  test("OnnxConfig of core brings no registry, no parameters, no managers", async () => {
    const files = await bundled("onnx-config", `export { OnnxConfig } from "@transonnx/core";`);
    expect(files).toContain("core/onnx-config/onnx-config.ts");
    expect(matching(files, /^core\/(registry|params|managers|layers|cache)\//)).toEqual([]);
    expect(matching(files, /^graph\/(ops|kernels|evaluation)\//)).toEqual([]);
  });

  test("BERT brings no pictures, no sounds, no decoders, and no operator that it has not", async () => {
    const files = await bundled("bert", `export { bert } from "@transonnx/bert";`);
    expect(files).toContain("bert/modeling.ts");
    expect(matching(files, /^(vision|audio|multimodal)\/|encoder-decoder|past-key-values|rotary/)).toEqual([]);
    expect(matching(files, /^graph\/ops\/(conv|average-pool|grid-sample|resize|top-k|scatter)/)).toEqual([]);
    expect(matching(files, /^core\/(registry|managers)\//)).toEqual([]);
  });

  test("a folder of blobs brings no reader of weights", async () => {
    const files = await bundled("blob-folder", `export { blobFolder } from "@transonnx/checkpoint";`);
    expect(files).toContain("checkpoint/folders/blob-folder.ts");
    expect(matching(files, /safetensors|torch|pickle|json/)).toEqual([]);
  });

  test("the exporter's folder of blobs brings no exporter", async () => {
    const files = await bundled("blob-folder-2", `export { blobFolder } from "@transonnx/exporter";`);
    expect(matching(files, /^(exporter|onnx|core|graph)\//)).toEqual([]);
  });
});

describe.each(tools)("%s", (tool) => {
  let texts;
  beforeAll(async () => {
    const code = `import { add } from "@transonnx/graph";\nglobalThis.add = add;\n`;
    const made = await bundle(tool, { project, entry: write(`${tool}-add`, code), format: "page" });
    expect(packagesIn(project, made)).toEqual(["@transonnx/graph"]);
    texts = made.files.map(({ file }) => readFileSync(file, "utf8")).join("\n");
  });

  test("leaves out the operators that a page does not import", () => {
    expect(texts).toMatch(/["'`]Add["'`]/);
    for (const name of ["MatMul", "GridSample", "LayerNormalization", "Softmax"]) expect(texts).not.toContain(name);
  });
});
