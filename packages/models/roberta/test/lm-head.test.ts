import { expect, test } from "@jest/globals";
import { evaluateGolden, GOLDEN_TOLERANCE, goldenTensors, readGoldens } from "@transonnx/testing";
import { roberta } from "../src/index.ts";

const golden = readGoldens(new URL("../../../../fixtures/goldens/roberta", import.meta.url)).find(
  ({ task }) => task === "fill-mask",
)!;
const tensors = goldenTensors(golden);
const bias = tensors.get("lm_head.bias")!;
const other = { ...bias, data: new Float32Array(bias.data.length) };

test("of two biases that differ, decoder.bias is the one that transformers keeps", async () => {
  const both = new Map([...tensors, ["lm_head.decoder.bias", bias] as const, ["lm_head.bias", other] as const]);
  expect(await evaluateGolden(roberta, golden, both)).toBeLessThan(GOLDEN_TOLERANCE);
  const swapped = new Map([...tensors, ["lm_head.decoder.bias", other] as const]);
  expect(await evaluateGolden(roberta, golden, swapped)).toBeGreaterThan(GOLDEN_TOLERANCE);
});
