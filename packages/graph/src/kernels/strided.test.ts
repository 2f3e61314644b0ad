import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { arrayOf } from "../types/ndarray.ts";
import { sizeOf, stridesOf } from "../types/shape.ts";
import { zipElements } from "./elementwise.ts";
import { subtractRow } from "./row.ts";
import { broadcastStrides, gatherStrided, walk } from "./strided.ts";

fc.configureGlobal({ seed: 20, numRuns: 300 });

const counting = (shape: readonly number[]) =>
  arrayOf(
    "float32",
    shape,
    Array.from({ length: sizeOf(shape) }, (_, i) => i),
  );

/** Every element by its own index: what the rows must agree with. */
function oneByOne(
  shape: readonly number[],
  strides: readonly (readonly number[])[],
  f: (...offsets: number[]) => number,
) {
  const out: number[] = [];
  walk(shape, strides, (_, offsets) => out.push(f(...offsets)));
  return out;
}

const shapes = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 });

test("a gathered array has the elements that the strides lead to", () => {
  const reordered = shapes.chain((shape) =>
    fc
      .shuffledSubarray(
        shape.map((_, i) => i),
        { minLength: shape.length },
      )
      .map((axes) => ({ shape, axes })),
  );
  fc.assert(
    fc.property(reordered, ({ shape, axes }) => {
      const x = counting(shape);
      const strides = stridesOf(shape);
      const [to, by] = [axes.map((a) => shape[a]!), axes.map((a) => strides[a]!)];
      expect(Array.from(gatherStrided(x, to, by).data as Float32Array)).toEqual(oneByOne(to, [by], (at) => at));
    }),
  );
});

test("broadcasting pairs each element with those at its place, by rows or by elements", () => {
  const pair = shapes.chain((shape) =>
    fc
      .tuple(
        ...[0, 1].map(() =>
          fc.tuple(fc.array(fc.boolean(), { minLength: shape.length, maxLength: shape.length }), fc.nat(2)),
        ),
      )
      .map((sides) => ({
        shape,
        inputs: sides.map(([ones, cut]) => shape.map((d, i) => (ones[i] ? 1 : d)).slice(Math.min(cut, shape.length))),
      })),
  );
  fc.assert(
    fc.property(pair, ({ inputs }) => {
      const [a, b] = inputs.map(counting) as [ReturnType<typeof counting>, ReturnType<typeof counting>];
      const rows = zipElements(a, b, Number.NaN as never, "float32", subtractRow);
      const elements = zipElements(a, b, (x, y) => x - y);
      const strides = [a, b].map((x) => broadcastStrides(x.shape, rows.shape));
      const expected = oneByOne(rows.shape, strides, (i, j) => a.data[i]! - b.data[j]!);
      expect(Array.from(rows.data as Float32Array)).toEqual(expected);
      expect(Array.from(elements.data as Float32Array)).toEqual(expected);
    }),
  );
});
