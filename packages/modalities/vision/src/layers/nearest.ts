import { cast, type Dim, div, floor, gather, mul, range, size, type Tensor } from "@transonnx/graph";

/**
 * x[b, c, h, w] of another size, each element the nearest: PyTorch's interpolate with `size` and mode "nearest", which counts in
 * float32. At sizes that are no whole multiples ONNX Runtime's Resize chooses other elements here and there.
 */
export const nearest = (x: Tensor, [h, w]: readonly [height: Dim, width: Dim]): Tensor =>
  nearestAlong(nearestAlong(x, 2, h), 3, w);

function nearestAlong(x: Tensor, axis: number, to: Dim): Tensor {
  const from = x.type.shape[axis]!;
  if (from === to) return x;
  const float = (length: Dim) => cast(size(length), "float32");
  const places = floor(mul(cast(range(0, to), "float32"), div(float(from), float(to))));
  return gather(x, cast(places, "int64"), axis);
}
