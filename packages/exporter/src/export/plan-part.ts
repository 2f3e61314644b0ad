import type { ByteSource } from "@transonnx/checkpoint";
import type { PatchingSpec } from "@transonnx/core";
import { type ExternalDataOptions, type ModelSize, type ModelSpec, modelSize } from "@transonnx/onnx";
import { toModelSpec } from "../model-spec.ts";
import type { OpenedModel } from "../prepare/open-model.ts";
import type { ExportPart } from "../prepare/prepare-export.ts";
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

/** An ONNX file that can be written: lowered, the place of its weights decided, none of them read. */
export interface PartPlan {
  readonly part: ExportPart;
  readonly spec: ModelSpec;
  readonly weights: WeightsMode;
  /** Set where weights go to a file beside it. */
  readonly externalData: ExternalDataOptions | undefined;
  /** The parameters whose bytes are written, in the order in which they are. */
  readonly written: readonly string[];
  readonly data: ParameterData;
  /** Files of the checkpoint that come beside it, by their path in the output. */
  readonly linked: ReadonlyMap<string, ByteSource>;
}

/** Tensors below this many bytes stay in the model's file: as many as ONNX's own tools leave there. */
const EXTERNAL_THRESHOLD = 1024;

/** Lowers a part and decides where its weights lie. Throws OpsetError and OptionError. */
export function planPart(part: ExportPart, { checkpoint }: OpenedModel, options: PlanPartOptions): PartPlan {
  const { folder, name } = placeOf(part.file);
  const data = parameterData(checkpoint, options.weights);
  const spec = toModelSpec(shareStorages(part.graph, checkpoint.tensors), {
    ...options,
    opset: part.opset,
    weights: data.resolve,
  });
  const sizes = writtenSizes(spec);
  const weights = weightsModeOf(options.weights, {
    weights: sum(sizes.values()),
    exact: () => modelSize(spec).modelBytes,
  });
  const threshold = weights === "embed" ? Number.POSITIVE_INFINITY : EXTERNAL_THRESHOLD;
  const beside = [...sizes.keys()].filter((parameter) => sizes.get(parameter)! >= threshold);
  const inside = [...sizes.keys()].filter((parameter) => sizes.get(parameter)! < threshold);
  return {
    part,
    spec,
    weights,
    externalData: beside.length > 0 ? { location: `${name}_data`, threshold } : undefined,
    written: [...beside, ...inside],
    data,
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
export const externalFileOf = ({ file }: ExportPart): string => `${file}_data`;

/** A path's folder, with its slash, and the name in it. */
function placeOf(file: string): { readonly folder: string; readonly name: string } {
  const slash = file.lastIndexOf("/") + 1;
  return { folder: file.slice(0, slash), name: file.slice(slash) };
}
