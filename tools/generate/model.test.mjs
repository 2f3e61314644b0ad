import path from "node:path";
import { expect, test } from "@jest/globals";
import { root } from "../root.mjs";
import { modelPackage } from "./model.mjs";

const importSource = (file) => import(path.join(root, file));

test("a model package depends on core, graph and its modality", async () => {
  const files = await modelPackage(importSource, "my-model", { modality: "vision", version: "0.3.0" });
  const { name, dependencies } = JSON.parse(files["packages/models/my-model/package.json"]);
  expect(name).toBe("@transonnx/my-model");
  expect(dependencies).toEqual({
    "@transonnx/core": "0.3.0",
    "@transonnx/graph": "0.3.0",
    "@transonnx/vision": "0.3.0",
  });
});

test("a model package has a model, its goldens, and their test", async () => {
  expect(Object.keys(await modelPackage(importSource, "my-model")).sort()).toEqual([
    "fixtures/goldens/my-model/feature-extraction.json",
    "fixtures/goldens/my-model/golden_file.py",
    "fixtures/goldens/my-model/oracle.py",
    "fixtures/goldens/my-model/text-classification.json",
    "packages/models/my-model/README.md",
    "packages/models/my-model/package.json",
    "packages/models/my-model/src/config.ts",
    "packages/models/my-model/src/index.ts",
    "packages/models/my-model/src/modeling.ts",
    "packages/models/my-model/test/conformance.test.ts",
  ]);
});

test("what is no model's name, and what there is no template for, is refused", async () => {
  await expect(modelPackage(importSource, "../out")).rejects.toThrow("is none of a model");
  await expect(modelPackage(importSource, "a", { modality: "multimodal" })).rejects.toThrow("text, vision, audio");
});
