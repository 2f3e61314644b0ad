import { evaluateDim, type NDArray } from "@transonnx/graph";
import { encodeModel, type ModelSpec } from "@transonnx/onnx";
import { onnxruntimeNode, type Session } from "@transonnx/validator";
import { type GreedyStep, greedyStep, sameStep } from "./greedy.ts";
import { type Arrays, memoryOf, type Texts, textInputs, withTokens } from "./texts.ts";
import type { UncachedOptions } from "./uncached.ts";

/** The models that generate: one decoder, or an encoder-decoder's parts, of which `first` and `next` may be one. */
export interface GeneratingModels {
  readonly encoder?: ModelSpec;
  /** Runs the first tokens. */
  readonly first: ModelSpec;
  /** Runs every later one with the keys and values of those before. */
  readonly next: ModelSpec;
}

/**
 * Greedy generation in ONNX Runtime: the texts as a whole, then token by token with the cache, as transformers' generate does
 * it. Throws where a step is not the expected one.
 */
export async function generateCached(
  models: GeneratingModels,
  texts: Texts,
  expected: readonly GreedyStep[],
  { pad, source }: Pick<UncachedOptions, "pad" | "source">,
): Promise<void> {
  await withSessions(models, async ({ encoder, first, next }) => {
    const memory: Arrays = source && encoder ? await encode(encoder, source) : {};
    let text = texts;
    let cache: Arrays = {};
    for (const [i, step] of expected.entries()) {
      const run = i === 0 ? first : next;
      const start = i === 0 ? 0 : text.ids[0]!.length - 1;
      const results = await run({ ...textInputs(text, start), ...memory, ...cache, ...useCache(i > 0) });
      sameStep(`step ${i}`, step, greedyStep(results.logits!, pad));
      cache = { ...cache, ...pastOf(results) };
      text = withTokens(text, step.tokens);
    }
  });
}

type Run = (given: Arrays) => Promise<Arrays>;

async function encode(encoder: Run, source: Arrays): Promise<Arrays> {
  const { last_hidden_state: states } = await encoder(source);
  return memoryOf(states!, source);
}

const useCache = (cached: boolean): Arrays => ({
  use_cache_branch: { dtype: "bool", shape: [1], data: Uint8Array.of(cached ? 1 : 0) },
});

/** What a run leaves to the next one: keys and values of an encoder's output come from the first run alone. */
const pastOf = (results: Arrays): Arrays =>
  Object.fromEntries(
    Object.entries(results)
      .filter(([name, { data }]) => name.startsWith("present.") && (data.length > 0 || !name.includes(".encoder.")))
      .map(([name, value]) => [name.replace("present.", "past_key_values."), value]),
  );

async function withSessions(
  { encoder, first, next }: GeneratingModels,
  use: (runs: { readonly encoder?: Run; readonly first: Run; readonly next: Run }) => Promise<void>,
): Promise<void> {
  const runtime = await onnxruntimeNode();
  const opened = new Map<ModelSpec, Session>();
  const runner = (spec: ModelSpec): Run => {
    const session = opened.get(spec)!;
    return (given) => session.run(onlyInputs(spec, given));
  };
  try {
    for (const spec of new Set([first, next, ...(encoder ? [encoder] : [])]))
      opened.set(spec, await runtime.open({ bytes: await encodeModel(spec) }, { threads: 1 }));
    await use({ ...(encoder ? { encoder: runner(encoder) } : {}), first: runner(first), next: runner(next) });
  } finally {
    for (const session of opened.values()) await session.close();
  }
}

/** The inputs that a model has; a past that is not there yet is empty. */
function onlyInputs({ graph }: ModelSpec, given: Arrays): Arrays {
  const batch = Object.values(given)[0]!.shape[0]!;
  return Object.fromEntries(
    graph.inputs.map(({ name, shape }) => {
      if (given[name]) return [name, given[name]];
      const sizes = shape.map((size) => evaluateDim(size, (symbol) => (symbol === "batch_size" ? batch : 0)));
      const empty: NDArray = { dtype: "float32", shape: sizes, data: new Float32Array() };
      return [name, empty];
    }),
  );
}
