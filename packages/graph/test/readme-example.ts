import { add, evaluate, gelu, input, matmul, parameter, print } from "@transonnx/graph";

const x = input("x", { dtype: "float32", shape: ["batch", "sequence", 2] });
const weight = parameter("dense.weight", { dtype: "float32", shape: [2, 3] });
const y = gelu(add(matmul(x, weight), 1));

export const text = print({ y });
export const [value] = await evaluate([y], {
  inputs: { x: { dtype: "float32", shape: [1, 1, 2], data: Float32Array.of(1, -1) } },
  parameter: () => ({ dtype: "float32", shape: [2, 3], data: Float32Array.of(1, 2, 3, 1, 2, 4) }),
});
