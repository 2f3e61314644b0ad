import {
  computeEffectiveAxisDimension,
  DEFAULT_FIXED_BATCH,
  DEFAULT_FIXED_NUM_CHOICES,
  DEFAULT_FIXED_SEQUENCE,
} from "../onnx-config/constants.ts";
import type { Task } from "../tasks/task.ts";
import { type Encoding, encode, type PreprocessorLike } from "./preprocessor.ts";
import type { ResolvedPreprocessorOptions } from "./preprocessor-options.ts";

/**
 * Encodes texts of one token repeated: `seq_length` of them, less those that the tokenizer adds. With `is_pair` the
 * tokens are shared between two texts. For multiple choice there are `num_choices` times as many texts, each a pair of
 * equal ones, as transformers.onnx does it. `sizes` are the leading sizes of the inputs, to be restored by reshaping.
 */
export async function encodeTexts(
  task: Task,
  inputNames: readonly string[],
  options: ResolvedPreprocessorOptions,
): Promise<{ encoding: Encoding; sizes: readonly number[] }> {
  const { preprocessor: tokenizer, is_pair: isPair } = options;
  const batch = computeEffectiveAxisDimension(options.batch_size, DEFAULT_FIXED_BATCH);
  const added = await specialTokens(tokenizer, isPair);
  const length = Math.max(1, computeEffectiveAxisDimension(options.seq_length, DEFAULT_FIXED_SEQUENCE, added));
  const token = tokenizer.unk_token ? tokenizer.unk_token : "0";
  const call = { return_tensor: false, return_token_type_ids: inputNames.includes("token_type_ids") };
  const repeat = (tokens: number, texts: number) => Array<string>(texts).fill(token.repeat(tokens));

  if (task === "multiple-choice") {
    const choices = computeEffectiveAxisDimension(options.num_choices, DEFAULT_FIXED_NUM_CHOICES);
    const texts = repeat(length, batch * choices);
    return { encoding: await encode(tokenizer, texts, { ...call, text_pair: texts }), sizes: [batch, choices] };
  }
  if (!isPair) return { encoding: await encode(tokenizer, repeat(length, batch), call), sizes: [batch] };
  const first = repeat(Math.ceil(length / 2), batch);
  const second = repeat(Math.floor(length / 2), batch);
  return { encoding: await encode(tokenizer, first, { ...call, text_pair: second }), sizes: [batch] };
}

async function specialTokens(tokenizer: PreprocessorLike, isPair: boolean): Promise<number> {
  if (tokenizer.numSpecialTokensToAdd) return tokenizer.numSpecialTokensToAdd(isPair);
  const empty = await encode(tokenizer, [""], { ...(isPair ? { text_pair: [""] } : {}), return_tensor: false });
  const ids = Object.values(empty)[0];
  const row = Array.isArray(ids) ? ids[0] : undefined;
  return Array.isArray(row) ? row.length : 0;
}
