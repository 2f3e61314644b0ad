import { describe, expect, test } from "@jest/globals";
import * as graph from "@transonnx/graph";
import { readNodeTests } from "../node-tests/archive.ts";
import { difference } from "./difference.ts";
import { exclusions } from "./exclusions.ts";
import { readNodeCase } from "./node-case.ts";
import { missingOperator, operatorsOf, runNodeCase } from "./run-node-case.ts";

const archive = new URL("../../../../fixtures/onnx-node-tests.tar.br", import.meta.url);
const operators = operatorsOf(graph);
const all = await Promise.all(readNodeTests(archive).map(readNodeCase));
const implemented = all.filter((one) => missingOperator(one, operators) === undefined);
const isExcluded = (name: string) => exclusions.some(({ cases }) => cases.test(name));
const run = implemented.filter(({ name }) => !isExcluded(name));

describe("ONNX's node tests of every implemented operator", () => {
  test.each(run.map((one) => [one.name, one] as const))("%s", async (_, one) => {
    expect(one.dataSets.length).toBeGreaterThan(0);
    for (const { inputs, outputs } of one.dataSets) {
      const results = await runNodeCase(one, inputs, operators);
      for (const [name, expected] of outputs) expect(difference(results.get(name)!, expected)).toBeUndefined();
    }
  });
});

test("every operator has a case that is one node of it", () => {
  const alone = run.filter(({ graph }) => graph.nodes.length === 1).map(({ graph }) => graph.nodes[0]!.opType);
  expect([...operators.keys()].filter((name) => !alone.includes(name))).toEqual([]);
});

test.each(exclusions.map(({ cases, reason }) => [reason, cases] as const))("an exclusion is of use: %s", (_, cases) => {
  expect(implemented.filter(({ name }) => cases.test(name))).not.toEqual([]);
});

test("as many cases run, and are excluded, as are known to", () => {
  expect({ run: run.length, excluded: implemented.length - run.length, all: all.length }).toMatchInlineSnapshot(`
{
  "all": 1701,
  "excluded": 191,
  "run": 1072,
}
`);
});
