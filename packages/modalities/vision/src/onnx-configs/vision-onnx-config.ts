import {
  type AxesByName,
  type Both,
  bothOf,
  type DummyInputGeneratorClass,
  type NormalizedConfigClass,
  NormalizedVisionConfig,
  OnnxConfig,
  type PretrainedConfig,
} from "@transonnx/core";
import { DummyVisionInputGenerator } from "../dummy-inputs/dummy-vision-input-generator.ts";
import { fixedPictureSizes, pictureAxes, validatedPictureSizes } from "./pictures.ts";

/** The side of a picture of which a network without patches makes one vector: five halvings. */
const DEFAULT_UNIT = 32;

/**
 * Configurations of models of pictures, whose height and width are free. How many vectors a picture gives the graph says; as
 * in optimum's VisionOnnxConfig and ViTOnnxConfig, only the batch has a name.
 */
export abstract class VisionOnnxConfig<C extends PretrainedConfig = PretrainedConfig> extends OnnxConfig<C> {
  static override readonly normalizedConfigClass: NormalizedConfigClass = NormalizedVisionConfig;
  static override readonly dummyInputGeneratorClasses: readonly DummyInputGeneratorClass[] = [
    DummyVisionInputGenerator,
  ];
  static override readonly computesOutputSizes: boolean = true;

  override get inputs(): AxesByName {
    return { pixel_values: pictureAxes };
  }

  override get outputs(): AxesByName {
    return this.task === "feature-extraction" ? { last_hidden_state: { 0: "batch_size" } } : super.outputs;
  }

  override get fixedSizes() {
    return fixedPictureSizes(this.normalizedConfig);
  }

  /** Height and width of which the model makes one vector: the unit of the pictures that a validation runs. */
  protected get pictureUnit(): readonly [height: number, width: number] {
    return this.normalizedConfig.has("patch_size")
      ? bothOf(this.normalizedConfig.get("patch_size") as Both)
      : [DEFAULT_UNIT, DEFAULT_UNIT];
  }

  override get validationSizes() {
    return validatedPictureSizes(this.normalizedConfig, this.pictureUnit);
  }
}
