import { describe, expect, test } from "@jest/globals";
import { encodeSafetensors, memoryFolder } from "@transonnx/checkpoint";
import { type AxesByName, createRegistry, defineModel, OnnxConfig, type PretrainedConfig } from "@transonnx/core";
import { add, mul } from "@transonnx/graph";
import { readModel } from "@transonnx/onnx";
import { memoryOutput } from "../outputs/memory-output.ts";
import { planExport } from "../plan/plan-export.ts";
import { type ExportModelOptions, exportModel } from "./export-model.ts";

const rows = { 0: "batch_size" } as const;

/** Multiplies by one vector, then adds another: each a part, or both in one file. */
class TwoStepsOnnxConfig extends OnnxConfig {
  static override readonly variants: Readonly<Record<string, string>> = {
    split: "both steps",
    second: "the second",
    whole: "one file",
  };
  static override readonly defaultVariant: string = "split";

  override get parts() {
    return { split: ["scale", "shift"], second: ["shift"], whole: [] as string[] }[this.variant]!;
  }
  override get extraParts() {
    return this.variant === "whole" ? ["scale"] : [];
  }
  get inputs(): AxesByName {
    return this.part === "shift" ? { scaled: rows } : { values: rows };
  }
  override get outputs(): AxesByName {
    return this.part === "scale" ? { scaled: rows } : { shifted: rows };
  }
  override inputTypes() {
    const type = { dtype: "float32", shape: ["batch_size", 4] } as const;
    return Object.fromEntries(Object.keys(this.inputs).map((name) => [name, type]));
  }
}

const twoSteps = defineModel<PretrainedConfig>({
  modelType: "two-steps",
  parseConfig: (json) => ({ ...json, model_type: "two-steps" }),
  onnxConfig: TwoStepsOnnxConfig,
  tasks: {
    "feature-extraction": {
      architecture: "TwoSteps",
      forward: (_, p, x) => ({ shifted: add(mul(x.values!, p.get("scale", [4])), p.get("shift", [4])) }),
      parts: {
        scale: (_, p, x) => ({ scaled: mul(x.values!, p.get("scale", [4])) }),
        shift: (_, p, x) => ({ shifted: add(x.scaled!, p.get("shift", [4])) }),
      },
    },
  },
  mayHold: [],
});

const tensor = (data: readonly number[]) => ({ dtype: "float32", shape: [4], data: Float32Array.from(data) }) as const;
const checkpointOf = (names: readonly string[]) =>
  memoryFolder({
    "config.json": JSON.stringify({ model_type: "two-steps", architectures: ["TwoSteps"] }),
    "model.safetensors": encodeSafetensors(names.map((name) => [name, tensor([1, 2, 3, 4])])),
  });
const checkpoint = checkpointOf(["scale", "shift"]);
const registry = createRegistry([twoSteps]);

async function exported(options: Partial<ExportModelOptions> = {}) {
  const output = memoryOutput();
  const report = await exportModel({ checkpoint, registry, output, ...options });
  const files = [...output.files].filter(([file]) => file.endsWith(".onnx"));
  const models = await Promise.all(files.map(async ([file, bytes]) => [file, await readModel(bytes)] as const));
  const weights = models.map(([file, { graph }]) => [file, graph.initializers.map(({ name }) => name)]);
  return { report, weights: Object.fromEntries(weights), models: Object.fromEntries(models) };
}
const variant = (name: string) => ({ onnxConfigOptions: { variant: name } });

describe("a task of parts", () => {
  test("is written as a file each, with the weights that the file reads", async () => {
    const { weights, report } = await exported();
    expect(weights).toEqual({ "scale.onnx": ["scale"], "shift.onnx": ["shift"] });
    expect(report.parts.map(({ name, inputs, outputs }) => [name, inputs[0]!.name, outputs[0]!.name])).toEqual([
      ["scale", "values", "scaled"],
      ["shift", "scaled", "shifted"],
    ]);
    expect(report.unread).toEqual([]);
  });

  test("is model.onnx where the whole is asked for, or one part alone is written", async () => {
    expect((await exported({ monolith: true })).weights).toEqual({ "model.onnx": ["scale", "shift"] });
    const { weights, report, models } = await exported(variant("second"));
    expect(weights).toEqual({ "model.onnx": ["shift"] });
    expect(report.unread).toEqual(["scale"]);
    expect(models["model.onnx"]!.metadata).toMatchObject({ variant: "second" });
  });

  test("has parts besides the whole where a layout's loader reads them", async () => {
    expect((await exported(variant("whole"))).weights).toEqual({ "model.onnx": ["scale", "shift"] });
    expect((await exported({ ...variant("whole"), layout: "transformers.js" })).weights).toEqual({
      "onnx/model.onnx": ["scale", "shift"],
      "onnx/scale.onnx": ["scale"],
    });
  });

  test("is refused by a loader that reads the parts where they come in one file", async () => {
    const layout = "transformers.js";
    await expect(exported({ layout, monolith: true })).rejects.toThrow(/reads the parts of the model as files/);
    await expect(exported({ layout, ...variant("second") })).rejects.toThrow(/Leave --monolith .* and --variant/);
  });

  test("leaves no tensor unread that none of its parts reads", async () => {
    const other = checkpointOf(["scale", "shift", "other"]);
    await expect(exported({ checkpoint: other })).rejects.toThrow(/other/);
  });

  test("is planned as it is written", async () => {
    const { export: planned } = await planExport({ checkpoint, registry });
    expect(planned!.files).toEqual((await exported()).report.files);
  });
});
