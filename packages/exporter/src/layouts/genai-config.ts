import { type Folder, type JsonValue, MissingFileError, readJson } from "@transonnx/checkpoint";
import type { PreparedExport } from "../prepare/prepare-export.ts";
import type { Json } from "../prepare/read-config.ts";

/** Names of past and present keys and values; `%d` is the layer in the file. */
export const GENAI_CACHE = {
  past: (part: "key" | "value", layer: number | "%d") => `past_key_values.${layer}.${part}`,
  present: (part: "key" | "value", layer: number | "%d") => `present.${layer}.${part}`,
};

/**
 * Model types that onnxruntime-genai has under their own names and reads as a decoder with keys and values apart (`IsLLM` in
 * its src/models/model_type.h). Its gpt2 is another: that has both in one tensor.
 */
const OWN_TYPES: readonly string[] = [
  ...["chatglm", "ernie4_5", "gemma", "gemma2", "gemma3_text", "granite", "internlm2", "llama", "mistral", "nemotron"],
  ...["olmo", "phi", "phi3", "phi3small", "phimoe", "qwen2", "qwen3", "smollm3"],
];
/** Its name for any other decoder of that kind. */
const ANY_DECODER = "decoder";

/** Where configs keep the longest text, in the order in which genai's own builder looks. */
const LENGTHS = ["seq_length", "max_position_embeddings", "n_positions", "max_seq_len", "n_ctx"] as const;
/** For a model that has no longest text and whose config names none: BLOOM was trained on as many. */
const DEFAULT_LENGTH = 2048;

/** Defaults of transformers' GenerationConfig that are the search's, as genai's builder writes them. */
const SEARCH = {
  diversity_penalty: 0,
  do_sample: false,
  length_penalty: 1,
  no_repeat_ngram_size: 0,
  num_beams: 1,
  num_return_sequences: 1,
  repetition_penalty: 1,
  temperature: 1,
  top_k: 50,
  top_p: 1,
};

/**
 * The genai_config.json of a decoder. Ids and sampling are those of generation_config.json, else of config.json. A sliding window
 * is not told: the graph's mask has it, and the cache keeps all positions, which is why it cannot be a shared buffer either.
 */
export async function genaiConfig({ definition, configJson, config, folder, parts }: PreparedExport): Promise<Json> {
  const { file, graph } = parts[0]!;
  const generation = await generationConfig(folder);
  const given = (name: string): JsonValue | undefined => generation[name] ?? configJson[name] ?? undefined;
  const [, heads, , headSize] = graph.inputs[GENAI_CACHE.past("key", 0)]!.type.shape;
  const normalized = graph.onnxConfig.normalizedConfig;
  const layers = Object.keys(graph.inputs).filter((name) => /^past_key_values\.\d+\.key$/.test(name)).length;
  const known = { ...configJson, ...config } as Json;
  const length = LENGTHS.map((name) => known[name]).find((value) => typeof value === "number") ?? DEFAULT_LENGTH;
  const eos = given("eos_token_id");
  const pad = given("pad_token_id") ?? (Array.isArray(eos) ? eos[0] : eos);
  const inputs = ["input_ids", "attention_mask", "position_ids"].filter((name) => graph.inputs[name]);
  return {
    model: {
      ...present({ bos_token_id: given("bos_token_id"), eos_token_id: eos, pad_token_id: pad }),
      context_length: length,
      decoder: {
        session_options: { log_id: "onnxruntime-genai", provider_options: [] },
        filename: file,
        head_size: headSize as number,
        hidden_size: normalized.getNumber("hidden_size"),
        inputs: {
          ...Object.fromEntries(inputs.map((name) => [name, name])),
          past_key_names: GENAI_CACHE.past("key", "%d"),
          past_value_names: GENAI_CACHE.past("value", "%d"),
        },
        outputs: {
          logits: "logits",
          present_key_names: GENAI_CACHE.present("key", "%d"),
          present_value_names: GENAI_CACHE.present("value", "%d"),
        },
        num_attention_heads: normalized.getNumber("num_attention_heads"),
        num_hidden_layers: layers,
        num_key_value_heads: heads as number,
      },
      type: OWN_TYPES.includes(definition.modelType) ? definition.modelType : ANY_DECODER,
      vocab_size: graph.outputs.logits!.type.shape.at(-1) as number,
    },
    search: {
      ...Object.fromEntries(Object.entries(SEARCH).map(([name, value]) => [name, given(name) ?? value])),
      early_stopping: true,
      max_length: length,
      min_length: 0,
      past_present_share_buffer: false,
    },
  };
}

const present = (fields: Readonly<Record<string, JsonValue | undefined>>): Json =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Json;

async function generationConfig(folder: Folder): Promise<Json> {
  try {
    return await readJson(folder, "generation_config.json");
  } catch (error) {
    if (error instanceof MissingFileError) return {};
    throw error;
  }
}
