import {
  type OperatorExpansion,
  OptionError,
  operatorKey,
  operatorOverrides,
  type PatchingSpec,
} from "@transonnx/core";
import { foldConstants } from "../passes/fold-constants.ts";
import { mergeEqual } from "../passes/merge-equal.ts";
import { type NamedTensors, type Pass, rewrite } from "../passes/rewrite.ts";
import { sinkReshapes } from "../passes/sink-reshapes.ts";
import { checkOpset } from "./check-opset.ts";
import { expandComposites } from "./expand-composites.ts";
import { materializeSizes } from "./materialize-sizes.ts";
import { useOlderForms } from "./older-forms.ts";
import { NEWEST_OPSET, OLDEST_OPSET, type Target } from "./targets.ts";

/** What a graph is lowered for. */
export interface LowerOptions {
  readonly opset: number;
  /** What the runtime has besides the opset's operators, and what it lacks of them. Default: these, and nothing else. */
  readonly target?: Target;
  /** Bodies that stand in for operators in this export. */
  readonly patchingSpecs?: readonly PatchingSpec[];
  /** Whether constants are computed now; default true. */
  readonly foldConstants?: boolean;
}

/** Brings a model's graph into the operators of an opset and a target. Throws OpsetError and OptionError. */
export function lower(inputs: NamedTensors, outputs: NamedTensors, options: LowerOptions): NamedTensors {
  const { opset, target, patchingSpecs = [] } = options;
  if (!Number.isInteger(opset) || opset < OLDEST_OPSET || opset > NEWEST_OPSET)
    throw new OptionError({
      where: "lower",
      option: "opset",
      value: opset,
      expected: `an integer from ${OLDEST_OPSET} to ${NEWEST_OPSET}`,
    });
  const overrides = operatorOverrides(patchingSpecs);
  const passes = [
    mergeEqual(),
    sinkReshapes,
    ...(target?.rewrites ?? []).map((pass) => sparing(overrides, pass)),
    expandComposites(opset, overrides, target?.operators),
    materializeSizes(Object.values(inputs)),
    useOlderForms(opset),
    ...(options.foldConstants === false ? [] : [foldConstants]),
    mergeEqual(),
  ];
  const lowered = passes.reduce(rewrite, outputs);
  checkOpset(Object.values(lowered), opset);
  return lowered;
}

/** A pass that leaves alone the operators that the caller has a body for. */
const sparing = (overrides: ReadonlyMap<string, OperatorExpansion>, pass: Pass): Pass => ({
  ...pass,
  node: (node, outputs) => (overrides.has(operatorKey(node.op)) ? undefined : pass.node?.(node, outputs)),
});
