import { createRandomSource, type OnnxConfig } from "@transonnx/core";
import { arrayOf, type NDArray } from "@transonnx/graph";

/** Texts of equal length, of which a decoder is fed a part at a time. */
export interface Tokens {
  readonly batch: number;
  readonly length: number;
  /** ids[b][t] */
  readonly ids: readonly (readonly number[])[];
  /** 0 for padding, which stands before the tokens. */
  readonly mask: readonly (readonly number[])[];
}

export interface TokensOptions {
  readonly seed: number;
  readonly length: number;
  /** How much padding the second of the two texts has. Default 0. */
  readonly padding?: number;
  /** Whether they are tokens of a decoder, which may have a vocabulary of its own. Default true. */
  readonly isDecoder?: boolean;
}

/** How many texts there are. */
export const TEXTS = 2;

/** Two texts of random tokens. None is that of padding: some models give it no place, and forget that in a past. */
export function randomTokens({ config, normalizedConfig }: OnnxConfig, options: TokensOptions): Tokens {
  const { seed, length, padding = 0, isDecoder = true } = options;
  const random = createRandomSource(seed);
  const find = (name: string): number | undefined => {
    const own = [...(isDecoder ? [`decoder_${name}`] : []), name].find((each) => normalizedConfig.has(each));
    return own === undefined ? undefined : normalizedConfig.getNumber(own);
  };
  const vocabulary = find("vocab_size") ?? normalizedConfig.getNumber("vocab_size");
  const pad = typeof config.pad_token_id === "number" && config.pad_token_id >= 0 ? config.pad_token_id : 0;
  const pads = new Set([pad, find("pad_token_id") ?? pad]);
  const word = () => notOf(pads, random.integer(0, vocabulary), vocabulary);
  const mask = [0, padding].map((zeros) => Array.from({ length }, (_, t) => (t < zeros ? 0 : 1)));
  const ids = mask.map((row) => row.map((token) => (token === 0 ? pad : word())));
  return { batch: TEXTS, length, ids, mask };
}

/** An id, or the next one that is not excluded. */
function notOf(excluded: ReadonlySet<number>, id: number, vocabulary: number): number {
  let found = id;
  for (let step = 0; step < excluded.size && excluded.has(found); step++) found = (found + 1) % vocabulary;
  return found;
}

/** The inputs that tell of the tokens from `start` to `end`, those before them being the past. */
export function tokenInputs(
  { batch, ids, mask }: Tokens,
  start: number,
  end: number,
): Readonly<Record<"input_ids" | "attention_mask" | "position_ids", NDArray>> {
  const array = (rows: readonly (readonly number[])[]) => arrayOf("int64", [batch, rows[0]!.length], rows.flat());
  return {
    input_ids: array(ids.map((row) => row.slice(start, end))),
    attention_mask: array(mask.map((row) => row.slice(0, end))),
    position_ids: array(mask.map((row) => positionsOf(row).slice(start, end))),
  };
}

/** How many tokens stand before each; padding has the place of the first, as where transformers generates. */
function positionsOf(mask: readonly number[]): number[] {
  let tokens = 0;
  return mask.map((token) => {
    tokens += token;
    return Math.max(0, tokens - 1);
  });
}
