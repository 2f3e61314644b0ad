import { describe, expect, test } from "@jest/globals";
import type { ModelDefinition } from "@transonnx/core";
import { add, apply, composite, type KnownType, type NDArray, primitive, slice, type Tensor } from "@transonnx/graph";
import { config, forward, toy, tried } from "../../test/toy-model.ts";

describe("an operator of one's own", () => {
  const twice = {
    name: "Twice",
    domain: "toys.example",
    since: 13,
    doc: "2x.",
    inputs: ["X"],
    outputs: ["Y"],
    attributes: {},
    samples: [{ inputs: [{ dtype: "float32", shape: ["n", 3] }] }],
  } as const;
  const using = (op: Parameters<typeof apply>[0]): ModelDefinition =>
    toy({
      forward: (c, p, x, cache) => ({ last_hidden_state: apply(op, [forward(c, p, x, cache).last_hidden_state!]) }),
    });
  const operators = async (op: Parameters<typeof apply>[0]) => {
    const { rows } = await tried(toy(), { config, operators: [op] });
    return rows.find(({ name }) => name === "operators of its own")!.error?.message;
  };
  const expand = ([x]: readonly Tensor[]) => add(x!, x!);

  test("passes where files hold its body", async () => {
    expect((await tried(using(composite({ ...twice, expand })), { config })).failed).toEqual([]);
  });

  test("that no runtime has", async () => {
    expect(await operators(composite({ ...twice, domain: "", expand }))).toContain("Give it a domain of its own");
    const kernel = primitive({
      ...twice,
      infer: ([x]: readonly KnownType[]) => x!,
      evaluate: ([x]: readonly NDArray[]) => x!,
    });
    expect(await operators(kernel)).toContain("Define it with composite in place of primitive");
  });

  test("with a sample that does not hold", async () => {
    const fourth = composite({ ...twice, expand: ([x]) => add(x!, slice(x!, 1, 3, 4)) });
    expect(await operators(fourth)).toContain("a sample does not hold");
  });
});
