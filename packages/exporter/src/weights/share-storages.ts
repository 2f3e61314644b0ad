import type { StoredTensor } from "@transonnx/checkpoint";
import type { Tensor } from "@transonnx/graph";
import type { ModelGraph } from "../model-graph.ts";
import { type Pass, rewrite } from "../passes/rewrite.ts";

/**
 * A graph in which tied weights are one parameter, also where the checkpoint has them under several names: PyTorch's
 * own files do, whose tensors are views of storages.
 */
export function shareStorages(graph: ModelGraph, tensors: ReadonlyMap<string, StoredTensor>): ModelGraph {
  const places = [...graph.parameters].map((name) => placeOf(tensors.get(name)));
  const known = places.filter((place) => place !== undefined);
  if (new Set(known).size === known.length) return graph;
  return { ...graph, outputs: rewrite(graph.outputs, oneTensorAPlace(tensors)) };
}

function oneTensorAPlace(tensors: ReadonlyMap<string, StoredTensor>): Pass {
  const first = new Map<string, Tensor>();
  return {
    doc: "Parameters that are the same bytes of the same file are read as one.",
    leaf(leaf) {
      const place = leaf.source.kind === "parameter" ? placeOf(tensors.get(leaf.source.name)) : undefined;
      if (place === undefined) return undefined;
      const known = first.get(place);
      if (!known) first.set(place, leaf);
      return known === leaf ? undefined : known;
    },
  };
}

/** Where a tensor's bytes lie and what they mean; undefined where they do not lie as they are, and where there are none. */
function placeOf(stored: StoredTensor | undefined): string | undefined {
  if (!stored?.range || stored.byteLength === 0) return undefined;
  const { file, dtype, shape, range } = stored;
  return JSON.stringify([file, range.offset, dtype, shape]);
}
