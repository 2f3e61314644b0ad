import { type Axes, type AxesByName, ConfigBehavior, type DummyInputGeneratorClass } from "@transonnx/core";
import { EncoderDecoderBaseOnnxConfig } from "@transonnx/text";
import { DummyVisionInputGenerator, pictureAxes } from "@transonnx/vision";

/** What any encoder of pictures with any text decoder takes and gives as ONNX files. The decoder sees all of a picture. */
export class VisionEncoderDecoderOnnxConfig extends EncoderDecoderBaseOnnxConfig {
  static override readonly dummyInputGeneratorClasses: readonly DummyInputGeneratorClass[] = [
    DummyVisionInputGenerator,
  ];
  static override readonly forwardParameters: readonly string[] | undefined = [
    "pixel_values",
    "decoder_input_ids",
    "encoder_outputs",
    "past_key_values",
  ];

  get #seesPictures(): boolean {
    return this.behavior !== ConfigBehavior.DECODER;
  }

  override get inputs(): AxesByName {
    const inputs: Record<string, Axes> = {};
    if (this.#seesPictures) inputs.pixel_values = pictureAxes;
    else inputs.encoder_outputs = { 0: "batch_size", 1: "encoder_sequence_length" };
    if (this.behavior !== ConfigBehavior.ENCODER) this.addDecoderInputs(inputs);
    return inputs;
  }

  /** An encoder's are its own. */
  override get outputs(): AxesByName {
    return this.behavior === ConfigBehavior.ENCODER ? this.encoderOnnxConfig.outputs : super.outputs;
  }

  override get computesOutputSizes(): boolean {
    return this.behavior === ConfigBehavior.ENCODER && this.encoderOnnxConfig.computesOutputSizes;
  }

  override get fixedSizes() {
    return this.#seesPictures ? this.encoderOnnxConfig.fixedSizes : {};
  }

  override get validationSizes() {
    return this.#seesPictures ? this.encoderOnnxConfig.validationSizes : {};
  }
}
