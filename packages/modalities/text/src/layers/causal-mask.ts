import {
  addDims,
  and,
  cast,
  type Dim,
  greater,
  lessOrEqual,
  range,
  scalar,
  sub,
  type Tensor,
  unsqueeze,
  where,
} from "@transonnx/graph";
import { HIDDEN } from "./padding-mask.ts";

/** Which keys new tokens may see. */
export interface CausalMaskOptions {
  /** How many tokens are new. */
  readonly queries: Dim;
  /** How many came before. */
  readonly past: Dim;
  /** attention_mask[b, past + queries], 0 for padding, wherever it stands. Without it all keys are tokens. */
  readonly mask?: Tensor | undefined;
  /** How many keys a token sees, itself included. Default: all before it. */
  readonly window?: number | null | undefined;
}

/**
 * What is added to the scores of each key: 0 where a token may see it, so much that nothing of the score is left where not;
 * [b, 1, s, past + s], or [1, 1, s, past + s] without a mask. A token sees itself and what came before it, by place in the
 * sequence, whatever its position ids are.
 */
export function causalBias({ queries, past, mask, window }: CausalMaskOptions): Tensor {
  const end = addDims(past, queries);
  const keys = cast(range(0, end), "int32"); // [t]
  const places = unsqueeze(cast(range(past, end), "int32"), 1); // [s, 1]
  let seen = lessOrEqual(keys, places); // [s, t]
  if (window) seen = and(seen, greater(keys, sub(places, window)));
  const all = unsqueeze(seen, 0, 1); // [1, 1, s, t]
  const tokens = mask ? and(all, unsqueeze(cast(mask, "bool"), 1, 2)) : all;
  return where(tokens, scalar(0), scalar(HIDDEN));
}
