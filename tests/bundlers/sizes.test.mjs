import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { root } from "../../tools/root.mjs";
import { bundle, tools } from "./bundle.mjs";
import { makeProject, modelPackages, removeProject } from "./project.mjs";

const KIB = 1024;
/** What a page may load for BERT with its modality, core and graph: minified, gzipped. */
const BERT_BUDGET = 22 * KIB;
/** The same for the largest of our models. */
const MODEL_BUDGET = 28 * KIB;
/** What it may load on top for writing ONNX files: exporter, checkpoint and ONNX's format, without what is loaded when needed. */
const EXPORTER_BUDGET = 45 * KIB;

const models = modelPackages();
const project = makeProject([...models, "@transonnx/exporter"]);
const lines = [];

afterAll(() => {
  removeProject(project);
  const table = [
    "minified and gzipped, in kB of 1000 bytes (KiB of 1024)",
    `${"loaded at once".padEnd(21)}${"when needed".padEnd(21)}`,
    ...lines,
  ].join("\n");
  mkdirSync(path.join(root, "output"), { recursive: true });
  writeFileSync(path.join(root, "output/bundle-sizes.txt"), `${table}\n`);
  console.log(table);
});

const shown = (bytes) => `${(bytes / 1000).toFixed(1)} (${(bytes / KIB).toFixed(1)})`.padEnd(21);
const print = (name, initial, lazy) => lines.push(`${shown(initial)}${shown(lazy)}${name}`);

/** The bytes of the bundle of a module, loaded at once and when needed. */
async function measure(tool, name, code) {
  const entry = `src/${name.replaceAll(/\W+/g, "-")}.js`;
  writeFileSync(path.join(project, entry), code);
  const { initial, lazy } = await bundle(tool, { project, entry, format: "page" });
  return { initial: initial.gzipped, lazy: lazy.gzipped };
}

/** Keeps what is imported, as a page that uses it does. */
const using = (names, from) => `import { ${names} } from "${from}";\nglobalThis.${names.split(",")[0]} = [${names}];\n`;

test.each(tools)(
  "BERT with text, core and graph is within the budget of a model, and what exports it in its own: %s",
  async (tool) => {
    const bert = using("bert", "@transonnx/bert");
    const exporting = using("exportModel, memoryOutput, blobFolder, createRegistry", "@transonnx/exporter");
    const model = await measure(tool, "bert", bert);
    const whole = await measure(tool, "bert and exporter", bert + exporting);
    const added = { initial: whole.initial - model.initial, lazy: whole.lazy - model.lazy };
    print(`${tool}: @transonnx/bert`, model.initial, model.lazy);
    print(`${tool}: @transonnx/exporter on top`, added.initial, added.lazy);
    expect(model.initial + model.lazy).toBeLessThanOrEqual(BERT_BUDGET);
    expect(added.initial).toBeLessThanOrEqual(EXPORTER_BUDGET);
  },
);

test.each(models)("%s is within the budget of a model", async (name) => {
  const { initial, lazy } = await measure("esbuild", name, `import * as all from "${name}";\nglobalThis.all = all;\n`);
  print(`esbuild: ${name}`, initial, lazy);
  expect(initial + lazy).toBeLessThanOrEqual(MODEL_BUDGET);
});

test.each([
  ["@transonnx/checkpoint", `import * as all from "@transonnx/checkpoint";\nglobalThis.all = all;\n`],
  ["blobFolder", using("blobFolder", "@transonnx/checkpoint")],
  ["planExport", using("planExport", "@transonnx/exporter")],
])("a page pays something for %s alone, and the table tells it", async (name, code) => {
  const { initial, lazy } = await measure("esbuild", name, code);
  print(`esbuild: ${name} alone`, initial, lazy);
  expect(initial).toBeGreaterThan(0);
});
