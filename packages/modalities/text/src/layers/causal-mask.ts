import {
  add,
  addDims,
  and,
  cast,
  type Dim,
  expand,
  greater,
  less,
  lessOrEqual,
  range,
  scalar,
  sub,
  type Tensor,
  unsqueeze,
  where,
} from "@transonnx/graph";
import { HIDDEN, paddingBias } from "./padding-mask.ts";

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
  /** Whether a token also sees those after it; with a window as many of them as before it. Default false. */
  readonly bidirectional?: boolean | undefined;
}

/**
 * What is added to the scores of each key: 0 where a token may see it, so much that nothing of the score is left where not;
 * [b, 1, s, past + s], or [1, 1, s, past + s] without a mask. A token sees itself and what came before it, by place in the
 * sequence, whatever its position ids are; if asked also what comes after it.
 */
export function causalBias({ queries, past, mask, window, bidirectional = false }: CausalMaskOptions): Tensor {
  const end = addDims(past, queries);
  const keys = cast(range(0, end), "int32"); // [t]
  const places = unsqueeze(cast(range(past, end), "int32"), 1); // [s, 1]
  const limits: Tensor[] = []; // [s, t] each
  if (!bidirectional) limits.push(lessOrEqual(keys, places));
  if (window) limits.push(greater(keys, sub(places, window)));
  if (window && bidirectional) limits.push(less(keys, add(places, window)));
  if (limits.length === 0) return mask ? paddingBias(mask, queries) : expand(scalar(0), [1, 1, queries, end]);
  const all = unsqueeze(
    limits.reduce((a, b) => and(a, b)),
    0,
    1,
  ); // [1, 1, s, t]
  const tokens = mask ? and(all, unsqueeze(cast(mask, "bool"), 1, 2)) : all;
  return where(tokens, scalar(0), scalar(HIDDEN));
}
