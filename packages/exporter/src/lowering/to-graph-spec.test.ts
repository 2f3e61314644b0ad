import { expect, test } from "@jest/globals";
import { add, arrayOf, evaluate, input, packedAttention, reshape, type Tensor } from "@transonnx/graph";
import { modelFor, runIn, runtimeNames } from "../../test/onnx-runtimes.ts";
import { targetOf } from "./targets.ts";

const x = input("x", { dtype: "float32", shape: ["batch_size", "sequence_length", 4] });
/** A way through rows, as linear layers go: what comes out has an unknown width to a runtime. */
const throughRows = (y: Tensor) => add(reshape(add(reshape(y, ["batch_size*sequence_length", 4]), 1), y.type.shape), 0);

test.each(runtimeNames)(
  "a residual beside attention opens in %s, which infers no width of packed values",
  async (name) => {
    const [q, k, v] = [x, x, x].map(throughRows) as [Tensor, Tensor, Tensor];
    const y = add(x, packedAttention(q, k, v, { query: 2 }));
    const model = modelFor(targetOf("onnxruntime"), { x }, { y });
    expect(model.graph.valueInfo?.map(({ shape }) => shape)).toEqual([["batch_size", "sequence_length", 4]]);

    const arrays = {
      x: arrayOf(
        "float32",
        [2, 3, 4],
        Array.from({ length: 24 }, (_, i) => Math.sin(i)),
      ),
    };
    const [expected] = await evaluate([y], { inputs: arrays });
    const found = await runIn(name, model, arrays);
    expect(found.y!.shape).toEqual([2, 3, 4]);
    Array.from(found.y!.data as Float32Array).forEach((value, i) => {
      expect(value).toBeCloseTo((expected!.data as Float32Array)[i]!, 5);
    });
  },
);
