import {
  addDims,
  currentScope,
  type Dim,
  divideDims,
  type HeadCounts,
  type KeysAndValues,
  showType,
  type Tensor,
} from "@transonnx/graph";
import { TransonnxError } from "../errors/transonnx-error.ts";

const advice = "Correct the inputs of the OnnxConfig, or its dummy input generators";

/**
 * Throws TransonnxError unless the past of a layer is [b, m, past, d], with as many heads, of the size, that the new packed
 * keys k[b, s, m*d] have.
 */
export function checkPast(index: number, past: KeysAndValues, k: Tensor, v: Tensor, heads: HeadCounts): void {
  const count = heads.keyValue ?? heads.query;
  for (const [name, tensor, fresh] of [
    ["key", past.key, k],
    ["value", past.value, v],
  ] as const) {
    const { shape } = tensor.type;
    const size = divideDims(fresh.type.shape[2]!, count);
    if (shape.length === 4 && shape[1] === count && shape[3] === size) continue;
    throw new TransonnxError(`the past ${name} of layer ${index} does not fit the new ones`, {
      where: currentScope(),
      expected: `[batch, ${count} heads, past, head size ${size}]`,
      found: showType(tensor.type),
      advice,
    });
  }
}

/** Throws TransonnxError unless a mask has all keys, past and new. */
export function checkMask(mask: Tensor | undefined, past: Dim, queries: Dim): void {
  const keys = mask?.type.shape.at(-1);
  if (keys === undefined || keys === 1 || keys === addDims(past, queries)) return;
  throw new TransonnxError(`an attention mask is for ${keys} keys`, {
    where: currentScope(),
    expected: `${addDims(past, queries)}: the past and the new tokens`,
    found: showType(mask!.type),
    advice,
  });
}
