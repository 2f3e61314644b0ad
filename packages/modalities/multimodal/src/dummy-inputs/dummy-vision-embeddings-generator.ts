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
    const sizeOf = (option: string, part: string) =>
      this.ownSize(option) ?? normalizedConfig.getNumber(`${part}.${option}`);
    this.imageEmbeddingSize = sizeOf("image_embedding_size", "prompt_encoder_config");
    this.outputChannels = sizeOf("output_channels", "vision_config");
  }

  generate(_inputName: string, { floatDtype = "fp32" }: DummyDTypes = {}): NDArray {
    const { batch_size } = this.options;
    const size = this.imageEmbeddingSize;
    return this.randomFloatTensor([batch_size, this.outputChannels, size, size], { dtype: onnxDType(floatDtype) });
  }
}
