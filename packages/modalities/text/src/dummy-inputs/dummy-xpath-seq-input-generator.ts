import { type DummyDTypes, onnxDType } from "@transonnx/core";
import type { NDArray } from "@transonnx/graph";
import { DummyTextInputGenerator } from "./dummy-text-input-generator.ts";

/** The XPath of every token, [batch, sequence, max_depth]: tags and subscripts below their padding ids. */
export class DummyXPathSeqInputGenerator extends DummyTextInputGenerator {
  static override readonly supportedInputNames: readonly string[] = ["xpath_tags_seq", "xpath_subs_seq"];

  override generate(inputName: string, { intDtype = "int64" }: DummyDTypes = {}): NDArray {
    const shape = [this.batchSize, this.sequenceLength, this.normalizedConfig.getNumber("max_depth")];
    const padding = inputName === "xpath_tags_seq" ? "tag_pad_id" : "subs_pad_id";
    return this.randomIntTensor(shape, this.normalizedConfig.getNumber(padding), { dtype: onnxDType(intDtype) });
  }
}
