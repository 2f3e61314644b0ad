import { type DummyDTypes, DummyInputGenerator, onnxDType } from "@transonnx/core";
import type { NDArray } from "@transonnx/graph";
import { DummyTextInputGenerator } from "./dummy-text-input-generator.ts";

/** Inputs of Longformer: no token attends globally. */
export class LongformerDummyTextInputGenerator extends DummyTextInputGenerator {
  static override readonly supportedInputNames: readonly string[] = [
    "input_ids",
    "attention_mask",
    "token_type_ids",
    "global_attention_mask",
  ];

  override generate(inputName: string, dtypes: DummyDTypes = {}): NDArray {
    if (inputName === "global_attention_mask")
      return DummyInputGenerator.constantTensor(this.shape, 0, onnxDType(dtypes.intDtype ?? "int64"));
    return super.generate(inputName, dtypes);
  }
}
