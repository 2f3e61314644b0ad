import { type NDArray, sizeOf } from "@transonnx/graph";

/** The tokens from `start` to `end` of x[b, t, …]. */
export function rowsOf({ dtype, shape, data }: NDArray, start: number, end: number): NDArray {
  const [batch, length, ...rest] = shape as [number, number, ...number[]];
  const width = sizeOf(rest);
  const out = data.slice(0, batch * (end - start) * width) as typeof data;
  for (let b = 0; b < batch; b++)
    for (let i = 0; i < (end - start) * width; i++)
      out[b * (end - start) * width + i] = data[(b * length + start) * width + i]!;
  return { dtype, shape: [batch, end - start, ...rest], data: out };
}

/** The one output that is compared, zero where a token is padding: what a model makes of padding means nothing. */
export function withoutPadding(
  output: string,
  results: Readonly<Record<string, NDArray>>,
  padded: readonly (readonly boolean[])[],
): Readonly<Record<string, NDArray>> {
  const values = results[output];
  if (!values || padded.every((row) => row.every((isPadding) => !isPadding))) return values ? { [output]: values } : {};
  const data = values.data.slice() as Float32Array;
  const length = padded[0]!.length;
  const width = data.length / (padded.length * length);
  padded.forEach((row, b) => {
    row.forEach((isPadding, t) => {
      if (isPadding) data.fill(0, (b * length + t) * width, (b * length + t + 1) * width);
    });
  });
  return { [output]: { ...values, data } };
}
