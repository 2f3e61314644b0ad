/** One dimension of a strided view: its length and the distance of its elements, in elements. */
export interface StridedDim {
  readonly size: number;
  readonly stride: number;
}

/** The dimensions without those of one element, and with neighbours joined that lie row-major to each other. */
export function joinDims(shape: readonly number[], strides: readonly number[]): readonly StridedDim[] {
  const dims: StridedDim[] = [];
  shape.forEach((size, i) => {
    const stride = strides[i] as number;
    if (size === 1) return;
    const before = dims.at(-1);
    if (before !== undefined && before.stride === size * stride) {
      dims[dims.length - 1] = { size: before.size * size, stride };
    } else dims.push({ size, stride });
  });
  return dims;
}

/** Whether the elements lie row-major and dense. */
export function isContiguous(dims: readonly StridedDim[]): boolean {
  return dims.length === 0 || (dims.length === 1 && dims[0]?.stride === 1);
}

/** The elements from the first to the last that a view reaches. */
export function span(dims: readonly StridedDim[]): number {
  return dims.reduce((sum, { size, stride }) => sum + (size - 1) * stride, 1);
}

export function count(dims: readonly StridedDim[]): number {
  return dims.reduce((product, { size }) => product * size, 1);
}
