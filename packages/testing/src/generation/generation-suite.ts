import { createRegistry, type ModelDefinition, type Registry, resolveDefinition } from "@transonnx/core";
import { mergeDecoders, type TargetName, targetNames, targetOf } from "@transonnx/exporter";
import type { ModelSpec } from "@transonnx/onnx";
import type { Golden } from "../goldens/golden.ts";
import { goldenArray } from "../goldens/golden-arrays.ts";
import { type Check, nameOf } from "../goldens/golden-suite.ts";
import { readGoldens } from "../goldens/read-goldens.ts";
import { goldenModels } from "../goldens/run-golden.ts";
import { type GeneratingModels, generateCached } from "./cached.ts";
import type { GreedyStep } from "./greedy.ts";
import { type Arrays, randomTexts, type Texts, textInputs } from "./texts.ts";
import { generateUncached } from "./uncached.ts";

/** What `generationSuite` takes besides the model. */
export interface GenerationSuiteOptions {
  /** Targets whose models ONNX Runtime runs, each at its own opset. Default all. */
  readonly targets?: readonly TargetName[];
  /** Where the parts of a model come from that is composed of others. Default: none. */
  readonly registry?: Registry;
}

/** Tasks in which one token follows another. */
const GENERATES = /(generation|automatic-speech-recognition|image-to-text)-with-past$/;

/** Whether text is generated with a cache. */
export const generates = ({ task }: Golden): boolean => GENERATES.test(task);

const STEPS = 20;
/** Tokens of the two texts: the second is padded on the left. */
const LENGTHS = [5, 3];

/**
 * Greedy generation of 20 tokens, for a batch of two texts of which one is padded on the left: the written models with their
 * cache in ONNX Runtime against the reference evaluation, which reads the whole text at each step. Of an encoder-decoder
 * the padded texts are the encoder's, or it reads the golden's sounds and pictures, and its two decoders run as well as the
 * merged one.
 *
 * ```ts
 * test.each(generationSuite(gpt2, new URL("../../../../fixtures/goldens/gpt2", import.meta.url)))("%s", (_, run) => run());
 * ```
 */
export function generationSuite(
  definition: ModelDefinition,
  folder: string | URL,
  { targets = targetNames, registry = createRegistry([]) }: GenerationSuiteOptions = {},
): readonly Check[] {
  const goldens = readGoldens(folder).filter(generates);
  if (goldens.length === 0) throw new Error(`there is no golden of a generation with past in ${folder}`);
  return goldens.flatMap((golden) => {
    const model = resolveDefinition(definition, golden.config, registry);
    let reference: Promise<readonly GreedyStep[]> | undefined;
    const prompt = promptOf(golden);
    return targets.map((name): Check => {
      const run = async () => {
        reference ??= model.then((resolved) => generateUncached(resolved, golden, prompt.texts, prompt));
        const target = targetOf(name);
        const models = goldenModels(await model, golden, { target, opset: target.opset });
        for (const generating of generatingModels(models))
          await generateCached(generating, prompt.texts, await reference, prompt);
      };
      return [`${nameOf(golden)}: 20 tokens with a cache, for ${name}`, run];
    });
  });
}

interface Prompt {
  readonly texts: Texts;
  readonly source?: Arrays;
  readonly pad: number | undefined;
  readonly steps: number;
}

/**
 * A decoder goes on with two texts; an encoder-decoder reads them, or the sounds or pictures of its golden, and begins with the
 * token that config.json names.
 */
function promptOf(golden: Golden): Prompt {
  const { config, task } = golden;
  const number = (name: string) => (typeof config[name] === "number" ? config[name] : undefined);
  const pad = number("pad_token_id");
  const texts = () => {
    const { vocab_size } = { ...config, ...(config.encoder as object | undefined) } as { vocab_size: number };
    return randomTexts(LENGTHS, vocab_size, pad ?? 0);
  };
  if (task.startsWith("text-")) return { texts: texts(), pad, steps: STEPS };
  const start = number("decoder_start_token_id") ?? number("bos_token_id") ?? 0;
  const source = task.startsWith("text2text") ? textInputs(texts()) : encoderInputs(golden);
  const begun = Array.from({ length: Object.values(source)[0]!.shape[0]! }, () => [start]);
  return { texts: { ids: begun, mask: begun.map(() => [1]) }, source, pad, steps: STEPS };
}

/** What the encoder reads in the golden's first case of it. */
function encoderInputs({ cases, task }: Golden): Arrays {
  const first = cases.find(({ part }) => part === "encoder");
  if (!first) throw new Error(`the golden of ${task} has no case of the encoder`);
  return Object.fromEntries(Object.entries(first.inputs).map(([name, value]) => [name, goldenArray(value)]));
}

/** The ways to generate with the models of a golden: two decoders, or both in one. */
function generatingModels(models: Readonly<Record<string, ModelSpec>>): readonly GeneratingModels[] {
  const { model, encoder_model: encoder, decoder_model: first, decoder_with_past_model: next } = models;
  if (model) return [{ first: model, next: model }];
  const merged = mergeDecoders(first!, next!);
  return [
    { encoder: encoder!, first: first!, next: next! },
    { encoder: encoder!, first: merged, next: merged },
  ];
}
