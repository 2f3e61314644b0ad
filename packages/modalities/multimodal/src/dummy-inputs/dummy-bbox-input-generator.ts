import { type DummyDTypes, DummyInputGenerator, onnxDType } from "@transonnx/core";
import type { NDArray } from "@transonnx/graph";

/** Where each token stands on a page, [batch, sequence, 4]. All at the corner, as optimum makes them. */
export class DummyBboxInputGenerator extends DummyInputGenerator {
  static override readonly supportedInputNames: readonly string[] = ["bbox"];

  generate(_inputName: string, { intDtype = "int64" }: DummyDTypes = {}): NDArray {
    const { batch_size, sequence_length } = this.options;
    return this.randomIntTensor([batch_size, sequence_length, 4], 1, { dtype: onnxDType(intDtype) });
  }
}
