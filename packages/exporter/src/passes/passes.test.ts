import { describe, expect, test } from "@jest/globals";
import {
  add,
  type Dim,
  evaluate,
  expand,
  gelu,
  gridSample,
  input,
  layerNormalization,
  mul,
  pad,
  print,
  range,
  reduceMean,
  reshape,
  scalar,
  shapeOf,
  slice,
  sqrt,
  type Tensor,
} from "@transonnx/graph";
import { materializeSizes } from "../lowering/materialize-sizes.ts";
import { useOlderForms } from "../lowering/older-forms.ts";
import { foldConstants } from "./fold-constants.ts";
import { mergeEqual } from "./merge-equal.ts";
import { type Pass, rewrite } from "./rewrite.ts";
import { sinkReshapes } from "./sink-reshapes.ts";

const x = input("x", { dtype: "float32", shape: ["b", "t", 4] });
const float = (...shape: readonly Dim[]) => input("v", { dtype: "float32", shape });
const after = (pass: Pass, y: Tensor) => print(rewrite({ y }, pass));

describe("merging equal nodes", () => {
  test("computes once what is written twice, constants included", () => {
    expect(after(mergeEqual(), add(mul(x, 2), mul(x, 2)))).toMatchInlineSnapshot(`
"%0 = Mul(x, 2) : float32[b, t, 4]
%1 = Add(%0, %0) : float32[b, t, 4]
y = %1"
`);
  });

  test("keeps apart what differs in an attribute or in the sign of zero", () => {
    expect(after(mergeEqual(), add(gelu(x), gelu(x, "tanh")))).toContain("%2 = Add(%0, %1)");
    expect(after(mergeEqual(), add(mul(x, 0), mul(x, -0)))).toContain("%2 = Add(%0, %1)");
  });
});

describe("folding constants", () => {
  test("computes what depends on constants alone, and nothing else", () => {
    expect(after(foldConstants, mul(x, sqrt(scalar(16))))).toBe("%0 = Mul(x, 4) : float32[b, t, 4]\ny = %0");
  });
});

describe("sinking reshapes", () => {
  const rows = (y: Tensor) => reshape(y, ["b*t", 4]);
  const back = (y: Tensor) => reshape(y, ["b", "t", 4]);

  test("rows that are broadcast stay where they are", () => {
    const one = reshape(input("m", { dtype: "float32", shape: ["b", 4] }), ["b", 1, 4]);
    expect(after(sinkReshapes, add(x, one))).toContain("%1 = Add(x, %0)");
    expect(after(sinkReshapes, add(one, x))).toContain("%1 = Add(%0, x)");
  });

  test("the way back to sequences and the next way to rows vanish where they meet", () => {
    expect(after(sinkReshapes, mul(rows(gelu(back(mul(rows(x), 3)))), 5))).toMatchInlineSnapshot(`
"%0 = Reshape(x, [-1, 4]) : float32[b*t, 4]
%1 = Mul(%0, 3) : float32[b*t, 4]
%2 = Gelu(%1) : float32[b*t, 4]
%3 = Mul(%2, 5) : float32[b*t, 4]
y = %3"
`);
  });

  test("a residual beside rows becomes rows too", () => {
    const y = layerNormalization(add(back(mul(rows(x), 3)), x), float(4), undefined, 1e-5);
    expect(after(sinkReshapes, y)).toMatchInlineSnapshot(`
"%0 = Reshape(x, [-1, 4]) : float32[b*t, 4]
%1 = Mul(%0, 3) : float32[b*t, 4]
%2 = Reshape(x, [-1, 4]) : float32[b*t, 4]
%3 = Add(%1, %2) : float32[b*t, 4]
%4 = LayerNormalization(%3, v) : float32[b*t, 4]
%5 = Reshape(%4, [b, t, 4]) : float32[b, t, 4]
y = %5"
`);
  });

  test("what does not work row by row stays where it is", () => {
    const y = add(back(mul(rows(x), 3)), float("t", 4));
    expect(after(sinkReshapes, y)).toContain("Reshape(%1, [b, t, 4])");
  });
});

describe("symbolic sizes", () => {
  const sized = (y: Tensor) => after(materializeSizes([x]), y);

  test("are read from the inputs, neighbours at once", () => {
    expect(sized(expand(float(1, 1, 1), ["b", "t", 4]))).toMatchInlineSnapshot(`
"%0 = Shape(x) : int64[3]  # sizes
%1 = Expand(v, %0) : float32[b, t, 4]
y = %1"
`);
  });

  test("are computed where no input has them", () => {
    expect(sized(expand(float(1), ["2*t + 1"]))).toMatchInlineSnapshot(`
"%0 = Shape(x, start=1, end=2) : int64[1]  # sizes
%1 = Mul(%0, 2) : int64[1]  # sizes
%2 = Add(%1, [1]) : int64[1]  # sizes
%3 = Expand(v, %2) : float32[2*t + 1]
y = %3"
`);
  });

  test("as a scalar lose their axis", () => {
    expect(sized(range(0, "t"))).toContain("Squeeze(%0, [0]) : int64[]");
  });

  test.each([
    [[2, 3, 4], 7],
    [[1, 6, 4], 13],
  ])("stand for the numbers that the inputs have: %j", async (shape, length) => {
    const { y } = rewrite({ y: expand(float(1), ["2*t + 1"]) }, materializeSizes([x]));
    const data = { dtype: "float32", shape, data: new Float32Array(shape.reduce((a, b) => a * b)) } as const;
    const one = { dtype: "float32", shape: [1], data: Float32Array.of(5) } as const;
    const [out] = await evaluate([y!], { inputs: { x: data, v: one } });
    expect(out!.shape).toEqual([length]);
  });
});

describe("older forms", () => {
  test("a reduction takes its axes as an attribute below opset 18", () => {
    expect(after(useOlderForms(17), reduceMean(x, [-1]))).toContain("ReduceMean(x, axes=[-1])");
    expect(after(useOlderForms(18), reduceMean(x, [-1]))).toContain("ReduceMean(x, [-1])");
  });

  test("a part of a shape is sliced below opset 15", () => {
    expect(after(useOlderForms(13), shapeOf(x, 1, 2))).toMatchInlineSnapshot(`
"%0 = Shape(x) : int64[3]
%1 = Slice(%0, [1], [2], [0]) : int64[1]
y = %1"
`);
    expect(after(useOlderForms(13), shapeOf(x))).toContain("Shape(x) : int64[3]");
  });

  test("padding lists all axes below opset 18, and what it wraps is sliced below opset 19", () => {
    const padded = pad(x, [{ axis: 1, before: 1, after: 2 }], { mode: "wrap" });
    expect(after(useOlderForms(19), padded)).toContain('Pad(x, [0, 1, 0, 0, 2, 0], mode="wrap")');
    expect(after(useOlderForms(18), padded)).toMatchInlineSnapshot(`
"%0 = Slice(x, [-1], [9007200000000000], [1]) : float32[b, 1, 4]
%1 = Slice(x, [0], [2], [1]) : float32[b, 2, 4]
%2 = Concat(%0, x, %1, axis=1) : float32[b, t + 3, 4]
y = %2"
`);
  });

  test("images are sampled bilinearly below opset 20, and linearly from then on", () => {
    const image = float("b", 3, "h", "w");
    const grid = input("grid", { dtype: "float32", shape: ["b", "n", 1, 2] });
    expect(after(useOlderForms(19), gridSample(image, grid))).toContain("GridSample(v, grid)");
    expect(after(useOlderForms(19), gridSample(image, grid, { mode: "cubic" }))).toContain('mode="bicubic"');
    expect(after(useOlderForms(20), gridSample(image, grid, { mode: "cubic" }))).toContain('mode="cubic"');
  });

  test("what is no older form stays", () => {
    expect(after(useOlderForms(13), slice(x, 1, 0, 1))).toContain("Slice(x, [0], [1], [1])");
  });
});
