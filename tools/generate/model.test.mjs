import { expect, test } from "@jest/globals";
import { modelPackage } from "./model.mjs";

test("a model package depends on core, graph and its modality", () => {
  const files = modelPackage("my-model", { modality: "vision", version: "0.3.0" });
  const { name, dependencies } = JSON.parse(files["package.json"]);
  expect(name).toBe("@transonnx/my-model");
  expect(dependencies).toEqual({
    "@transonnx/core": "0.3.0",
    "@transonnx/graph": "0.3.0",
    "@transonnx/vision": "0.3.0",
  });
});

test("a model package has a readme and one entry", () => {
  expect(Object.keys(modelPackage("my-model"))).toEqual(["package.json", "README.md", "src/index.ts"]);
});
