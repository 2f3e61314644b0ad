import { OptionError, operatorOverrides, type PatchingSpec } from "@transonnx/core";
import { foldConstants } from "../passes/fold-constants.ts";
import { mergeEqual } from "../passes/merge-equal.ts";
import { type NamedTensors, rewrite } from "../passes/rewrite.ts";
import { sinkReshapes } from "../passes/sink-reshapes.ts";
import { checkOpset } from "./check-opset.ts";
import { expandComposites } from "./expand-composites.ts";
import { materializeSizes } from "./materialize-sizes.ts";
import { useOlderForms } from "./older-forms.ts";
import { NEWEST_OPSET, OLDEST_OPSET } from "./targets.ts";

export interface LowerOptions {
  readonly opset: number;
  /** Bodies that stand in for operators in this export. */
  readonly patchingSpecs?: readonly PatchingSpec[];
  /** Whether constants are computed now; default true. */
  readonly foldConstants?: boolean;
}

/** Brings a model's graph into the operators of an opset. Throws OpsetError and OptionError. */
export function lower(inputs: NamedTensors, outputs: NamedTensors, options: LowerOptions): NamedTensors {
  const { opset, patchingSpecs = [] } = options;
  if (!Number.isInteger(opset) || opset < OLDEST_OPSET || opset > NEWEST_OPSET)
    throw new OptionError({
      where: "lower",
      option: "opset",
      value: opset,
      expected: `an integer from ${OLDEST_OPSET} to ${NEWEST_OPSET}`,
    });
  const passes = [
    mergeEqual(),
    sinkReshapes,
    expandComposites(opset, operatorOverrides(patchingSpecs)),
    materializeSizes(Object.values(inputs)),
    useOlderForms(opset),
    ...(options.foldConstants === false ? [] : [foldConstants]),
    mergeEqual(),
  ];
  const lowered = passes.reduce(rewrite, outputs);
  checkOpset(Object.values(lowered), opset);
  return lowered;
}
