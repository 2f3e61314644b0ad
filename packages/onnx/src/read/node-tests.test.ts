import { isDeepStrictEqual } from "node:util";
import { expect, test } from "@jest/globals";
import { readNodeTests } from "../../../testing/src/node-tests/archive.ts";
import { meaningOf } from "../../test/meaning.ts";
import { inspectModel } from "../text/inspect.ts";
import { printModel } from "../text/print.ts";
import { encodeModel } from "../write/write-model.ts";
import { readModel } from "./read-model.ts";
import { readOptional, readSequence, readTensor } from "./read-value.ts";

const tests = readNodeTests(new URL("../../../../fixtures/onnx-node-tests.tar.br", import.meta.url));
const failuresOf = async (check: (test: (typeof tests)[number]) => Promise<void>) => {
  const failures: string[] = [];
  for (const each of tests)
    await check(each).catch((error: unknown) => failures.push(`${each.name}: ${String(error).slice(0, 300)}`));
  return failures;
};

test("ONNX's own tests are all here", () => {
  expect(tests.length).toBe(1701);
  expect(
    tests.flatMap(({ dataSets }) => dataSets.flatMap(({ inputs, outputs }) => [...inputs, ...outputs])).length,
  ).toBe(5652);
});

test("every model is written with the meaning it was read with", async () => {
  const failures = await failuresOf(async ({ model }) => {
    const read = await readModel(model);
    const written = await encodeModel(read);
    if (!isDeepStrictEqual(await readModel(written), read)) throw new Error("it is read back as another model");
    if (!isDeepStrictEqual(meaningOf(written), meaningOf(model))) throw new Error("its protobuf message means another");
  });
  expect(failures).toEqual([]);
});

test("every input and output is read as the type that its graph declares", async () => {
  const failures = await failuresOf(async ({ model, dataSets }) => {
    const { graph } = await readModel(model);
    for (const { inputs, outputs } of dataSets)
      for (const [files, values] of [
        [inputs, graph.inputs],
        [outputs, graph.outputs],
      ] as const)
        files.forEach((file, i) => {
          const { dtype, type } = values[i]!;
          if (type?.kind === "sequence") readSequence(file);
          else if (type?.kind === "optional") readOptional(file);
          else expect(readTensor(file).dtype).toBe(dtype);
        });
  });
  expect(failures).toEqual([]);
});

test("every model is printed and summarised", async () => {
  const failures = await failuresOf(async ({ model }) => {
    const read = await readModel(model);
    expect(printModel(read)).toContain(`graph ${read.graph.name}(`);
    expect(inspectModel(read).nodes).toBeGreaterThan(0);
  });
  expect(failures).toEqual([]);
});
