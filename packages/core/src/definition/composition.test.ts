import { describe, expect, test } from "@jest/globals";
import { ConfigError, TransonnxError, UnknownModelTypeError } from "../errors/index.ts";
import { FeaturesManager, TasksManager } from "../managers/index.ts";
import { OnnxConfig } from "../onnx-config/index.ts";
import { createRegistry } from "../registry/index.ts";
import { patternsBelow, resolveDefinition, withoutParts } from "./composition.ts";
import { defineModel, type ModelDefinition } from "./model-definition.ts";

class TinyOnnxConfig extends OnnxConfig {
  get inputs() {
    return { input_ids: { 0: "batch_size" } };
  }
}

const common = { onnxConfig: TinyOnnxConfig, mayHold: [] };
const parseAs = (modelType: string) => (json: object) => ({ ...json, model_type: modelType });

const reader = defineModel({ ...common, modelType: "reader", parseConfig: parseAs("reader"), tasks: {} });
const writer = defineModel({
  ...common,
  modelType: "writer",
  parseConfig: parseAs("writer"),
  tasks: {},
  asDecoder: { architecture: "Writer", base: "writer", parseConfig: parseAs("writer"), forward: (_c, _p, x) => x },
});

const tasks = { "text2text-generation": { architecture: "Pair", forward: withoutParts("pair") } } as const;
const pair = defineModel({
  ...common,
  modelType: "pair",
  parseConfig: withoutParts("pair"),
  tasks,
  composition: {
    parts: { encoder: () => true, decoder: ({ asDecoder }: ModelDefinition) => asDecoder !== undefined },
    compose: ({ encoder, decoder }) =>
      defineModel({
        ...common,
        modelType: "pair",
        parseConfig: () => ({ model_type: "pair", made_of: [encoder!.modelType, decoder!.modelType] }),
        tasks,
      }),
  },
});

const registry = createRegistry([reader, writer, pair]);
const config = (encoder: unknown, decoder: unknown) => ({
  model_type: "pair",
  encoder: { model_type: encoder },
  decoder: { model_type: decoder },
});

describe("a model that is composed of others", () => {
  test("gets the parts that its config names", async () => {
    const resolved = await resolveDefinition(pair, config("reader", "writer"), registry);
    expect(resolved.parseConfig({}).made_of).toEqual(["reader", "writer"]);
  });

  test("tells its tasks without them, and nothing else", () => {
    expect(Object.keys(pair.tasks)).toEqual(["text2text-generation"]);
    expect(() => pair.parseConfig({})).toThrow(TransonnxError);
    expect(() => pair.parseConfig({})).toThrow("Call resolveDefinition(definition, json, registry)");
  });

  test("has its parts where a manager is given a config", async () => {
    const model = { config: config("reader", "writer") };
    const ofTask = await new TasksManager(registry).getExporterConfigConstructor("onnx", {
      task: "text2text-generation",
      model,
    });
    expect(ofTask(model.config).config.made_of).toEqual(["reader", "writer"]);
    const [, ofFeature] = await new FeaturesManager(registry).checkSupportedModelOrRaise(model, "seq2seq-lm");
    expect(ofFeature(model.config).config.made_of).toEqual(["reader", "writer"]);
  });
});

test("a model that is not composed stays as it is", async () => {
  expect(await resolveDefinition(reader, { model_type: "reader" }, registry)).toBe(reader);
});

describe("a part is refused", () => {
  const resolve = (json: object) => resolveDefinition(pair, json as Record<string, unknown>, registry);

  test("whose model type is not in the registry", async () => {
    await expect(resolve(config("reader", "speaker"))).rejects.toThrow(UnknownModelTypeError);
    await expect(resolve(config("reader", "speaker"))).rejects.toThrow('pair, the decoder: the model type "speaker"');
  });

  test("that cannot be that part, with those that can", async () => {
    const refused = resolve(config("writer", "reader"));
    await expect(refused).rejects.toThrow(ConfigError);
    await expect(refused).rejects.toMatchObject({ field: "decoder.model_type", value: "reader", allowed: ["writer"] });
  });

  test.each([
    [{ encoder: { model_type: "reader" } }, "decoder"],
    [{ encoder: "reader", decoder: {} }, "encoder"],
    [config("reader", 7), "decoder.model_type"],
    [config("reader", ""), "decoder.model_type"],
  ])("that has no config or no model type: %j", async (json, field) => {
    await expect(resolve(json)).rejects.toMatchObject({ name: "ConfigError", field });
  });
});

test("patterns of a part's tensors hold below its prefix alone", () => {
  const [anchored, free] = patternsBelow("encoder", [/^(bert\.)?pooler\./, /\.bias$/]);
  expect(["encoder.bert.pooler.weight", "encoder.pooler.weight"].every((name) => anchored!.test(name))).toBe(true);
  expect(["pooler.weight", "decoder.pooler.weight"].some((name) => anchored!.test(name))).toBe(false);
  expect([free!.test("encoder.layer.bias"), free!.test("decoder.layer.bias")]).toEqual([true, false]);
});
