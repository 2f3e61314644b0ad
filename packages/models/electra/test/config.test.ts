import { describe, expect, test } from "@jest/globals";
import { ConfigError, TensorShapeError } from "@transonnx/core";
import { goldenGraph, goldenTensors, readGoldens } from "@transonnx/testing";
import { electra } from "../src/index.ts";

const golden = readGoldens(new URL("../../../../fixtures/goldens/electra", import.meta.url)).find(
  ({ task }) => task === "multiple-choice",
)!;

test("the pre-training classes are no task of their own", () => {
  expect(electra.architectures).not.toHaveProperty("ElectraForPreTraining");
  expect(electra.architectures.ElectraForMaskedLM).toBe("fill-mask");
});

test("a summary projected to labels does not fit the classifier, as in transformers", () => {
  const config = { ...golden.config, summary_proj_to_labels: true };
  expect(() => goldenGraph(electra, { ...golden, config }, goldenTensors(golden))).toThrow(TensorShapeError);
});

describe("what is not built is refused by name", () => {
  test.each([
    ["summary_type", "attn"],
    ["summary_activation", "relu7"],
    ["embedding_size", 0],
    ["position_embedding_type", "rotary"],
    ["hidden_size", 258],
    ["is_decoder", true],
  ])("%s: %j", (field, value) => {
    const parse = () => electra.parseConfig({ [field]: value });
    expect(parse).toThrow(ConfigError);
    expect(parse).toThrow(`electra: the config's "${field}"`);
  });
});
