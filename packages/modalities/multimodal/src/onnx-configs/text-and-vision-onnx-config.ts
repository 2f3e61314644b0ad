import {
  type CaseSizes,
  type DummyInputGeneratorClass,
  type NormalizedConfigClass,
  NormalizedTextAndVisionConfig,
  OnnxConfig,
  type PretrainedConfig,
} from "@transonnx/core";
import { DummyVisionInputGenerator, fixedPictureSizes, validatedPictureSizes } from "@transonnx/vision";
import { DummyBboxInputGenerator } from "../dummy-inputs/dummy-bbox-input-generator.ts";
import { DummyPairedTextInputGenerator } from "../dummy-inputs/dummy-paired-text-input-generator.ts";

/** Where a config holds those of its two parts, as most do. */
class TextConfigAndVisionConfig extends NormalizedTextAndVisionConfig {
  static override readonly textConfig: string | undefined = "text_config";
  static override readonly visionConfig: string | undefined = "vision_config";
}

/** Configurations of models of texts and pictures. A model's class says its `inputs`. */
export abstract class TextAndVisionOnnxConfig<C extends PretrainedConfig = PretrainedConfig> extends OnnxConfig<C> {
  static override readonly normalizedConfigClass: NormalizedConfigClass = TextConfigAndVisionConfig;
  static override readonly dummyInputGeneratorClasses: readonly DummyInputGeneratorClass[] = [
    DummyPairedTextInputGenerator,
    DummyVisionInputGenerator,
    DummyBboxInputGenerator,
  ];
  static override readonly computesOutputSizes: boolean = true;

  override get fixedSizes() {
    return fixedPictureSizes(this.normalizedConfig);
  }

  /** Height and width of which the model makes one vector: the unit of the pictures that a validation runs. */
  protected abstract get pictureUnit(): readonly [height: number, width: number];

  override get validationSizes(): Readonly<Record<string, CaseSizes>> {
    return {
      text_batch_size: [3, 2, 1, 2],
      ...validatedPictureSizes(this.normalizedConfig, this.pictureUnit),
    };
  }
}
