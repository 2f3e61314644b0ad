import { apply, concat, type Node, Pad, primitive, slice, string, type Tensor } from "@transonnx/graph";
import type { OlderForm } from "./older-form.ts";

/** Pad until opset 18. */
const padOfAllAxes = primitive({
  name: "Pad",
  since: 13,
  inputs: ["data", "pads", "constant_value?"],
  outputs: ["output"],
  attributes: { mode: string("constant") },
  infer: (inputs, attributes) => Pad.infer(inputs, attributes, 1),
});

/** Until opset 18 Pad had no axes, until opset 19 it could not wrap. */
export const olderPad: OlderForm = {
  op: Pad,
  until: 19,
  write({ inputs: [x, pads, value, axes], attributes }: Node) {
    if (axes) return undefined;
    if (attributes.mode === "wrap") return wrapped(x!, pads!);
    return [apply(padOfAllAxes, [x, pads, value], attributes)];
  },
};

/** The ends of each axis are put before its start and after its end. */
function wrapped(x: Tensor, pads: Tensor): readonly Tensor[] | undefined {
  const rank = x.type.shape.length;
  const counts = pads.type.elements ?? [];
  if (!counts.every((count) => typeof count === "number" && count >= 0)) return undefined;
  return [
    x.type.shape.reduce<Tensor>((all, _, axis) => {
      const [before, after] = [counts[axis] as number, counts[rank + axis] as number];
      const start = before > 0 ? [slice(all, axis, -before)] : [];
      const end = after > 0 ? [slice(all, axis, 0, after)] : [];
      return concat([...start, all, ...end], axis);
    }, x),
  ];
}
