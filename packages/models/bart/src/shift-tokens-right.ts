import { ConfigError } from "@transonnx/core";
import {
  cast,
  concat,
  equal,
  expand,
  gatherElements,
  not,
  reduceSum,
  scalar,
  slice,
  sub,
  type Tensor,
} from "@transonnx/graph";
import type { BartConfig } from "./config.ts";

// What a decoder reads that has no text of its own: the encoder's, one place later. ids[b, t] -> [b, t].

/** BART's: the text after the token that every decoder's text begins with. */
export function afterStartToken(c: BartConfig, ids: Tensor): Tensor {
  const start = idOf(c, "decoder_start_token_id");
  return shifted(expand(scalar(start, "int64"), [ids.type.shape[0]!, 1]), ids);
}

/** mBART's: the text after its own last token that is no padding, which tells the language. */
export function afterLastToken(c: BartConfig, ids: Tensor): Tensor {
  const tokens = cast(not(equal(ids, idOf(c, "pad_token_id"))), "int64");
  return shifted(gatherElements(ids, sub(reduceSum(tokens, [1]), 1), 1), ids);
}

/** first[b, 1] in front of all ids but the last. */
const shifted = (first: Tensor, ids: Tensor): Tensor => concat([first, slice(ids, 1, 0, -1)], 1);

function idOf(c: BartConfig, field: "decoder_start_token_id" | "pad_token_id"): number {
  const id = c[field];
  if (id !== null) return id;
  throw new ConfigError({
    where: c.model_type,
    field,
    value: id,
    expected: "an id, with which the decoder's text is made of the encoder's",
  });
}
