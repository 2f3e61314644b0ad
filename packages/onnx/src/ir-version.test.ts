import { expect, test } from "@jest/globals";
import { minimumIrVersion } from "./ir-version.ts";

test.each([
  [13, 7],
  [15, 8],
  [18, 8],
  [19, 9],
  [21, 10],
  [23, 11],
  [24, 12],
  [26, 13],
])("opset %d came with IR version %d", (version, irVersion) => {
  expect(minimumIrVersion([{ domain: "", version }])).toBe(irVersion);
});

test("other domains ask for nothing, unknown opsets have no version", () => {
  expect(
    minimumIrVersion([
      { domain: "", version: 17 },
      { domain: "com.microsoft", version: 1 },
    ]),
  ).toBe(8);
  expect(minimumIrVersion([{ domain: "ai.onnx", version: 99 }])).toBeUndefined();
});
