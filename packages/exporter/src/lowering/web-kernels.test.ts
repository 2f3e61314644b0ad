import { describe, expect, test } from "@jest/globals";
import * as graph from "@transonnx/graph";
import { rewrite } from "../passes/rewrite.ts";
import { expandComposites } from "./expand-composites.ts";
import { targetOf } from "./targets.ts";
import { WEB_KERNELS } from "./web-kernels.ts";

const { opset, operators, rewrites = [] } = targetOf("web");
const hasKernel = ({ domain, name }: graph.Operator) => WEB_KERNELS[domain]?.includes(name) ?? false;
const composites = Object.values(graph).filter(
  (value): value is graph.Operator => typeof value === "object" && "expand" in value && "since" in value,
);

describe("what an operator becomes for browsers has a kernel in WebGPU", () => {
  test.each(composites.map((op) => [op.name, op] as const))("%s", (_, op) => {
    const [sample] = graph.referenceOf(op)!.samples;
    const inputs = sample.inputs.map((type, i) => type && graph.input(`${i}`, type));
    const outputs = graph.applyAll(op, inputs, sample.attributes ?? {}, sample.outputs ?? 1);
    const named = Object.fromEntries(outputs.map((tensor, i) => [`${i}`, tensor]));
    const passes = [...rewrites, expandComposites(opset, undefined, operators)];
    const written = passes.reduce(rewrite, named);
    const used = graph.topologicalOrder(Object.values(written)).map((node) => node.op);
    expect(used.filter((one) => !hasKernel(one)).map(({ name }) => name)).toEqual([]);
  });
});
