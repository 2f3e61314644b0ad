import {
  apply,
  type Dim,
  multiplyDims,
  type Node,
  range,
  reshape,
  RotaryEmbedding as Standard,
  scoped,
  type Tensor,
} from "@transonnx/graph";
import { RotaryEmbedding } from "../contrib/rotary-embedding.ts";
import type { Pass } from "./rewrite.ts";
import { isSame } from "./same-operator.ts";

export const useContribRotaryEmbedding: Pass = {
  doc: "RotaryEmbedding becomes that of com.microsoft, which is there below opset 23.",
  node(node) {
    if (!isSame(node.op, Standard) || whyNoContribRotaryEmbedding(node)) return undefined;
    return scoped(node.scope, () => [rewritten(node)]);
  },
};

/** Why a RotaryEmbedding has to stay what it is; undefined where that of com.microsoft says the same. */
export function whyNoContribRotaryEmbedding({ inputs }: Node): string | undefined {
  const [x, cos, , positions] = inputs as readonly [Tensor, Tensor, Tensor, Tensor?];
  if (positions) return undefined;
  const [b, s] = tokensOf(x);
  const found = cos.type.shape;
  return found[0] === b && found[1] === s
    ? undefined
    : `it has a row for each token of [${b}, ${s}], not [${found.join(", ")}]`;
}

function rewritten({ inputs, attributes }: Node): Tensor {
  const [x, cos, sin, positions] = inputs as readonly [Tensor, Tensor, Tensor, Tensor?];
  const own = { ...attributes, num_heads: headsOf(x, attributes) };
  if (positions) return apply(RotaryEmbedding, [x, positions, cos, sin], own);
  const tokens = tokensOf(x);
  const count = multiplyDims(...tokens);
  const rows = (table: Tensor) => reshape(table, [count, table.type.shape[2]!]); // [b*s, r/2]
  return apply(RotaryEmbedding, [x, reshape(range(0, count), tokens), rows(cos), rows(sin)], own);
}

/** [b, s] of x[b, s, n*d] or [b, n, s, d]. */
const tokensOf = ({ type: { shape } }: Tensor): readonly [Dim, Dim] => [shape[0]!, shape.at(-2)!];

/** The count that packed heads, and heads of which a part turns, have to be told. */
function headsOf({ type: { shape } }: Tensor, { num_heads, rotary_embedding_dim }: Node["attributes"]): number {
  if (shape.length === 3) return num_heads as number;
  return rotary_embedding_dim ? (shape[1] as number) : 0;
}
