import {
  type AxesByName,
  type CaseSizes,
  type DummyInputGeneratorClass,
  type NormalizedConfigClass,
  NormalizedEncoderDecoderConfig,
  NormalizedVisionConfig,
  OnnxConfig,
  type OnnxConfigOptions,
  type ResolvedDummyOptions,
} from "@transonnx/core";
import { DummyPointsGenerator, DummyVisionEmbeddingsGenerator } from "@transonnx/multimodal";
import { DummyVisionInputGenerator } from "@transonnx/vision";
import type { SamConfig } from "./config.ts";

const VISION_ENCODER = "vision_encoder";
const MASK_DECODER = "prompt_encoder_mask_decoder";

const batch = { 0: "batch_size" } as const;
const masks = { 0: "batch_size", 1: "point_batch_size" } as const;
const points = { ...masks, 2: "nb_points_per_image" } as const;

/**
 * What a SAM takes and gives as ONNX files: a picture once, and any number of points of it. Follows
 * optimum.exporters.onnx.SamOnnxConfig, whose `vision_encoder` says here which `part` it is.
 */
export class SamOnnxConfig extends OnnxConfig<SamConfig> {
  static override readonly normalizedConfigClass: NormalizedConfigClass = NormalizedEncoderDecoderConfig;
  static override readonly dummyInputGeneratorClasses: readonly DummyInputGeneratorClass[] = [
    DummyVisionInputGenerator,
    DummyPointsGenerator,
    DummyVisionEmbeddingsGenerator,
  ];
  static override readonly variants: Readonly<Record<string, string>> = {
    monolith: "model.onnx makes masks of points and of what a picture was encoded to, as optimum's monolith does.",
    split: "vision_encoder.onnx encodes a picture, prompt_encoder_mask_decoder.onnx makes masks of points of it.",
  };
  static override readonly defaultVariant: string = "split";
  static override readonly forwardParameters: readonly string[] | undefined = [
    "pixel_values",
    "input_points",
    "input_labels",
    "image_embeddings",
    "image_positional_embeddings",
  ];

  constructor(config: SamConfig, task?: string, options?: OnnxConfigOptions) {
    super(config, task, options);
    const normalized = this.normalizedConfig as NormalizedEncoderDecoderConfig;
    normalized.encoder = new NormalizedVisionConfig(config.vision_config);
  }

  override get parts(): readonly string[] {
    return this.variant === "split" ? [VISION_ENCODER, MASK_DECODER] : [MASK_DECODER];
  }

  override get inputs(): AxesByName {
    if (this.part === VISION_ENCODER) return { pixel_values: batch };
    const prompts = { input_points: points, input_labels: points };
    return this.part === MASK_DECODER
      ? { image_positional_embeddings: batch, image_embeddings: batch, ...prompts }
      : { pixel_values: batch, ...prompts };
  }

  override get outputs(): AxesByName {
    return this.part === VISION_ENCODER
      ? { image_embeddings: batch, image_positional_embeddings: batch }
      : { iou_scores: masks, pred_masks: masks };
  }

  /** Few pictures: they are as large as the config says, and what a layer attends to grows with the fourth power of their side. */
  override get validationSizes(): Readonly<Record<string, CaseSizes>> {
    return { batch_size: [2, 1, 1, 1], point_batch_size: [3, 1, 2, 1], nb_points_per_image: [2, 3, 1, 4] };
  }

  /** Pictures have one size alone, whatever is asked for. */
  protected override dummyOptionsOf(
    _generator: DummyInputGeneratorClass,
    resolved: ResolvedDummyOptions,
  ): ResolvedDummyOptions {
    return { ...resolved, given: new Set([...resolved.given].filter((name) => name !== "height" && name !== "width")) };
  }
}
