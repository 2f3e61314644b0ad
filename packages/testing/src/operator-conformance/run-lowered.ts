import { lower, type Target, toGraphSpec } from "@transonnx/exporter";
import type { NDArray, Tensor } from "@transonnx/graph";
import { encodeModel, minimumIrVersion } from "@transonnx/onnx";
import { runOnnx } from "../onnxruntime/run-onnx.ts";

type Named<T> = Readonly<Record<string, T>>;

/** A graph without parameters, lowered to an opset and run by ONNX Runtime on the inputs' values. Throws OpsetError. */
export async function runLowered(
  inputs: Named<Tensor>,
  outputs: Named<Tensor>,
  values: Named<NDArray>,
  opset: number,
  target?: Target,
): Promise<Named<NDArray>> {
  const written = lower(inputs, outputs, { opset, ...(target && { target }) });
  const opsets = [
    { domain: "", version: opset },
    { domain: "com.microsoft", version: 1 },
  ];
  const model = await encodeModel({
    irVersion: minimumIrVersion(opsets.slice(0, 1)) ?? 8,
    opsets,
    producerName: "transonnx",
    producerVersion: "",
    metadata: {},
    graph: toGraphSpec("graph", inputs, written, (name) => {
      throw new Error(`the graph has a parameter, ${name}`);
    }),
  });
  return runOnnx(model, (run) => run(values));
}
