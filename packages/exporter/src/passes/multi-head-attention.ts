import {
  Attention,
  addDims,
  applyAll,
  concat,
  type Dim,
  divideDims,
  multiplyDims,
  type Node,
  reshape,
  scoped,
  type Tensor,
  Transpose,
  transpose,
  unsqueeze,
} from "@transonnx/graph";
import { MultiHeadAttention } from "../contrib/multi-head-attention.ts";
import type { Pass } from "./rewrite.ts";
import { isSame } from "./same-operator.ts";

/**
 * Grouped heads are attention over as many heads as there are keys, the queries of a group one after another in the
 * sequence: right wherever MultiHeadAttention is, and no key is copied. GroupQueryAttention would do for decoders only:
 * it always hides what comes after a query.
 */
export const useMultiHeadAttention: Pass = {
  doc: "Attention becomes com.microsoft.MultiHeadAttention where that can say the same.",
  node(node) {
    if (!isSame(node.op, Attention) || whyNoMultiHeadAttention(node)) return undefined;
    return scoped(node.scope, () => rewritten(node));
  },
};

/** Why an Attention has to stay what it is; undefined where MultiHeadAttention says the same. */
export function whyNoMultiHeadAttention({ inputs, attributes, outputs }: Node): string | undefined {
  const [q, k, v, mask, pastKey, pastValue] = inputs as readonly [Tensor, Tensor, Tensor, ...(Tensor | undefined)[]];
  if (attributes.is_causal) return "MultiHeadAttention has no causal mask in WebGPU: write it as a bias";
  if (attributes.softcap) return "MultiHeadAttention does not bound its scores";
  if (attributes.softmax_precision !== undefined)
    return "MultiHeadAttention has no precision of its own for the softmax";
  if (outputs.length > 3) return "MultiHeadAttention does not give its scores";
  if (q.type.dtype !== "float32" && q.type.dtype !== "float16") return `its kernels have no ${q.type.dtype}`;
  if (pastKey === undefined ? pastValue : !pastValue) return "past keys and past values come together";
  const [b, n, s] = headed(q, attributes.q_num_heads);
  const [, m, t, d] = headed(k, attributes.kv_num_heads);
  const [, , , valueSize] = headed(v, attributes.kv_num_heads);
  if (d !== valueSize && (pastKey || outputs.length > 1))
    return `its cache has keys and values of one size, not ${d} and ${valueSize}`;
  if (divideDims(n, m) === undefined) return `${n} query heads are no multiple of ${m} key heads`;
  if (!mask) return undefined;
  if (mask.type.dtype === "bool") return "its mask is a bias: write what is hidden as a large negative number";
  const total = addDims(pastKey?.type.shape[2] ?? 0, t);
  const found = fourAxes(mask.type.shape);
  const fits = [found[0] === 1 || found[0] === b, found[1] === 1 || found[1] === n, found[2] === s, found[3] === total];
  return fits.every(Boolean) ? undefined : `its bias is [${b}|1, 1|${n}, ${s}, ${total}], not [${found.join(", ")}]`;
}

function rewritten({ inputs, attributes, outputs }: Node): readonly Tensor[] {
  const [q, k, v, mask, pastKey, pastValue] = inputs as readonly [Tensor, Tensor, Tensor, ...(Tensor | undefined)[]];
  const [b, n, s] = headed(q, attributes.q_num_heads);
  const [, m, , d] = headed(k, attributes.kv_num_heads);
  const valueSize = headed(v, attributes.kv_num_heads)[3];
  const group = divideDims(n, m) as number;
  // Keys and values that are heads already are taken as they are, unless they go behind a past.
  const asHeads = k.type.shape.length === 4 && v.type.shape.length === 4 && !pastKey && d === valueSize;
  const keys = asHeads ? [k, v] : [packed(k), packed(v)];
  const bias = mask && groupedBias(withFourAxes(mask), m, group);
  const given = [groupedQueries(q, n, m), ...keys, undefined, undefined, bias, pastKey, pastValue];
  const { scale } = attributes;
  const wanted = asHeads ? 1 : outputs.length;
  const own = { num_heads: m as number, ...(scale === undefined ? {} : { scale }) };
  const [seen, ...presents] = applyAll(MultiHeadAttention, given, own, wanted);
  const y =
    q.type.shape.length === 4 ? headsOf(seen!, [b, n, s, valueSize], m) : ungrouped(seen!, [b, n, s, valueSize], m);
  return [y, ...(asHeads ? [k, v] : presents)].slice(0, outputs.length);
}

type Heads = readonly [b: Dim, n: Dim, t: Dim, d: Dim];

/** The sizes [b, n, t, d] of heads, packed or not. */
function headed({ type: { shape } }: Tensor, heads: Node["attributes"][string]): Heads {
  if (shape.length === 4) return shape as unknown as Heads;
  const [b, t, width] = shape as readonly [Dim, Dim, Dim];
  return [b, heads as number, t, divideDims(width, heads as number)!];
}

/** x[b, n, t, d] -> [b, t, n*d], without a detour where it was packed before. */
function packed(x: Tensor): Tensor {
  const { shape } = x.type;
  if (shape.length === 3) return x;
  const [b, n, t, d] = shape as readonly [Dim, Dim, Dim, Dim];
  const { source } = x;
  const before =
    source.kind === "node" && isSame(source.node.op, Transpose) && `${source.node.attributes.perm}` === "0,2,1,3";
  return reshape(before ? source.node.inputs[0]! : transpose(x, [0, 2, 1, 3]), [b, t, multiplyDims(n, d)]);
}

/** q[b, s, n*d] or [b, n, s, d] -> [b, g*s, m*d], the g queries of a key's group one after another. */
function groupedQueries(q: Tensor, n: Dim, m: Dim): Tensor {
  if (n === m) return packed(q);
  const [b, , s, d] = headed(q, n as number);
  const group = divideDims(n, m)!;
  const rows = multiplyDims(group, s);
  if (q.type.shape.length === 4) return packed(reshape(q, [b, m, rows, d]));
  const apart = transpose(reshape(q, [b, s, m, group, d]), [0, 3, 1, 2, 4]); // [b, g, s, m, d]
  return reshape(apart, [b, rows, multiplyDims(m, d)]);
}

/** y[b, g*s, m*d] -> [b, s, n*d]. */
function ungrouped(y: Tensor, [b, n, s, d]: Heads, m: Dim): Tensor {
  if (n === m) return y;
  const apart = reshape(y, [b, divideDims(n, m)!, s, m, d]);
  return reshape(transpose(apart, [0, 2, 3, 1, 4]), [b, s, multiplyDims(n, d)]);
}

/** y[b, g*s, m*d] -> [b, n, s, d]. */
function headsOf(y: Tensor, sizes: Heads, m: Dim): Tensor {
  const [b, n, s, d] = sizes;
  const rows = multiplyDims(divideDims(n, m)!, s);
  const heads = transpose(reshape(y, [b, rows, m, d]), [0, 2, 1, 3]); // [b, m, g*s, d]
  return n === m ? heads : reshape(heads, [b, n, s, d]);
}

/** bias[b|1, 1|n, s, t] -> [b|1, 1|m, g*s, t]. */
function groupedBias(bias: Tensor, m: Dim, group: number): Tensor {
  if (group === 1) return bias;
  const [b, heads, s, t] = bias.type.shape as readonly [Dim, Dim, Dim, Dim];
  if (heads === 1) return concat(Array<Tensor>(group).fill(bias), 2);
  return reshape(bias, [b, m, multiplyDims(group, s), t]);
}

const fourAxes = (shape: readonly Dim[]): readonly Dim[] => [...Array<Dim>(4 - shape.length).fill(1), ...shape];

const withFourAxes = (bias: Tensor): Tensor =>
  bias.type.shape.length === 4 ? bias : unsqueeze(bias, ...[0, 1, 2].slice(0, 4 - bias.type.shape.length));
