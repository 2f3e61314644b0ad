import { type DummyDTypes, onnxDType } from "@transonnx/core";
import type { NDArray } from "@transonnx/graph";
import { DummyAudioInputGenerator } from "./dummy-audio-input-generator.ts";

/** As DummyAudioInputGenerator; `input_values` are spectra of the config's size, [batch, max_length, num_mel_bins]. */
export class ASTDummyAudioInputGenerator extends DummyAudioInputGenerator {
  override generate(inputName: string, dtypes: DummyDTypes = {}): NDArray {
    if (inputName !== "input_values") return super.generate(inputName, dtypes);
    const size = (name: string) => this.normalizedConfig.getNumber(name);
    const dtype = onnxDType(dtypes.floatDtype ?? "fp32");
    const shape = [this.batchSize, size("max_length"), size("num_mel_bins")];
    return this.randomFloatTensor(shape, { minValue: -1, maxValue: 1, dtype });
  }
}
