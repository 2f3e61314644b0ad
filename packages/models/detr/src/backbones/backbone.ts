import { count, type Field, flag, nullable, type Params, type PretrainedConfig, type ValuesOf } from "@transonnx/core";
import type { Tensor } from "@transonnx/graph";

export type Json = Readonly<Record<string, unknown>>;

/** A network that makes feature maps of a picture. */
export interface Backbone {
  /** Channels of the pictures. */
  readonly channels: number;
  /** The maps of pixels[b, channels, h, w], [b, c, …], the finest first. */
  maps(p: Params, pixels: Tensor): readonly Tensor[];
}

export const text: Field<string> = { expected: "a name", accepts: (value) => typeof value === "string" };

const object: Field<Json> = {
  expected: "an object",
  accepts: (value): value is Json => typeof value === "object" && value !== null && !Array.isArray(value),
};

/** The fields by which DETR and its descendants name their backbone. */
export const backboneFields = {
  use_timm_backbone: flag(true),
  backbone: nullable(text, "resnet50"),
  backbone_config: nullable(object),
  backbone_kwargs: nullable(object),
  dilation: nullable(flag(), false),
  num_channels: count(3),
} as const;

export type BackboneConfig = PretrainedConfig & ValuesOf<typeof backboneFields>;

/** Stages once each, the finest first, in whichever order a config lists them. */
export const inOrder = (stages: readonly number[]): readonly number[] => [...new Set(stages)].sort((a, b) => a - b);
