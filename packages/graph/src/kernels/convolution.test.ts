import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { type Channels, convolve, scatterWindows } from "./convolution.ts";
import type { Slide } from "./windows.ts";

fc.configureGlobal({ seed: 21 });

const numbers = (length: number, salt: number) => Float64Array.from({ length }, (_, i) => ((i * 7 + salt) % 11) - 5);

const count = (max: number) => fc.integer({ min: 1, max });
const problems = fc.record({
  batch: count(2),
  groups: count(3),
  ins: count(3),
  outs: count(6),
  kernel: count(3),
  stride: count(3),
  dilation: count(2),
  before: fc.integer({ min: 0, max: 2 }),
  output: count(9),
});

type Problem = typeof problems extends fc.Arbitrary<infer P> ? P : never;

/** Sums over windows of one axis, and the same the other way, as definitions have them. */
function* products({ batch, inputs, outputs, groups }: Channels, { kernel, stride, dilation, before, output }: Slide) {
  const [ins, outs] = [inputs / groups, outputs / groups];
  for (let b = 0; b < batch; b++)
    for (let m = 0; m < outputs; m++)
      for (let c = 0; c < ins; c++)
        for (let p = 0; p < output; p++)
          for (let k = 0; k < kernel; k++)
            yield { b, m, c, input: Math.floor(m / outs) * ins + c, p, k, at: p * stride + k * dilation - before };
}

function problem({ batch, groups, ins, outs, ...window }: Problem) {
  const channels = { batch, groups, inputs: groups * ins, outputs: groups * outs };
  const extent = (window.kernel - 1) * window.dilation + 1;
  const size = Math.max(1, (window.output - 1) * window.stride + extent - window.before);
  return { channels, ins, outs, size, slide: { ...window, extent, after: 0 } };
}

test("a convolution is the sum of its products, whatever the sizes", () => {
  fc.assert(
    fc.property(problems, (given) => {
      const { channels, ins, size, slide } = problem(given);
      const { batch, inputs, outputs } = channels;
      const x = numbers(batch * inputs * size, 1);
      const weight = numbers(outputs * ins * slide.kernel, 2);
      const out = new Float64Array(batch * outputs * slide.output);
      convolve(x, weight, out, channels, [size], [slide]);
      const expected = new Float64Array(out.length);
      for (const { b, m, c, input, p, k, at } of products(channels, slide))
        if (at >= 0 && at < size)
          expected[(b * outputs + m) * slide.output + p]! +=
            x[(b * inputs + input) * size + at]! * weight[(m * ins + c) * slide.kernel + k]!;
      expect(out).toEqual(expected);
    }),
  );
});

test("a transposed convolution adds the same products to the windows", () => {
  fc.assert(
    fc.property(problems, (given) => {
      const { channels, outs, slide } = problem({ ...given, before: 0 });
      const { batch, inputs, outputs } = channels;
      const size = (slide.output - 1) * slide.stride + slide.extent;
      const x = numbers(batch * inputs * slide.output, 1);
      const weight = numbers(inputs * outs * slide.kernel, 2);
      const out = new Float64Array(batch * outputs * size);
      scatterWindows(x, weight, out, channels, [size], [slide]);
      const expected = new Float64Array(out.length);
      for (const { b, m, input, p, k, at } of products(channels, slide))
        expected[(b * outputs + m) * size + at]! +=
          x[(b * inputs + input) * slide.output + p]! * weight[(input * outs + (m % outs)) * slide.kernel + k]!;
      expect(out).toEqual(expected);
    }),
  );
});
