import { expect, test } from "@jest/globals";
import * as validator from "./index.ts";

test("the package exports these values, and no others", () => {
  expect(Object.keys(validator).sort()).toMatchInlineSnapshot(`
[
  "CHECKS",
  "DEFAULT_RTOL",
  "DTypeError",
  "IncompleteValidationError",
  "ReferenceArraysError",
  "RuntimeError",
  "RuntimeMissingError",
  "WeightMismatchError",
  "assertValid",
  "chooseRuntime",
  "differenceOf",
  "mergedBranches",
  "onnxruntimeNode",
  "onnxruntimeWeb",
  "openWithOutputs",
  "partComparisons",
  "shapeMatrix",
  "showCheck",
  "validateAgainstReference",
  "validateGeneration",
  "validateModel",
  "validateModelOutputs",
  "validateModelsOutputs",
]
`);
});
