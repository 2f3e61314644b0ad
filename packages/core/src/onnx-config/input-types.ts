import type { NDArray, TensorType } from "@transonnx/graph";
import { TransonnxError } from "../errors/transonnx-error.ts";
import type { AxesByName } from "../tasks/axes.ts";

/** The types of inputs: a named axis is that symbol, unless it is of a fixed size; any other has the size of the dummy input. */
export function inputTypes(
  where: string,
  inputs: AxesByName,
  dummyInputs: Readonly<Record<string, NDArray>>,
  fixedSizes: Readonly<Record<string, number>> = {},
): Record<string, TensorType> {
  const types = Object.entries(inputs).map(([name, axes]) => {
    const { dtype, shape } = dummyInputs[name]!;
    const outside = Object.keys(axes).find((axis) => Number(axis) >= shape.length);
    if (outside !== undefined)
      throw new TransonnxError(`axis ${outside} of the input "${name}" has a name`, {
        where,
        expected: `axes below the rank of its dummy input, ${shape.length}`,
        advice: "Correct inputs, or the dummy input generator",
      });
    const sizeOf = (symbol: string) => fixedSizes[symbol] ?? symbol;
    return [name, { dtype, shape: shape.map((size, axis) => (axes[axis] === undefined ? size : sizeOf(axes[axis]))) }];
  });
  return Object.fromEntries(types);
}
