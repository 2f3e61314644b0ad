import type { AxesByName } from "@transonnx/core";
import { ContrastiveOnnxConfig } from "@transonnx/multimodal";
import { pictureAxes, VisionOnnxConfig } from "@transonnx/vision";
import type { SiglipConfig, SiglipVisionConfig } from "./config.ts";

/** What a SigLIP model takes and gives as an ONNX file. Its texts have no mask: all of their tokens are read, padding as well. */
export class SiglipOnnxConfig extends ContrastiveOnnxConfig<SiglipConfig> {
  static override readonly forwardParameters: readonly string[] | undefined = ["input_ids", "pixel_values"];

  protected override get wholeInputs(): AxesByName {
    return {
      input_ids: { 0: "text_batch_size", 1: "sequence_length" },
      pixel_values: { ...pictureAxes, 0: "image_batch_size" },
    };
  }

  protected override partOutput(): string {
    return "pooler_output";
  }

  override get sizeKeywords() {
    return { image_batch_size: "batch_size" };
  }
}

/** The same for the pictures' encoder alone. Without a head it gives no `pooler_output`. */
export class SiglipVisionModelOnnxConfig extends VisionOnnxConfig<SiglipVisionConfig> {
  override get outputs(): AxesByName {
    const { last_hidden_state } = super.outputs;
    const pooled: AxesByName = this.config.vision_use_head ? { pooler_output: { 0: "batch_size" } } : {};
    return { last_hidden_state: last_hidden_state!, ...pooled };
  }
}
