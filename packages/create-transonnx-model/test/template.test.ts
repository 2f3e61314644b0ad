import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";
import { CONTRACT_VERSION } from "@transonnx/core";
import { conformanceSuite } from "@transonnx/testing";
import { modalities, modelFiles, namesOf, workspaceModelFiles } from "../src/index.ts";
import { CONTRACT, ONNXRUNTIME, TYPESCRIPT } from "../src/manifest.ts";
import { toyModel as audio } from "../template/audio/src/index.ts";
import { toyModel as text } from "../template/text/src/index.ts";
import { toyModel as vision } from "../template/vision/src/index.ts";

const folder = new URL("../template/", import.meta.url);
const template = fileURLToPath(folder);
const names = namesOf("my-model", "@me");
const files = (modality: (typeof modalities)[number]) => modelFiles(names, { template, modality, version: "0.1.0" });

describe.each(Object.entries({ text, vision, audio }))("the toy model of %s", (modality, definition) => {
  const goldens = new URL(`${modality}/goldens/`, folder);
  test.each(conformanceSuite(definition, { goldens }))("%s", (_, run) => run());
});

describe.each(modalities)("a package for %s", (modality) => {
  test("is these files", () => {
    const paths = Object.keys(files(modality)).filter((file) => !/^goldens\/.*\.json$/.test(file));
    expect(paths.sort()).toEqual([
      ".gitignore",
      "README.md",
      "goldens/golden_file.py",
      "goldens/oracle.py",
      "package.json",
      "scripts/checkpoint.mjs",
      "scripts/report.mjs",
      "src/config.ts",
      "src/index.ts",
      "src/modeling.ts",
      "test/conformance.test.mjs",
      "tsconfig.json",
    ]);
  });

  test("has nothing of the toy's name", () => {
    for (const text of Object.values(files(modality))) expect(text).not.toMatch(/toy.?model/i);
  });

  test("says in package.json what it has", () => {
    expect(JSON.parse(files(modality)["package.json"]!)).toMatchObject({
      name: "@me/my-model",
      keywords: expect.arrayContaining(["transonnx-model"]),
      sideEffects: false,
      transonnx: { modelTypes: ["my-model"], contract: CONTRACT_VERSION },
      peerDependencies: {
        "@transonnx/core": "^0.1.0",
        "@transonnx/graph": "^0.1.0",
        [`@transonnx/${modality}`]: "^0.1.0",
      },
    });
  });
});

test("names of classes, variables and files are the model's", () => {
  const { "src/index.ts": index, "goldens/oracle.py": oracle } = files("text");
  expect(index).toContain("export const myModel = defineModel<MyModelConfig>({");
  expect(index).toContain('architecture: "MyModel",');
  expect(oracle).toContain("class MyModel(nn.Module):");
  expect(modelFiles(namesOf("gpt-9"), { template, version: "0.1.0" })["src/index.ts"]).toContain(
    'architecture: "Gpt9Model",',
  );
});

test("a package of the workspace has its goldens apart, and a test for jest", () => {
  const made = workspaceModelFiles(names, { template });
  expect(Object.keys(made.package)).toEqual([
    "README.md",
    "src/config.ts",
    "src/index.ts",
    "src/modeling.ts",
    "test/conformance.test.ts",
  ]);
  expect(Object.keys(made.goldens)).toContain("text-classification.json");
});

test("the template is for the compiler, the runtime and the contract of these packages", () => {
  const root = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8"));
  expect(TYPESCRIPT).toBe(`^${root.devDependencies.typescript}`);
  expect(ONNXRUNTIME).toBe(`^${root.devDependencies["onnxruntime-node"]}`);
  expect(CONTRACT).toBe(CONTRACT_VERSION);
});
