import { ConfigError, configParser, type Field, layerNorm, list, nestedConfig, nullable, real } from "@transonnx/core";
import {
  channelNorm,
  convnext,
  convnextFields,
  pictureOf,
  requireConvNextStages,
  requireStageHeads,
  requireStages,
  resnet,
  resnetFields,
  swinEmbeddings,
  swinEncoder,
  swinFields,
} from "@transonnx/vision";
import { type Backbone, type BackboneConfig, inOrder, type Json, text } from "./backbone.ts";

const integer: Field<number> = {
  expected: "an integer",
  accepts: (value): value is number => Number.isSafeInteger(value),
};

/** Which maps a backbone gives: by name or by number, which counts from the end where it is negative. */
const outputFields = { out_features: nullable(list(text)), out_indices: nullable(list(integer)) } as const;

const parseResNet = configParser("resnet", { ...resnetFields, ...outputFields }, { check: requireStages });

const parseConvNext = configParser(
  "convnext",
  { ...convnextFields, ...outputFields, layer_scale_init_value: real(1e-6) },
  { derive: () => ({ global_response_norm: false }), check: requireConvNextStages },
);

const parseSwin = configParser("swin", { ...swinFields, ...outputFields }, { check: requireStageHeads });

/** The path of the norm that each map of some backbones has, by the map's name. */
const normOf = (stage: number): string => `hidden_states_norms.${nameOf(stage)}`;
const nameOf = (stage: number): string => (stage === 0 ? "stem" : `stage${stage}`);

/** Of the norms of Swin's maps, whatever `layer_norm_eps` says. */
const EPSILON = 1e-5;

/** transformers' backbones by `model_type`; map 0 is the stem's, 1 that of the first stage. */
const backbones: Readonly<Record<string, (json: Json) => Backbone>> = {
  resnet(json) {
    const config = parseResNet(json);
    const stages = stagesOf(config, config.hidden_sizes.length);
    return {
      channels: config.num_channels,
      maps(p, pixels) {
        const maps = resnet(config, p, pixels);
        return stages.map((stage) => maps[stage]!);
      },
    };
  },
  convnext(json) {
    const config = parseConvNext(json);
    const stages = stagesOf(config, config.num_stages);
    return {
      channels: config.num_channels,
      maps(p, pixels) {
        const maps = convnext(config, p, pixels);
        return stages.map((stage) => channelNorm(p.at(normOf(stage)), maps[stage]!));
      },
    };
  },
  swin(json) {
    const config = parseSwin(json);
    const stages = stagesOf(config, config.depths.length);
    return {
      channels: config.num_channels,
      maps(p, pixels) {
        const patches = swinEmbeddings(config, p.at("embeddings"), pixels);
        const maps = [patches, ...swinEncoder(config, p.at("encoder"), patches, { alwaysShift: true })];
        return stages.map((stage) => {
          const { x, grid } = maps[stage]!;
          return pictureOf({ x: layerNorm(p.at(normOf(stage)), x, EPSILON), grid });
        });
      },
    };
  },
};

interface Outputs {
  readonly model_type: string;
  readonly out_features: readonly string[] | null;
  readonly out_indices: readonly number[] | null;
}

/** The maps that a config asks for of a stem and `count` stages: the last one where it says nothing. */
function stagesOf({ model_type: where, out_features, out_indices }: Outputs, count: number): readonly number[] {
  const names = Array.from({ length: count + 1 }, (_, stage) => nameOf(stage));
  const fromEnd = (i: number) => (i < 0 ? i + names.length : i);
  const stages = out_features?.map((name) => names.indexOf(name)) ?? out_indices?.map(fromEnd) ?? [count];
  if (stages.every((stage) => names[stage] !== undefined)) return inOrder(stages);
  const [field, value] = out_features ? ["out_features", out_features] : ["out_indices", out_indices];
  throw new ConfigError({ where, field, value, expected: `some of ${names.join(", ")}` });
}

/** The backbone of `backbone_config`; a ResNet-50 where there is none. Throws ConfigError. */
export function transformersBackbone({ model_type: where, backbone, backbone_config }: BackboneConfig): Backbone {
  if (backbone !== null && backbone !== "resnet50")
    throw new ConfigError({
      where,
      field: "backbone",
      value: backbone,
      allowed: [null],
      advice: "Put the config of that checkpoint as backbone_config: no other file is read",
    });
  const json = backbone_config ?? { model_type: "resnet" };
  const type = String(json.model_type);
  const make = Object.hasOwn(backbones, type) ? backbones[type] : undefined;
  if (make) return nestedConfig(where, "backbone_config", () => make(json));
  throw new ConfigError({
    where,
    field: "backbone_config.model_type",
    value: json.model_type,
    allowed: Object.keys(backbones),
  });
}
