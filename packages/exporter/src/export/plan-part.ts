import type { ByteSource } from "@transonnx/checkpoint";
import type { PatchingSpec } from "@transonnx/core";
import { type ExternalDataOptions, type ModelSize, type ModelSpec, modelSize } from "@transonnx/onnx";
import { toModelSpec } from "../model-spec.ts";
import type { OpenedModel } from "../prepare/open-model.ts";
import type { ExportPart, PartFile } from "../prepare/prepare-export.ts";
import { type ParameterData, parameterData } from "../weights/parameter-data.ts";
import { shareStorages } from "../weights/share-storages.ts";
import { type WeightsMode, weightsModeOf } from "../weights/weights-mode.ts";

export interface PlanPartOptions {
  /** Default: `embed`, or `external` where the file would exceed 2 GiB. */
  readonly weights?: WeightsMode;
  readonly foldConstants?: boolean;
  readonly patchingSpecs?: readonly PatchingSpec[];
  readonly metadata?: Readonly<Record<string, string>>;
}

/** An ONNX file whose graph is lowered, and of which nothing else is decided. */
export interface LoweredPart {
  readonly part: PartFile;
  readonly spec: ModelSpec;
  /** Tensors of the checkpoint that it holds. */
  readonly parameters: ReadonlySet<string>;
  readonly data: ParameterData;
}

/** An ONNX file that can be written: lowered, the place of its weights decided, none of them read. */
export interface PartPlan extends LoweredPart {
  readonly weights: WeightsMode;
  /** Set where weights go to a file beside it. */
  readonly externalData: ExternalDataOptions | undefined;
  /** The parameters whose bytes are written, in the order in which they are. */
  readonly written: readonly string[];
  /** Files of the checkpoint that come beside it, by their path in the output. */
  readonly linked: ReadonlyMap<string, ByteSource>;
}

/** Tensors below this many bytes stay in the model's file: as many as ONNX's own tools leave there. */
const EXTERNAL_THRESHOLD = 1024;

/** Lowers a part and decides where its weights lie. Throws OpsetError and OptionError. */
export function planPart(part: ExportPart, model: OpenedModel, options: PlanPartOptions): PartPlan {
  const data = parameterData(model.checkpoint, options.weights);
  return placeWeights(lowerPart(part, model, data, options), options.weights);
}

/** Lowers a part, its weights those of `data`. Throws OpsetError and OptionError. */
export function lowerPart(
  part: ExportPart,
  { checkpoint }: OpenedModel,
  data: ParameterData,
  options: PlanPartOptions,
): LoweredPart {
  const { opset, target, graph } = part;
  const written = { ...options, opset, target, weights: data.resolve };
  const spec = toModelSpec(shareStorages(graph, checkpoint.tensors), written);
  return { part, spec, parameters: graph.parameters, data };
}

/** Decides where a part's weights lie, as far as the part leaves it open. Throws OptionError. */
export function placeWeights(lowered: LoweredPart, wanted: WeightsMode | undefined): PartPlan {
  const { part, spec, data } = lowered;
  const { folder, name } = placeOf(part.file);
  const sizes = writtenSizes(spec);
  const weights = weightsModeOf(wanted, {
    weights: sum(sizes.values()),
    exact: () => modelSize(spec).modelBytes,
  });
  const threshold = weights === "embed" ? Number.POSITIVE_INFINITY : EXTERNAL_THRESHOLD;
  const beside = [...sizes.keys()].filter((parameter) => sizes.get(parameter)! >= threshold);
  const inside = [...sizes.keys()].filter((parameter) => sizes.get(parameter)! < threshold);
  return {
    ...lowered,
    weights,
    externalData: beside.length > 0 ? { location: `${name}_data`, threshold } : undefined,
    written: [...beside, ...inside],
    linked: new Map([...data.linked].map(([file, source]) => [folder + file, source])),
  };
}

/** How many bytes a part's files take. Encodes the graph, and no weight. */
export const sizeOf = ({ spec, externalData }: PartPlan): ModelSize => modelSize(spec, { externalData });

/** The bytes of the initializers that are written, by name. */
function writtenSizes({ graph }: ModelSpec): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const { name, data } of graph.initializers) if ("chunks" in data) sizes.set(name, data.byteLength);
  return sizes;
}

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((a, b) => a + b, 0);

/** The file of a part's external data, whether there is one or not. */
export const externalFileOf = ({ file }: PartFile): string => `${file}_data`;

/** A path's folder, with its slash, and the name in it. */
function placeOf(file: string): { readonly folder: string; readonly name: string } {
  const slash = file.lastIndexOf("/") + 1;
  return { folder: file.slice(0, slash), name: file.slice(slash) };
}
