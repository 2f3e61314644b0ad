import {
  type DummyDTypes,
  DummyInputGenerator,
  type DummyInputOptions,
  imageSizeOf,
  type NormalizedConfig,
  numChannelsOf,
  onnxDType,
  type ResolvedDummyOptions,
  type Task,
} from "@transonnx/core";
import type { NDArray } from "@transonnx/graph";

/** Width of the vectors that stand for a picture where a config has no `visual_embedding_dim`. */
const DEFAULT_VISUAL_EMBEDDING_DIM = 512;

/**
 * Pictures, [batch, channels, height, width] with values in [0, 1), and what else stands for them. The channels are the
 * config's; height and width are those given, otherwise the config's, otherwise 64. Optimum does not let a size be given
 * where the config has one.
 */
export class DummyVisionInputGenerator extends DummyInputGenerator {
  static override readonly supportedInputNames: readonly string[] = [
    "pixel_values",
    "pixel_mask",
    "sample",
    "latent_sample",
    "visual_embeds",
    "visual_token_type_ids",
    "visual_attention_mask",
  ];

  readonly batchSize: number;
  readonly numChannels: number;
  readonly height: number;
  readonly width: number;
  readonly visualSeqLength: number;
  readonly visualEmbeddingDim: number;

  constructor(task: Task, normalizedConfig: NormalizedConfig, options?: DummyInputOptions | ResolvedDummyOptions) {
    super(task, normalizedConfig, options);
    const { given, batch_size, num_channels, height, width, visual_seq_length } = this.options;
    const [ownHeight, ownWidth] = imageSizeOf(normalizedConfig) ?? [height, width];
    this.batchSize = batch_size;
    this.numChannels = numChannelsOf(normalizedConfig) ?? num_channels;
    this.height = given.has("height") ? height : ownHeight;
    this.width = given.has("width") ? width : ownWidth;
    this.visualSeqLength = visual_seq_length;
    this.visualEmbeddingDim = normalizedConfig.has("visual_embedding_dim")
      ? normalizedConfig.getNumber("visual_embedding_dim")
      : DEFAULT_VISUAL_EMBEDDING_DIM;
  }

  generate(inputName: string, { intDtype = "int64", floatDtype = "fp32" }: DummyDTypes = {}): NDArray {
    const ints = { dtype: onnxDType(intDtype) };
    const floats = { dtype: onnxDType(floatDtype) };
    const sequence = [this.batchSize, this.visualSeqLength];
    switch (inputName) {
      case "pixel_mask":
        return this.randomIntTensor([this.batchSize, this.height, this.width], 1, ints);
      case "visual_attention_mask":
        return this.randomMaskTensor(sequence, { ...ints, paddingSide: "right" });
      case "visual_token_type_ids":
        return this.randomIntTensor(sequence, 1, ints);
      case "visual_embeds":
        return this.randomFloatTensor([...sequence, this.visualEmbeddingDim], floats);
      default:
        return this.randomFloatTensor([this.batchSize, this.numChannels, this.height, this.width], floats);
    }
  }
}
