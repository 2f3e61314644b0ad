import { type DummyDTypes, DummyInputGenerator, onnxDType } from "@transonnx/core";
import type { NDArray } from "@transonnx/graph";

/**
 * Points that say what of a picture is meant: places [batch, point_batch, points, 2] in [0, 1), and labels, 1 for what is meant,
 * 0 for what is not, -1 for what is no point. Optimum's labels are all 0.
 */
export class DummyPointsGenerator extends DummyInputGenerator {
  static override readonly supportedInputNames: readonly string[] = ["input_points", "input_labels"];

  generate(inputName: string, { intDtype = "int64", floatDtype = "fp32" }: DummyDTypes = {}): NDArray {
    const { batch_size, point_batch_size, nb_points_per_image } = this.options;
    const shape = [batch_size, point_batch_size, nb_points_per_image];
    return inputName === "input_points"
      ? this.randomFloatTensor([...shape, 2], { dtype: onnxDType(floatDtype) })
      : this.randomIntTensor(shape, 2, { minValue: -1, dtype: onnxDType(intDtype) });
  }
}
