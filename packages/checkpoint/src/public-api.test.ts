import { expect, test } from "@jest/globals";

test("what the package exports", async () => {
  expect(Object.keys(await import("./index.ts")).sort()).toMatchInlineSnapshot(`
[
  "CheckpointError",
  "DEFAULT_CHUNK_SIZE",
  "FileNameError",
  "ForbiddenGlobalError",
  "ITEM_SIZE",
  "InvalidHeaderError",
  "InvalidIndexError",
  "InvalidJsonError",
  "InvalidPickleError",
  "MAX_JSON_BYTES",
  "MissingFileError",
  "ReadError",
  "UnsupportedFormatError",
  "blobFolder",
  "blobSource",
  "canCast",
  "castChunks",
  "detectWeights",
  "encodeSafetensors",
  "isCheckpointError",
  "memoryFolder",
  "memorySource",
  "openCheckpoint",
  "openSafetensors",
  "openTorch",
  "readJson",
  "readRange",
  "readSafetensorsArrays",
  "readTensor",
  "writeSafetensors",
]
`);
  expect(Object.keys(await import("./node.ts")).sort()).toMatchInlineSnapshot(`
[
  "nodeFile",
  "nodeFolder",
]
`);
});
