import { expect, test } from "@jest/globals";
import { arrayOf, evaluate, input, toNumbers } from "@transonnx/graph";
import { type CausalMaskOptions, causalBias } from "./causal-mask.ts";

const mask = input("mask", { dtype: "int64", shape: ["b", 5] });

/** A row for each of three tokens after two: `x` for a key that it sees. */
async function seen(options: Partial<CausalMaskOptions>, values = [1, 1, 1, 1, 1]): Promise<readonly string[]> {
  const bias = causalBias({ queries: 3, past: 2, ...options });
  const [found] = await evaluate([bias], { inputs: options.mask ? { mask: arrayOf("int64", [1, 5], values) } : {} });
  const keys = Array.from(toNumbers(found!), (x) => (x === 0 ? "x" : "."));
  return [0, 5, 10].map((start) => keys.slice(start, start + 5).join(""));
}

test.each<readonly [string, Partial<CausalMaskOptions>, readonly string[]]>([
  ["all before it", {}, ["xxx..", "xxxx.", "xxxxx"]],
  ["a window of them", { window: 2 }, [".xx..", "..xx.", "...xx"]],
  ["itself", { window: 1 }, ["..x..", "...x.", "....x"]],
  ["all there are", { bidirectional: true }, ["xxxxx", "xxxxx", "xxxxx"]],
  ["a window to both sides", { bidirectional: true, window: 2 }, [".xxx.", "..xxx", "...xx"]],
])("a token sees %s", async (_, options, expected) => {
  expect(await seen(options)).toEqual(expected);
});

test.each([
  [false, [".x...", ".x.x.", ".x.xx"]],
  [true, [".x.xx", ".x.xx", ".x.xx"]],
])("and no padding (bidirectional: %s)", async (bidirectional, expected) => {
  expect(await seen({ mask, bidirectional }, [0, 1, 0, 1, 1])).toEqual(expected);
});
