import { type AxesByName, type Both, bothOf, COMMON_OUTPUTS, type PretrainedConfig } from "@transonnx/core";
import { pictureAxes } from "@transonnx/vision";
import { TextAndVisionOnnxConfig } from "./text-and-vision-onnx-config.ts";

/** The config of a model that tells which text belongs to which picture. */
export type ContrastiveConfig = PretrainedConfig & {
  readonly vision_config: { readonly image_size: Both; readonly patch_size: Both };
};

/** The halves of such a model, by the names of their files. */
export type ContrastivePart = "text_model" | "vision_model";

/**
 * Configurations of models that place texts and pictures in one space, as CLIP does: any number of texts with any number of
 * pictures. Features are the same as what zero-shot classification gives. Who compares texts and pictures by himself has the
 * halves, which give vectors of any length.
 */
export abstract class ContrastiveOnnxConfig<
  C extends ContrastiveConfig = ContrastiveConfig,
> extends TextAndVisionOnnxConfig<C> {
  static override readonly forwardParameters: readonly string[] | undefined = [
    "input_ids",
    "pixel_values",
    "attention_mask",
  ];

  /** Whether the task has texts besides pictures. */
  protected get hasTexts(): boolean {
    return this.task === "feature-extraction" || this.task === "zero-shot-image-classification";
  }

  override get extraParts(): readonly ContrastivePart[] {
    return this.hasTexts ? ["text_model", "vision_model"] : [];
  }

  /** What a half gives, as transformers' class of it calls the vectors. */
  protected partOutput(part: ContrastivePart): string {
    return part === "text_model" ? "text_embeds" : "image_embeds";
  }

  override get inputs(): AxesByName {
    if (this.part === undefined) return this.wholeInputs;
    const ofPictures = this.part === "vision_model";
    const own = Object.entries(this.wholeInputs).filter(([name]) => (name === "pixel_values") === ofPictures);
    return Object.fromEntries(own);
  }

  /** The inputs of the whole model. */
  protected get wholeInputs(): AxesByName {
    if (!this.hasTexts) return { pixel_values: pictureAxes };
    const texts = { 0: "text_batch_size", 1: "sequence_length" } as const;
    return { pixel_values: pictureAxes, input_ids: texts, attention_mask: texts };
  }

  override get outputs(): AxesByName {
    if (this.part !== undefined) {
      const [axes] = Object.values(this.inputs);
      return { [this.partOutput(this.part as ContrastivePart)]: { 0: axes![0]! } };
    }
    return this.hasTexts ? COMMON_OUTPUTS["zero-shot-image-classification"]! : super.outputs;
  }

  protected override get pictureUnit() {
    return bothOf(this.config.vision_config.patch_size);
  }
}
