import {
  type DummyDTypes,
  DummyInputGenerator,
  type DummyInputOptions,
  type NormalizedConfig,
  onnxDType,
  type ResolvedDummyOptions,
  type Task,
} from "@transonnx/core";
import type { NDArray } from "@transonnx/graph";

/**
 * What an encoder makes of pictures, [batch, output_channels, image_embedding_size, image_embedding_size]: both sizes as given,
 * otherwise the config's.
 */
export class DummyVisionEmbeddingsGenerator extends DummyInputGenerator {
  static override readonly supportedInputNames: readonly string[] = ["image_positional_embeddings", "image_embeddings"];
  static override readonly ownOptions: readonly string[] = ["image_embedding_size", "output_channels"];

  readonly imageEmbeddingSize: number;
  readonly outputChannels: number;

  constructor(task: Task, normalizedConfig: NormalizedConfig, options?: DummyInputOptions | ResolvedDummyOptions) {
    super(task, normalizedConfig, options);
    const { image_embedding_size, output_channels } = this.options.more as Readonly<Record<string, number | undefined>>;
    this.imageEmbeddingSize =
      image_embedding_size ?? normalizedConfig.getNumber("prompt_encoder_config.image_embedding_size");
    this.outputChannels = output_channels ?? normalizedConfig.getNumber("vision_config.output_channels");
  }

  generate(_inputName: string, { floatDtype = "fp32" }: DummyDTypes = {}): NDArray {
    const { batch_size } = this.options;
    const size = this.imageEmbeddingSize;
    return this.randomFloatTensor([batch_size, this.outputChannels, size, size], { dtype: onnxDType(floatDtype) });
  }
}
