import { expect, test } from "@jest/globals";
import * as codec from "./codec.ts";
import * as main from "./index.ts";
import * as node from "./node.ts";

test("what the package gives", () => {
  expect(Object.keys(main)).toMatchInlineSnapshot(`
[
  "MAX_MODEL_BYTES",
  "OnnxFormatError",
  "OnnxWriteError",
  "byteLengthOf",
  "elementTypeOf",
  "encodeModel",
  "externalPlaces",
  "hasArray",
  "inspectModel",
  "locationFault",
  "minimumIrVersion",
  "modelSize",
  "packedTypes",
  "printGraph",
  "printModel",
  "printType",
  "rangeWeights",
  "readModel",
  "readOptional",
  "readSequence",
  "readTensor",
  "toStored",
  "toTensor",
  "writeModel",
]
`);
  expect(Object.keys(node)).toMatchInlineSnapshot(`
[
  "fileSink",
  "fileSource",
  "openExternalData",
  "readModelFile",
  "writeModelFile",
]
`);
  expect(Object.keys(codec)).toMatchInlineSnapshot(`
[
  "decodeMessage",
  "encodeMessage",
  "fromInt64",
  "onnx",
  "toInt64",
]
`);
});
