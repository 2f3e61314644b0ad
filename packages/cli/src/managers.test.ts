import { expect, test } from "@jest/globals";
import { tinyBert } from "../test/command-line.ts";
import { featuresManager, tasksManager } from "./index.ts";

test("tasksManager knows every model type", async () => {
  expect(Object.keys(await tasksManager.getSupportedTasksForModelType("bert"))).toContain("fill-mask");
  expect(await tasksManager.getSupportedModelTypeForTask("fill-mask")).toContain("bert");
});

test("featuresManager gives a checkpoint ready to be exported", async () => {
  const prepared = await featuresManager.getModelFromFeature("masked-lm", tinyBert);
  expect(Object.keys(prepared.parts[0]!.graph.outputs)).toEqual(["logits"]);
  await prepared.close();
});
