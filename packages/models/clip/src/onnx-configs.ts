import type { AxesByName } from "@transonnx/core";
import { ContrastiveOnnxConfig } from "@transonnx/multimodal";
import { VisionOnnxConfig } from "@transonnx/vision";
import type { CLIPConfig, CLIPVisionConfig } from "./config.ts";

/** What a CLIP model takes and gives as an ONNX file. */
export class CLIPOnnxConfig extends ContrastiveOnnxConfig<CLIPConfig> {}

/** The same for the pictures' encoder alone. */
export class CLIPVisionModelOnnxConfig extends VisionOnnxConfig<CLIPVisionConfig> {
  override get outputs(): AxesByName {
    return { ...super.outputs, pooler_output: { 0: "batch_size" } };
  }
}
