import { ConfigError, count, list, nullable, oneOf, readFields } from "@transonnx/core";
import { type ResNetBodyConfig, resnet, timmResnetPaths } from "@transonnx/vision";
import { type Backbone, type BackboneConfig, inOrder } from "./backbone.ts";

type Family = readonly [layerType: ResNetBodyConfig["layer_type"], depths: readonly number[]];

/** timm's plain ResNets (https://github.com/huggingface/pytorch-image-models, timm/models/resnet.py). */
const families: Readonly<Record<string, Family>> = {
  resnet18: ["basic", [2, 2, 2, 2]],
  resnet26: ["bottleneck", [2, 2, 2, 2]],
  resnet34: ["basic", [3, 4, 6, 3]],
  resnet50: ["bottleneck", [3, 4, 6, 3]],
  resnet101: ["bottleneck", [3, 4, 23, 3]],
  resnet152: ["bottleneck", [3, 8, 36, 3]],
};

/** Channels of the stages of basic layers; those of bottlenecks are four times as wide. */
const WIDTHS = [64, 128, 256, 512] as const;

/** The network of this name, "resnet50" or with its weights' "resnet50.a1_in1k", up to a stage: timm leaves out those after it. */
function bodyOf(name: string, stages: number): ResNetBodyConfig | undefined {
  const architecture = name.replace(/\..*$/, "");
  if (!Object.hasOwn(families, architecture)) return undefined;
  const [layer_type, depths] = families[architecture]!;
  return {
    embedding_size: 64,
    hidden_sizes: WIDTHS.slice(0, stages).map((width) => (layer_type === "basic" ? width : 4 * width)),
    depths: depths.slice(0, stages),
    layer_type,
    hidden_act: "relu",
    downsample_in_first_stage: false,
    downsample_in_bottleneck: false,
  };
}

const kwargsFields = {
  out_indices: list(oneOf([1, 2, 3, 4]), [1, 2, 3, 4]),
  in_chans: nullable(count()),
  output_stride: nullable(oneOf([8, 16, 32])),
} as const;

/** What `dilation` means: the last stage's maps are as large as those before. */
const DILATED_STRIDE = 16;

/** The network of timm that `backbone` names, with `backbone_kwargs`. Throws ConfigError. */
export function timmBackbone(config: BackboneConfig): Backbone {
  const { model_type: where, backbone, backbone_config, dilation, num_channels } = config;
  if (backbone_config !== null)
    throw new ConfigError({
      where,
      field: "backbone_config",
      value: backbone_config,
      allowed: [null],
      advice: "use_timm_backbone is true: the network is the one that backbone names",
    });
  const given = config.backbone_kwargs ?? {};
  for (const [field, value] of Object.entries(given))
    if (!Object.hasOwn(kwargsFields, field)) {
      const expected = `none but ${Object.keys(kwargsFields).join(", ")} in backbone_kwargs`;
      throw new ConfigError({ where, field: `backbone_kwargs.${field}`, value, expected });
    }
  const { out_indices, in_chans, output_stride } = readFields(where, kwargsFields, given, "backbone_kwargs.");
  const stages = inOrder(out_indices);
  const body = backbone === null ? undefined : bodyOf(backbone, stages.at(-1)!);
  if (!body) throw new ConfigError({ where, field: "backbone", value: backbone, allowed: Object.keys(families) });
  const outputStride = output_stride ?? (dilation ? DILATED_STRIDE : Number.POSITIVE_INFINITY);
  return {
    channels: in_chans ?? num_channels,
    maps(p, pixels) {
      const maps = resnet(body, p, pixels, { paths: timmResnetPaths, outputStride });
      return stages.map((stage) => maps[stage]!);
    },
  };
}
