import { expandConstants } from "../passes/expand-constants.ts";
import { expandGroupNormalization } from "../passes/expand-group-normalization.ts";
import { useMultiHeadAttention } from "../passes/multi-head-attention.ts";
import { usePolynomialSinCos } from "../passes/polynomial-sin-cos.ts";
import type { Pass } from "../passes/rewrite.ts";
import { useContribRotaryEmbedding } from "../passes/rotary-embedding.ts";
import { useSimplifiedLayerNormalization } from "../passes/simplified-layer-normalization.ts";
import { WEB_KERNELS } from "./web-kernels.ts";

/** What a runtime runs: data that passes read. Nothing asks for a target's name. */
export interface Target {
  readonly name: string;
  /** For whom it is, in a sentence. */
  readonly doc: string;
  /** The opset that is written when none is asked for. */
  readonly opset: number;
  /** Names of the operators that it has, by domain: others are written as their definition. Default: all of the opset. */
  readonly operators?: Readonly<Record<string, readonly string[]>>;
  /** Rewrites into operators of its own, which come before definitions are written. Default none. */
  readonly rewrites?: readonly Pass[];
}

const targets = {
  onnxruntime: {
    name: "onnxruntime",
    doc: "ONNX Runtime 1.23 and later on CPU and wasm: standard operators of a recent opset, attention among them.",
    opset: 23,
    rewrites: [expandGroupNormalization],
  },
  portable: {
    name: "portable",
    doc: "Other runtimes and older ones: standard operators that have been there for long.",
    opset: 18,
  },
  web: {
    name: "web",
    doc: "Browsers: only operators that ONNX Runtime has kernels for in wasm and WebGPU alike.",
    opset: 21,
    operators: WEB_KERNELS,
    rewrites: [
      useMultiHeadAttention,
      useContribRotaryEmbedding,
      useSimplifiedLayerNormalization,
      usePolynomialSinCos,
      expandConstants,
    ],
  },
} as const satisfies Record<string, Target>;

/** The name of a target: what runs the file. */
export type TargetName = keyof typeof targets;
/** The names of all targets. */
export const targetNames = Object.keys(targets) as readonly TargetName[];
/** The target of a name. */
export const targetOf = (name: TargetName): Target => targets[name];

/** The opsets that can be written. 13 is the first in which axes of Squeeze and Unsqueeze are inputs. */
export const OLDEST_OPSET = 13;
/** The newest opset that can be written. */
export const NEWEST_OPSET = 24;
