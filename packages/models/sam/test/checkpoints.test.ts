import { expect, test } from "@jest/globals";
import { UnexpectedTensorError } from "@transonnx/core";
import type { NDArray } from "@transonnx/graph";
import { evaluateGolden, GOLDEN_TOLERANCE, goldenGraphs, goldenTensors, readGoldens } from "@transonnx/testing";
import { sam } from "../src/index.ts";

const [golden] = readGoldens(new URL("../../../../fixtures/goldens/sam", import.meta.url));
const tensors = goldenTensors(golden!);

const SHARED = "shared_image_embedding.positional_embedding";
const TIED = "prompt_encoder.shared_embedding.positional_embedding";
const without = (name: string) => [...tensors].filter(([key]) => key !== name);

test.each<readonly [string, ReadonlyMap<string, NDArray>]>([
  ["twice, as those of the hub", new Map([...tensors, [TIED, tensors.get(SHARED)!]])],
  ["in the prompt encoder alone", new Map([...without(SHARED), [TIED, tensors.get(SHARED)!]])],
])("a checkpoint may hold the directions of positions %s", async (_, held) => {
  expect(await evaluateGolden(sam, golden!, held)).toBeLessThanOrEqual(GOLDEN_TOLERANCE);
});

test.each(["vision_encoder.layers.2.attn.qkv.weight", "mask_decoder.transformer.layers.2.layer_norm1.weight"])(
  "a layer that the config does not know is an error: %s",
  (name) => {
    const more = new Map([...tensors, [name, tensors.get(name.replace("layers.2", "layers.1"))!]]);
    expect(() => goldenGraphs(sam, golden!, more)).toThrow(UnexpectedTensorError);
  },
);

test("tables of relative positions are an error where the config wants none", () => {
  const { vision_config, ...config } = golden!.config;
  const plain = {
    ...golden!,
    config: { ...config, vision_config: { ...(vision_config as object), use_rel_pos: false } },
  };
  expect(() => goldenGraphs(sam, plain, tensors)).toThrow(/rel_pos_h/);
});
