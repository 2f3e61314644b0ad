import {
  type AttentionOptions,
  attention,
  cachedAttention,
  concat,
  type Dim,
  type HeadCounts,
  type KeysAndValues,
  minDims,
  packedAttention,
  slice,
  subtractDims,
  type Tensor,
} from "@transonnx/graph";
import type { Tensors } from "../definition/tensors.ts";
import { cappedAttention } from "./capped-attention.ts";
import { checkMask, checkPast } from "./check-cache.ts";
import { mergeHeads, splitHeads } from "./heads.ts";

/** What a cache's `attend` takes besides queries, keys and values. The causal mask is the cache's own. */
export interface CachedAttentionOptions extends Omit<AttentionOptions, "causal"> {
  /** How many keys a query sees, itself included: a cache that begins here keeps one fewer, but all with a window of 1. Default: all. */
  readonly window?: number | undefined;
}

/** The keys and values of one layer. */
export interface LayerCache {
  /**
   * Attention of new tokens over the past ones and themselves: q[b, s, n*d], k and v[b, s, m*d] -> [b, s, n*d]. The
   * mask says which keys each query sees, [b|1, 1|n, s, past + s].
   */
  attend(q: Tensor, k: Tensor, v: Tensor, heads: HeadCounts, options?: CachedAttentionOptions): Tensor;
  /**
   * The past and the new keys and values, for attention of another kind: k and v[b, m, s, d] -> [b, m, past + s, d].
   */
  extend(k: Tensor, v: Tensor, options?: Pick<CachedAttentionOptions, "window">): KeysAndValues;
  /**
   * Attention over what an encoder saw, whose keys and values stay as they are: q[b, s, n*d], k and v[b, t, m*d] ->
   * [b, s, n*d]. `memory` makes k and v; it is not called where the past has them.
   */
  crossAttend(
    q: Tensor,
    memory: () => readonly [k: Tensor, v: Tensor],
    heads: HeadCounts,
    options?: AttentionOptions,
  ): Tensor;
}

/** Keys and values of tokens that went through the model before. */
export interface Cache {
  /** How many tokens they are: 0 for a model without a past. */
  readonly length: Dim;
  layer(index: number): LayerCache;
}

/** A cache that collects what a model leaves in it. */
export interface CollectingCache extends Cache {
  /** The outputs `present.*` that the layers have made, by name. */
  readonly presents: Tensors;
}

type Role = "" | "decoder." | "encoder.";

/**
 * The cache of a model whose inputs may hold `past_key_values.0.key` (or `.0.decoder.key`, `.0.encoder.key`) and so on.
 * `declared` are the names of the outputs: presents that are not among them are not made.
 */
export function createCache(inputs: Tensors, declared: Iterable<string> = []): CollectingCache {
  const wanted = new Set(declared);
  const presents: Record<string, Tensor> = {};
  const pastOf = (layer: number, roles: readonly Role[]): KeysAndValues | undefined => {
    for (const role of roles) {
      const [key, value] = namesOf("past_key_values", layer, role).map((name) => inputs[name]);
      if (key && value) return { key, value };
    }
    return undefined;
  };
  const roleOf = (layer: number, roles: readonly Role[]) =>
    roles.find((role) => namesOf("present", layer, role).some((name) => wanted.has(name)));
  const keep = (layer: number, role: Role, { key, value }: KeysAndValues) => {
    const [keyName, valueName] = namesOf("present", layer, role);
    presents[keyName] = key;
    presents[valueName] = value;
  };

  const own: readonly Role[] = ["", "decoder."];
  const layer = (index: number): LayerCache => {
    const past = pastOf(index, own);
    const role = roleOf(index, own);
    const keepOwn = (present: KeysAndValues, window: number | undefined) => {
      if (role !== undefined) keep(index, role, past || window === undefined ? present : lastOf(present, window - 1));
    };
    const extend: LayerCache["extend"] = (key, value, { window } = {}) => {
      const present = past
        ? { key: concat([past.key, key], 2), value: concat([past.value, value], 2) }
        : { key, value };
      keepOwn(present, window);
      return present;
    };
    return {
      extend,
      attend(q, k, v, heads, { window, softcap, ...options } = {}) {
        if (past) checkPast(index, past, k, v, heads);
        checkMask(options.mask, past?.key.type.shape[2] ?? 0, k.type.shape[1]!);
        if (softcap) {
          const count = heads.keyValue ?? heads.query;
          const all = extend(splitHeads(k, count), splitHeads(v, count), { window });
          return mergeHeads(cappedAttention(splitHeads(q, heads.query), all, { softcap, ...options }));
        }
        if (!past && role === undefined) return packedAttention(q, k, v, heads, options);
        const { y, present } = cachedAttention(q, k, v, heads, past, options);
        keepOwn(present, window);
        return y;
      },
      crossAttend(q, memory, heads, options) {
        const past = pastOf(index, ["encoder."]);
        const isKept = roleOf(index, ["encoder."]) !== undefined;
        if (!past && !isKept) return packedAttention(q, ...memory(), heads, options);
        const seen = past ?? memoryHeads(memory(), heads);
        if (isKept) keep(index, "encoder.", seen);
        return mergeHeads(attention(splitHeads(q, heads.query), seen.key, seen.value, options));
      },
    };
  };
  return { length: pastOf(0, own)?.key.type.shape[2] ?? 0, layer, presents };
}

const namesOf = (name: string, layer: number, role: Role): readonly [key: string, value: string] => [
  `${name}.${layer}.${role}key`,
  `${name}.${layer}.${role}value`,
];

function memoryHeads([k, v]: readonly [Tensor, Tensor], { query, keyValue = query }: HeadCounts): KeysAndValues {
  return { key: splitHeads(k, keyValue), value: splitHeads(v, keyValue) };
}

/** The last positions, at most `count`; all where that is 0, as transformers' slice from -0 has it. */
function lastOf({ key, value }: KeysAndValues, count: number): KeysAndValues {
  if (count === 0) return { key, value };
  const length = key.type.shape[2]!;
  const start = subtractDims(length, minDims(length, count));
  return { key: slice(key, 2, start), value: slice(value, 2, start) };
}
