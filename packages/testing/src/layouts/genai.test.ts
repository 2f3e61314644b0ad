import { expect, test } from "@jest/globals";
import { memoryFolder } from "@transonnx/checkpoint";
import { createRegistry, type ModelDefinition } from "@transonnx/core";
import { exportModel, memoryOutput } from "@transonnx/exporter";
import { falcon } from "@transonnx/falcon";
import { gpt2 } from "@transonnx/gpt2";
import { llama } from "@transonnx/llama";
import { readModel } from "@transonnx/onnx";
import { goldenFiles } from "../goldens/golden-files.ts";
import { readGoldens } from "../goldens/read-goldens.ts";

/** Exports the golden of a decoder for onnxruntime-genai: its genai_config.json and its model. */
async function exported(definition: ModelDefinition, more: Readonly<Record<string, object>> = {}) {
  const goldens = readGoldens(new URL(`../../../../fixtures/goldens/${definition.modelType}`, import.meta.url));
  const golden = goldens.find(({ task }) => task === "text-generation-with-past")!;
  const files = Object.entries(more).map(([name, json]) => [name, JSON.stringify(json)]);
  const output = memoryOutput();
  await exportModel({
    checkpoint: memoryFolder({ ...goldenFiles(golden), ...Object.fromEntries(files) }),
    registry: createRegistry([definition]),
    task: golden.task,
    layout: "genai",
    output,
  });
  const config = JSON.parse(new TextDecoder().decode(output.files.get("genai_config.json")));
  return { config, model: await readModel(output.files.get("model.onnx")!) };
}

test("genai_config.json tells sizes, ids and names of a decoder", async () => {
  const { config } = await exported(llama);
  expect(config).toEqual({
    model: {
      type: "llama",
      bos_token_id: 0,
      eos_token_id: 2,
      pad_token_id: 1,
      vocab_size: 99,
      context_length: 40,
      decoder: {
        session_options: { log_id: "onnxruntime-genai", provider_options: [] },
        filename: "model.onnx",
        head_size: 8,
        hidden_size: 32,
        num_attention_heads: 4,
        num_hidden_layers: 2,
        num_key_value_heads: 2,
        inputs: {
          input_ids: "input_ids",
          attention_mask: "attention_mask",
          position_ids: "position_ids",
          past_key_names: "past_key_values.%d.key",
          past_value_names: "past_key_values.%d.value",
        },
        outputs: {
          logits: "logits",
          present_key_names: "present.%d.key",
          present_value_names: "present.%d.value",
        },
      },
    },
    search: expect.objectContaining({ max_length: 40, do_sample: false, top_k: 50, past_present_share_buffer: false }),
  });
});

test.each([gpt2, falcon, llama])(
  "$modelType: the names are those of the model's inputs and outputs",
  async (definition) => {
    const { config, model } = await exported(definition);
    const { inputs, outputs, num_hidden_layers: layers } = config.model.decoder;
    const named = (names: Readonly<Record<string, string>>) =>
      Object.values(names).flatMap((name) =>
        name.includes("%d") ? Array.from({ length: layers }, (_, layer) => name.replace("%d", `${layer}`)) : [name],
      );
    expect(named(inputs).sort()).toEqual(model.graph.inputs.map(({ name }) => name).sort());
    expect(named(outputs).sort()).toEqual(model.graph.outputs.map(({ name }) => name).sort());
  },
);

test("the heads are those of the cache, and any decoder has a type", async () => {
  const { config } = await exported(falcon);
  expect(config.model).toMatchObject({ type: "decoder", decoder: { num_key_value_heads: 1, num_attention_heads: 4 } });
  // genai's own gpt2 has keys and values in one tensor.
  expect((await exported(gpt2)).config.model).toMatchObject({ type: "decoder", context_length: 40 });
});

test("generation_config.json decides ids and sampling", async () => {
  const generation = { eos_token_id: [2, 7], pad_token_id: null, do_sample: true, temperature: 0.6, top_p: 0.9 };
  const { config } = await exported(gpt2, { "generation_config.json": generation });
  expect(config.model).toMatchObject({ bos_token_id: 0, eos_token_id: [2, 7], pad_token_id: 2 });
  expect(config.search).toMatchObject({ do_sample: true, temperature: 0.6, top_p: 0.9, top_k: 50 });
});
