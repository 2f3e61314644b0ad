import { OptionError } from "@transonnx/core";
import { type ExternalData, externalPlaces, type InitializerSpec } from "@transonnx/onnx";
import type { Layout } from "../layouts/layout.ts";
import { mergeDecoders } from "../merge/merge-decoders.ts";
import { graphPartsOf, type PreparedExport } from "../prepare/prepare-export.ts";
import { parameterData } from "../weights/parameter-data.ts";
import type { WeightsMode } from "../weights/weights-mode.ts";
import { type LoweredPart, lowerPart, type PartPlan, type PlanPartOptions, placeWeights } from "./plan-part.ts";

/**
 * Plans all files of an export, the merged decoder last. The decoders that it holds refer to its external data, so that
 * their weights are written once. Throws OpsetError, OptionError and MergeError.
 */
export function planParts(prepared: PreparedExport, options: PlanPartOptions): readonly PartPlan[] {
  const { checkpoint, parts, merged, layout } = prepared;
  checkWeights(layout, options.weights);
  const decoders = merged ? [merged.noPast, merged.withPast] : [];
  const decoderData = parameterData(checkpoint, options.weights);
  const lowered = new Map(
    graphPartsOf(prepared).map((part) => {
      const data = decoders.includes(part) ? decoderData : parameterData(checkpoint, options.weights);
      return [part, lowerPart(part, prepared, data, options)];
    }),
  );
  const whole = merged && planMerged(lowered.get(merged.noPast)!, lowered.get(merged.withPast)!);
  const places = whole?.externalData ? externalPlaces(whole.spec, whole.externalData) : new Map();
  const plans = parts.map((part) => {
    const own = lowered.get(part)!;
    return whole && decoders.includes(part)
      ? placeWeights(withWeightsAt(own, places), whole.weights)
      : placeWeights(own, options.weights);
  });
  return whole ? [...plans, whole] : plans;

  function planMerged(noPast: LoweredPart, withPast: LoweredPart): PartPlan {
    const spec = mergeDecoders(noPast.spec, withPast.spec);
    const parameters = new Set([...noPast.parameters, ...withPast.parameters]);
    return placeWeights({ part: merged!, spec, parameters, data: decoderData }, options.weights);
  }
}

/** The part with the weights that have a place in another part's external data taken from there. */
function withWeightsAt(lowered: LoweredPart, places: ReadonlyMap<string, ExternalData>): LoweredPart {
  const { spec } = lowered;
  const initializers = spec.graph.initializers.map((initializer): InitializerSpec => {
    const place = "chunks" in initializer.data ? places.get(initializer.name) : undefined;
    return place ? { ...initializer, data: place } : initializer;
  });
  return { ...lowered, spec: { ...spec, graph: { ...spec.graph, initializers } } };
}

/** Throws OptionError where a loader does not look for weights where they are wanted. */
function checkWeights({ name, weights: allowed }: Layout, weights: WeightsMode | undefined): void {
  if (weights === undefined || !allowed || allowed.includes(weights)) return;
  throw new OptionError({ where: `the layout ${name}`, option: "weights", value: weights, allowed });
}
