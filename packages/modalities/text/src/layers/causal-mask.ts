import {
  addDims,
  cast,
  type Dim,
  expand,
  scalar,
  subtractDims,
  type Tensor,
  tril,
  triu,
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
  /** Whether a token also sees those after it; with a window as many of them as before it. Default false. */
  readonly bidirectional?: boolean | undefined;
}

/**
 * What is added to the scores of each key: 0 where a token may see it, so much that nothing of the score is left where not;
 * [b, 1, s, past + s], or [1, 1, s, past + s] without a mask. A token sees itself and what came before it, by place in the
 * sequence, whatever its position ids are; if asked also what comes after it.
 */
export function causalBias({ queries, past, mask, window, bidirectional = false }: CausalMaskOptions): Tensor {
  // The key of column j is before the query of row i, or it is that query, where j <= i + past.
  let seen = mask
    ? expand(unsqueeze(cast(mask, "bool"), 1, 2), [1, 1, queries, 1])
    : expand(scalar(1, "bool"), [1, 1, queries, addDims(past, queries)]);
  if (window) seen = triu(seen, addDims(subtractDims(past, window), 1));
  if (!bidirectional) seen = tril(seen, past);
  else if (window) seen = tril(seen, subtractDims(addDims(past, window), 1));
  return where(seen, scalar(0), scalar(HIDDEN));
}
