import { createRandomSource } from "@transonnx/core";
import { arrayOf, type NDArray } from "@transonnx/graph";

export type Arrays = Readonly<Record<string, NDArray>>;

/** Texts of one length, the shorter of them padded on the left, as ids and a mask: both [text][token]. */
export interface Texts {
  readonly ids: readonly (readonly number[])[];
  readonly mask: readonly (readonly number[])[];
}

/** Below these ids lie the tokens that begin, end and pad a text. */
const FIRST_ID = 5;

/** A text of each length, of random tokens; `pad` stands before the shorter ones. */
export function randomTexts(lengths: readonly number[], vocabulary: number, pad: number): Texts {
  const random = createRandomSource(lengths.length);
  const longest = Math.max(...lengths);
  const mask = lengths.map((length) => Array.from({ length: longest }, (_, i) => (i < longest - length ? 0 : 1)));
  const ids = mask.map((row) => row.map((token) => (token === 0 ? pad : random.integer(FIRST_ID, vocabulary))));
  return { ids, mask };
}

/** The texts with a further token each. */
export const withTokens = ({ ids, mask }: Texts, tokens: readonly number[]): Texts => ({
  ids: ids.map((row, i) => [...row, tokens[i]!]),
  mask: mask.map((row) => [...row, 1]),
});

/** What a decoder gets of the texts from a place on, the tokens before it being the past. */
export function textInputs({ ids, mask }: Texts, start = 0): Arrays {
  return {
    input_ids: int64(ids.map((row) => row.slice(start))),
    attention_mask: int64(mask),
    position_ids: int64(mask.map((row) => positionsOf(row).slice(start))),
  };
}

/** What a decoder gets of an encoder: its states, and the mask of what it read where that has one. */
export const memoryOf = (states: NDArray, { attention_mask: mask }: Arrays): Arrays => ({
  encoder_hidden_states: states,
  ...(mask ? { encoder_attention_mask: mask } : {}),
});

/** How many tokens stand before each; 1 for padding, as transformers' generate has it. */
function positionsOf(mask: readonly number[]): number[] {
  let tokens = 0;
  return mask.map((token) => (token === 0 ? 1 : tokens++));
}

const int64 = (rows: readonly (readonly number[])[]): NDArray =>
  arrayOf("int64", [rows.length, rows[0]!.length], rows.flat());
