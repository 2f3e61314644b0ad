import { apply } from "../operators/apply.ts";
import { int } from "../operators/attributes.ts";
import { composite, reference } from "../operators/operator.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { type Dim, divideDims } from "../types/dim.ts";
import { add } from "./add.ts";
import { concat } from "./concat.ts";
import { gather } from "./gather.ts";
import { mul } from "./mul.ts";
import { reshape } from "./reshape.ts";
import { slice } from "./slice.ts";
import { split } from "./split.ts";
import { squeeze } from "./squeeze.ts";
import { sub } from "./sub.ts";
import { unsqueeze } from "./unsqueeze.ts";

/** [b, s, n*d] -> [b, s, n, d]; four axes, [b, n, s, d], stay as they are. */
function heads(x: Tensor, count: number): Tensor {
  const { shape } = x.type;
  if (shape.length === 4) return x;
  if (shape.length !== 3) throw new Error(`X must have 3 or 4 axes, got ${shape.length}`);
  if (count < 1) throw new Error("X has 3 axes: num_heads must say how many heads it holds");
  const size = divideDims(shape[2]!, count);
  if (size === undefined) throw new Error(`X's width ${shape[2]} is no multiple of ${count} heads`);
  return reshape(x, [shape[0]!, shape[1]!, count, size]);
}

/** The two coordinates of each point that is turned: [..., r] -> twice [..., r/2]. */
function coordinates(x: Tensor, width: number, interleaved: boolean): [Tensor, Tensor] {
  if (!interleaved) return split(x, -1, [width / 2, width / 2]) as [Tensor, Tensor];
  const pairs = reshape(x, [...x.type.shape.slice(0, -1), width / 2, 2]);
  return split(pairs, -1, [1, 1]).map((half) => squeeze(half, -1)) as [Tensor, Tensor];
}

/** The inverse of `coordinates`. */
function joined(a: Tensor, b: Tensor, width: number, interleaved: boolean): Tensor {
  if (!interleaved) return concat([a, b], -1);
  const pairs = concat([unsqueeze(a, -1), unsqueeze(b, -1)], -1);
  return reshape(pairs, [...a.type.shape.slice(0, -1), width]);
}

const f32 = (...shape: readonly Dim[]) => ({ dtype: "float32" as const, shape });
const positions = { dtype: "int64" as const, shape: [2, 3], data: BigInt64Array.of(4n, 0n, 49n, 1n, 2n, 3n) };
const partial = { num_heads: 2, rotary_embedding_dim: 4, interleaved: 1 };

export const RotaryEmbedding = composite({
  name: "RotaryEmbedding",
  since: 23,
  inputs: ["X", "cos_cache", "sin_cache", "position_ids?"],
  outputs: ["Y"],
  attributes: { interleaved: int(0), num_heads: int(undefined), rotary_embedding_dim: int(0) },
  expand([x, cosCache, sinCache, positions], attributes) {
    const input = heads(x!, attributes.num_heads ?? 0);
    const size = input.type.shape[3]!;
    if (typeof size !== "number") throw new Error(`the head size must be known, got ${size}`);
    const width = attributes.rotary_embedding_dim || size;
    const interleaved = attributes.interleaved === 1;
    const headAxis = x!.type.shape.length === 4 ? 1 : 2;
    // [positions, r/2] or [b, s, r/2] -> [b, 1, s, r/2] or [b, s, 1, r/2]
    const angles = (cache: Tensor) => unsqueeze(positions ? gather(cache, positions) : cache, headAxis);
    const [cos, sin] = [angles(cosCache!), angles(sinCache!)];
    const turned = slice(input, 3, 0, width);
    const [a, b] = coordinates(turned, width, interleaved);
    const y = joined(sub(mul(cos, a), mul(sin, b)), add(mul(sin, a), mul(cos, b)), width, interleaved);
    const whole = width === size ? y : concat([y, slice(input, 3, width)], 3);
    return reshape(whole, x!.type.shape);
  },
});

export interface RotaryOptions {
  /** How many heads x holds where they are packed: x[b, s, n*d]. */
  readonly heads?: number;
  /** Which row of the tables each token takes: [b, s]. Without it the tables are [b, s, r/2]. */
  readonly positions?: Tensor | undefined;
  /** Whether a point is two neighbours, not one entry of each half. Default false. */
  readonly interleaved?: boolean;
  /** How many of a head's first entries turn. Default all. */
  readonly width?: number;
}

/** Turns x[b, n, s, d], or packed heads x[b, s, n*d], by tables of cosines and sines, [positions, r/2] each. */
export const rotaryEmbedding = (x: Tensor, cos: Tensor, sin: Tensor, options: RotaryOptions = {}): Tensor =>
  apply(RotaryEmbedding, [x, cos, sin, options.positions], {
    interleaved: options.interleaved ? 1 : 0,
    rotary_embedding_dim: options.width ?? 0,
    ...(options.heads === undefined ? {} : { num_heads: options.heads }),
  });

export const RotaryEmbeddingReference = reference(RotaryEmbedding, {
  doc: "Turns the points that a head's entries form by angles that grow with the position. https://arxiv.org/abs/2104.09864",
  samples: [
    { inputs: [f32(2, "n", 3, 8), f32(50, 4), f32(50, 4), positions] },
    { inputs: [f32("b", "s", 16), f32("b", "s", 2), f32("b", "s", 2)], attributes: partial },
  ],
});
