import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { env, pipeline } from "@huggingface/transformers";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { bart } from "@transonnx/bart";
import { bert } from "@transonnx/bert";
import { memoryFolder } from "@transonnx/checkpoint";
import { createRegistry, type ModelDefinition } from "@transonnx/core";
import { type ExportModelOptions, exportModel } from "@transonnx/exporter";
import { nodeOutput } from "@transonnx/exporter/node";
import { falcon } from "@transonnx/falcon";
import { gpt2 } from "@transonnx/gpt2";
import { arrayOf, evaluate, type NDArray } from "@transonnx/graph";
import { llama } from "@transonnx/llama";
import { t5 } from "@transonnx/t5";
import { randomTexts, type Texts, textInputs } from "../generation/texts.ts";
import { generateUncached } from "../generation/uncached.ts";
import { GOLDEN_TOLERANCE, goldenDifference } from "../goldens/compare.ts";
import type { Golden } from "../goldens/golden.ts";
import { goldenTensors } from "../goldens/golden-arrays.ts";
import { goldenFiles } from "../goldens/golden-files.ts";
import { readGoldens } from "../goldens/read-goldens.ts";
import { goldenGraph } from "../goldens/run-golden.ts";
import { textOf, wordTokenizer } from "./word-tokenizer.ts";

let work: string;
beforeAll(async () => {
  work = await mkdtemp(path.join(tmpdir(), "transonnx-transformers-js-"));
  env.allowRemoteModels = false;
  env.localModelPath = work;
});
afterAll(() => rm(work, { recursive: true }));

/** The golden of a task; without a token that ends a text, so that as many are generated as are asked for. */
function goldenOf({ modelType }: ModelDefinition, task: string): Golden {
  const goldens = readGoldens(new URL(`../../../../fixtures/goldens/${modelType}`, import.meta.url));
  const golden = goldens.find((each) => each.task === task)!;
  return { ...golden, config: { ...golden.config, eos_token_id: null } };
}

const padOf = ({ config }: Golden): number => (config.pad_token_id as number | undefined) ?? 0;
const vocabularyOf = ({ config }: Golden): number => config.vocab_size as number;

/** Exports a golden as a checkpoint with a tokenizer; the name under which Transformers.js finds it. */
async function exported(
  definition: ModelDefinition,
  golden: Golden,
  options: Partial<ExportModelOptions> = {},
): Promise<string> {
  const name = `${golden.modelType}-${(await readdir(work)).length}`;
  const checkpoint = memoryFolder({
    ...goldenFiles(golden),
    ...wordTokenizer(vocabularyOf(golden), padOf(golden)),
  });
  const output = nodeOutput(path.join(work, name));
  await exportModel({
    checkpoint,
    registry: createRegistry([definition]),
    task: golden.task,
    layout: "transformers.js",
    output,
    ...options,
  });
  return name;
}

const pick = (names: readonly string[], given: Readonly<Record<string, NDArray>>): Record<string, NDArray> =>
  Object.fromEntries(names.map((name) => [name, given[name]!]));

/** The text of tokens; padding, which a tiny model gives as well as any other token, is not spelt. */
const spelt = (golden: Golden, tokens: readonly number[]): string =>
  textOf(tokens.filter((token) => token !== padOf(golden)));

const TOKENS = 20;
const greedy = { max_new_tokens: TOKENS, do_sample: false };

/** The tokens of each text, padding left out. */
const tokensOf = ({ ids, mask }: Texts): readonly (readonly number[])[] =>
  ids.map((row, text) => row.filter((_, place) => mask[text]![place] === 1));

describe.each([gpt2, llama, falcon])("text-generation with $modelType", (definition) => {
  const golden = goldenOf(definition, "text-generation-with-past");
  const texts = randomTexts([5, 3], vocabularyOf(golden), padOf(golden));

  test.each(["embed", "external"] as const)(
    "continues two texts as the reference does, weights: %s",
    async (weights) => {
      const generator = await pipeline("text-generation", await exported(definition, golden, { weights }));
      const found = await generator(tokensOf(texts).map(textOf), greedy);
      const steps = await generateUncached(definition, golden, texts, { steps: TOKENS, pad: undefined });
      const expected = tokensOf(texts).map((tokens, text) => [...tokens, ...steps.map((step) => step.tokens[text]!)]);
      expect(found.map(([first]) => first!.generated_text)).toEqual(expected.map((tokens) => spelt(golden, tokens)));
      await generator.dispose();
    },
  );
});

test.each(["embed", "external"] as const)(
  "text2text-generation with t5 generates as the reference does, weights: %s",
  async (weights) => {
    const golden = goldenOf(t5, "text2text-generation-with-past");
    const source = randomTexts([5, 3], vocabularyOf(golden), padOf(golden));
    const name = await exported(t5, golden, { weights });
    expect((await readdir(path.join(work, name, "onnx"))).filter((file) => file.endsWith(".onnx"))).toEqual([
      "decoder_model_merged.onnx",
      "encoder_model.onnx",
    ]);
    const generator = await pipeline("text2text-generation", name);
    const found = await generator(tokensOf(source).map(textOf), greedy);
    const start = { ids: [[0], [0]], mask: [[1], [1]] };
    const steps = await generateUncached(t5, golden, start, {
      steps: TOKENS,
      pad: undefined,
      source: textInputs(source),
    });
    const expected = [0, 1]
      .map((text) => steps.map((step) => step.tokens[text]!))
      .map((tokens) => spelt(golden, tokens));
    expect(found.map((each) => (each as { generated_text: string }).generated_text)).toEqual(expected);
    await generator.dispose();
  },
);

test("feature-extraction with bert gives the vectors of the reference", async () => {
  const golden = goldenOf(bert, "feature-extraction");
  const texts = randomTexts([5, 5], vocabularyOf(golden), padOf(golden));
  const extractor = await pipeline("feature-extraction", await exported(bert, golden));
  const found = await extractor(texts.ids.map(textOf));
  const tensors = goldenTensors(golden);
  const { inputs, outputs } = goldenGraph(bert, golden, tensors);
  const types = { token_type_ids: arrayOf("int64", [2, 5], Array(10).fill(0)) };
  const [expected] = await evaluate([outputs.last_hidden_state!], {
    inputs: pick(Object.keys(inputs), { ...textInputs(texts), ...types }),
    parameter: (name) => tensors.get(name)!,
  });
  const array: NDArray = { dtype: "float32", shape: found.dims, data: found.data as Float32Array };
  expect(goldenDifference("last_hidden_state", expected!, array)).toBeLessThanOrEqual(GOLDEN_TOLERANCE);
  await extractor.dispose();
});

test("the decoder of an encoder-decoder alone is refused: Transformers.js does not find its cache", async () => {
  const golden = goldenOf(bart, "text-generation-with-past");
  await expect(exported(bart, golden)).rejects.toThrow(
    /Transformers.js runs the model type as an encoder and a decoder: expected text2text-generation-with-past/,
  );
});
