import { type Dim, multiplyDims, pad, reshape, slice, type Tensor, transpose } from "@transonnx/graph";

/** x[b, h, w, c] filled up with zeros at the bottom and the right, and cut: [b * windows, size, size, c]. */
export function windowsOf(x: Tensor, size: number): Tensor {
  const [b, h, w, c] = x.type.shape as readonly [Dim, number, number, number];
  const [rows, columns] = [Math.ceil(h / size), Math.ceil(w / size)];
  const whole = pad(x, [
    { axis: 1, after: rows * size - h },
    { axis: 2, after: columns * size - w },
  ]);
  const cut = reshape(whole, [b, rows, size, columns, size, c]);
  return reshape(transpose(cut, [0, 1, 3, 2, 4, 5]), [multiplyDims(b, rows * columns), size, size, c]);
}

/** Windows[b * windows, size, size, c] put together again, and what was filled up cut off: [b, h, w, c]. */
export function ofWindows(windows: Tensor, [b, h, w, c]: readonly [Dim, number, number, number]): Tensor {
  const size = windows.type.shape[1] as number;
  const [rows, columns] = [Math.ceil(h / size), Math.ceil(w / size)];
  const cut = transpose(reshape(windows, [b, rows, columns, size, size, c]), [0, 1, 3, 2, 4, 5]);
  const whole = reshape(cut, [b, rows * size, columns * size, c]);
  return slice(slice(whole, 1, 0, h), 2, 0, w);
}
