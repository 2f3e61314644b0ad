import { expect, test } from "@jest/globals";
import * as exporter from "./index.ts";
import * as node from "./node.ts";

test("the package exports these values, and no others", () => {
  expect(Object.keys(exporter).sort()).toMatchInlineSnapshot(`
[
  "AUTO_TASK",
  "EXPORT_DTYPES",
  "LayoutError",
  "MergeError",
  "NEWEST_OPSET",
  "OLDEST_OPSET",
  "OpsetError",
  "OutputError",
  "OutputExistsError",
  "PRODUCER_NAME",
  "PRODUCER_VERSION",
  "PreprocessorError",
  "architecturesOf",
  "buildModelGraph",
  "buildModelGraphs",
  "checkDummyInputsAreAllowed",
  "chooseTask",
  "ensureModelAndConfigInputsMatch",
  "exportModel",
  "exportModels",
  "exportOnnx",
  "layoutNames",
  "layoutOf",
  "lower",
  "memoryOutput",
  "mergeDecoders",
  "onnxExportFromModel",
  "openModel",
  "partConfigs",
  "planExport",
  "prepareExport",
  "prepareParts",
  "readParameter",
  "rewrite",
  "targetNames",
  "targetOf",
  "toGraphSpec",
  "toModelSpec",
  "weightsModes",
]
`);
  expect(Object.keys(node).sort()).toMatchInlineSnapshot(`
[
  "nodeOutput",
]
`);
});
