import { type Dim, multiplyDims } from "./dim.ts";

/** The product of all sizes: the number of elements. */
export const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** How many elements a shape has, symbolic where a size is. */
export const sizeOfDims = (shape: readonly Dim[]): Dim => multiplyDims(...shape);

/** Whether two shapes are one, size by size. */
export const sameShape = (a: readonly Dim[], b: readonly Dim[]): boolean =>
  a.length === b.length && a.every((size, i) => size === b[i]);

/** Elements between neighbours along each axis, row-major. */
export function stridesOf(shape: readonly number[]): number[] {
  const out = new Array<number>(shape.length);
  for (let i = shape.length - 1, stride = 1; i >= 0; i--) {
    out[i] = stride;
    stride *= shape[i]!;
  }
  return out;
}

/** The shape that ONNX's multidirectional broadcasting gives; throws where two sizes differ and neither is 1. */
export function broadcast(...shapes: readonly (readonly Dim[])[]): Dim[] {
  const rank = Math.max(0, ...shapes.map((s) => s.length));
  const out = new Array<Dim>(rank).fill(1);
  for (const shape of shapes) {
    shape.forEach((size, i) => {
      const axis = rank - shape.length + i;
      const other = out[axis]!;
      if (other === 1) out[axis] = size;
      else if (size !== 1 && size !== other)
        throw new Error(`cannot broadcast ${other} with ${size} (axis ${axis - rank})`);
    });
  }
  return out;
}

/** An axis counted from 0; throws when it lies outside of [-rank, rank). */
export function normalizeAxis(axis: number, rank: number): number {
  if (!Number.isInteger(axis) || axis < -rank || axis >= rank)
    throw new Error(`axis ${axis} is outside of rank ${rank}`);
  return axis < 0 ? axis + rank : axis;
}
