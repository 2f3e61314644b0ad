import { apply, composite, float, int, RMSNormalization } from "@transonnx/graph";

/** ONNX Runtime's own, which it has in the domain ai.onnx though ONNX does not. */
export const SimplifiedLayerNormalization = composite({
  name: "SimplifiedLayerNormalization",
  since: 1,
  doc: "Scales the axes from `axis` on to a root mean square of 1, then by scale. https://arxiv.org/abs/1910.07467",
  inputs: ["X", "scale"],
  outputs: ["Y"],
  attributes: { axis: int(-1), epsilon: float(1e-5), stash_type: int(1) },
  expand: ([x, scale], attributes) => apply(RMSNormalization, [x, scale], attributes),
  samples: [
    {
      inputs: [
        { dtype: "float32", shape: ["n", 8] },
        { dtype: "float32", shape: [8] },
      ],
      attributes: { epsilon: 1e-6 },
    },
  ],
});
