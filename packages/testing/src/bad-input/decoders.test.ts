import { describe, expect, test } from "@jest/globals";
import { bert } from "@transonnx/bert";
import { memoryFolder } from "@transonnx/checkpoint";
import { createRegistry, type ModelDefinition, type OnnxConfig, type PretrainedConfig } from "@transonnx/core";
import { encoderDecoder } from "@transonnx/encoder-decoder";
import { exportModel, memoryOutput } from "@transonnx/exporter";
import { gpt2 } from "@transonnx/gpt2";
import { LlamaOnnxConfig, llama, mistral, qwen2 } from "@transonnx/llama";
import { MistralDummyPastKeyValuesGenerator } from "@transonnx/text";
import { goldenFiles } from "../goldens/golden-files.ts";
import { readGoldens } from "../goldens/read-goldens.ts";

const registry = createRegistry([bert, encoderDecoder, gpt2, llama, mistral, qwen2]);

const goldenOf = (modelType: string, task: string) =>
  readGoldens(new URL(`../../../../fixtures/goldens/${modelType}`, import.meta.url)).find((one) => one.task === task)!;

/** What the export of a golden with another config throws; an error where it writes anything before, or throws nothing. */
async function failureOf(
  definition: ModelDefinition,
  changes: Readonly<Record<string, unknown>>,
  customOnnxConfigs?: Readonly<Record<string, OnnxConfig>>,
): Promise<Error> {
  const task = definition === encoderDecoder ? "text2text-generation-with-past" : "text-generation-with-past";
  const golden = goldenOf(definition.modelType, task);
  const output = memoryOutput();
  let created = false;
  const watched = {
    ...output,
    create(file: string) {
      created = true;
      return output.create(file);
    },
  };
  const checkpoint = memoryFolder(goldenFiles({ ...golden, config: { ...golden.config, ...changes } }));
  try {
    await exportModel({ checkpoint, registry, output: watched, task, customOnnxConfigs });
  } catch (error) {
    expect(created).toBe(false);
    return error as Error;
  }
  throw new Error("the export was not refused");
}

describe("a config that is not built is refused by name, before anything is written", () => {
  test.each([
    ["an unknown rope type", llama, { rope_scaling: { rope_type: "spiral", factor: 2 } }, "rope_scaling"],
    ["a rope type without its factor", llama, { rope_scaling: { rope_type: "linear" } }, "rope_scaling"],
    ["key heads that no group of query heads shares", llama, { num_key_value_heads: 3 }, "num_attention_heads"],
    ["an activation that nobody knows", gpt2, { activation_function: "gelu_12" }, "activation_function"],
    [
      "layers that slide without a window",
      mistral,
      { layer_types: ["sliding_attention", "full_attention"] },
      "layer_types",
    ],
    ["a layer of an unknown kind", qwen2, { layer_types: ["full_attention", "striped_attention"] }, "layer_types"],
    ["layer types for another number of layers", qwen2, { layer_types: ["full_attention"] }, "layer_types"],
    ["cross-attention to nothing", gpt2, { add_cross_attention: true }, "add_cross_attention"],
  ] as const)("%s", async (_, definition, changes, field) => {
    const error = await failureOf(definition, changes);
    expect(error.name).toBe("ConfigError");
    expect(error.message).toContain(`"${field}"`);
  });
});

describe("a config and tensors that disagree", () => {
  test("a layer more than there is", async () => {
    const error = await failureOf(llama, { num_hidden_layers: 3 });
    expect(error.name).toBe("MissingTensorError");
    expect(error.message).toContain("model.layers.2.");
  });

  test("a layer fewer", async () => {
    const error = await failureOf(llama, { num_hidden_layers: 1 });
    expect(error.name).toBe("UnexpectedTensorError");
    expect(error.message).toContain("model.layers.1.");
  });
});

describe("an encoder-decoder", () => {
  const { config } = goldenOf("encoder-decoder", "text2text-generation-with-past");

  test("whose decoder nobody knows", async () => {
    const error = await failureOf(encoderDecoder, { decoder: { ...(config.decoder as object), model_type: "gpt9" } });
    expect(error.message).toContain("gpt9");
  });

  test("without an encoder", async () => {
    expect((await failureOf(encoderDecoder, { encoder: undefined })).message).toContain("encoder");
  });
});

describe("a past that does not fit", () => {
  const golden = goldenOf("llama", "text-generation-with-past");
  const config = llama.parseConfig(golden.config) as never;

  /** Llama's configuration with a past of other sizes. */
  function withPast(shape: (shape: readonly number[]) => readonly number[]): OnnxConfig<PretrainedConfig> {
    class Past extends MistralDummyPastKeyValuesGenerator {
      override generate(name: string) {
        const array = super.generate(name);
        const sizes = shape(array.shape);
        return { ...array, shape: sizes, data: new Float32Array(sizes.reduce((a, b) => a * b)) };
      }
    }
    class OddOnnxConfig extends LlamaOnnxConfig {
      static override readonly dummyInputGeneratorClasses = [LlamaOnnxConfig.dummyInputGeneratorClasses[0]!, Past];
    }
    return new OddOnnxConfig(config, "text-generation-with-past") as never;
  }

  test.each([
    ["a head too many", ([b, m, p, d]: readonly number[]) => [b!, m! + 1, p!, d!], "2 heads"],
    ["a rank too low", ([b, m, p]: readonly number[]) => [b!, m!, p!], "2 heads"],
    ["another head size", ([b, m, p, d]: readonly number[]) => [b!, m!, p!, d! - 1], "head size 8"],
  ] as const)("%s", async (_, shape, mention) => {
    const error = await failureOf(llama, {}, { model: withPast(shape) });
    expect(error.message).toContain(mention);
    expect(error.message).toContain("layer 0");
  });

  test("a mask for the new tokens alone", async () => {
    class ShortOnnxConfig extends LlamaOnnxConfig {
      override get inputs() {
        return { ...super.inputs, attention_mask: { 0: "batch_size", 1: "sequence_length" } };
      }
    }
    const short = new ShortOnnxConfig(config, "text-generation-with-past") as never;
    const error = await failureOf(llama, {}, { model: short });
    expect(error.message).toContain("past_sequence_length");
  });
});
