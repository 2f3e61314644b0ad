import type { CaseSizes, DependentLength, DummyInputOptions, DummyShapeName, OnnxConfig } from "@transonnx/core";
import { dimSymbols } from "@transonnx/graph";
import type { Padding } from "./padding.ts";

/** A keyword of generateDummyInputs that is the size of a free axis. */
type SizeName = DummyShapeName | DependentLength;
type Sizes = Readonly<Record<string, CaseSizes>>;

/** Sizes of the free axes of one case, and where its masks are padded. */
export interface CasePlan {
  readonly sizes: Readonly<Record<string, number>>;
  readonly padding: Padding;
}

const paddings: readonly Padding[] = ["right", "none", "left", "none"];

/**
 * The sizes that are run of each free axis, one in each case: small, as the reference computes every token, with products
 * that differ, and 1, which broadcasts.
 */
const varied = {
  batch_size: [2, 3, 1, 1],
  num_choices: [2, 3, 2, 1],
  sequence_length: [5, 3, 4, 1],
  /** A first run has no past; afterwards one token comes at a time, or several. */
  past_sequence_length: [3, 0, 6, 2],
  encoder_sequence_length: [5, 3, 4, 1],
  decoder_sequence_length: [3, 4, 1, 1],
} as const satisfies Partial<Record<SizeName, CaseSizes>>;

/** Axes that go by the keyword of another. */
const keywords: Readonly<Record<string, SizeName>> = { past_decoder_sequence_length: "past_sequence_length" };

/**
 * The cases of a configuration. `given` are the sizes of the first; the others are made from them, or are the configuration's own
 * where the model takes some sizes only.
 */
export function shapeMatrix(onnxConfig: OnnxConfig, given: DummyInputOptions = {}): readonly CasePlan[] {
  const { validationSizes, sizeKeywords } = onnxConfig;
  const axes = Object.values(onnxConfig.onnxInputs).flatMap((named) => Object.values(named));
  const symbols = axes.flatMap(dimSymbols);
  const free = new Set(symbols.map((symbol) => sizeKeywords[symbol] ?? keywords[symbol] ?? symbol));
  const sizes: Sizes = { ...varied, ...validationSizes };
  const names = Object.keys(sizes).filter((name) => free.has(name));
  return paddings.map((padding, i) => ({
    padding,
    sizes: Object.fromEntries(
      names.map((name) => {
        const first = sizeGiven(given, name);
        const own = validationSizes[name];
        if (own) return [name, i === 0 && first !== undefined ? first : own[i]!];
        if (first !== undefined) return [name, [first, first === 1 ? 2 : first - 1, first, 1][i]!];
        return [name, withinPositions(onnxConfig, name, sizes[name]![i]!)];
      }),
    ),
  }));
}

const sizeGiven = (given: DummyInputOptions, name: string): number | undefined =>
  (given[name as SizeName] ?? given[name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()) as SizeName]) as
    | number
    | undefined;

function withinPositions(onnxConfig: OnnxConfig, name: string, size: number): number {
  if (name === "past_sequence_length") return Math.max(0, Math.min(size, longestSequence(onnxConfig) - size));
  return name.endsWith("sequence_length") ? Math.max(1, Math.min(size, longestSequence(onnxConfig))) : size;
}

/**
 * The places that a model has for tokens; a decoder of sounds calls them `max_target_positions`. Some models number positions from
 * the padding token's id on, which is a small one then.
 */
export function longestSequence({ config }: OnnxConfig): number {
  const { pad_token_id: padToken } = config;
  const positions = config.max_position_embeddings ?? config.max_target_positions;
  if (typeof positions !== "number") return Number.POSITIVE_INFINITY;
  const before = typeof padToken === "number" && padToken >= 0 ? padToken + 1 : 0;
  return before < positions ? positions - before : positions;
}
