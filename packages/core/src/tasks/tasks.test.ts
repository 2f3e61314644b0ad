import { describe, expect, test } from "@jest/globals";
import { UnsupportedTaskError } from "../errors/index.ts";
import {
  AUTO_MODEL_CLASSES,
  AVAILABLE_FEATURES,
  autoModelClassForFeature,
  COMMON_OUTPUTS,
  featureToTask,
  mapFromSynonym,
  resolveTask,
  synonymsForTask,
  TASK_SYNONYMS,
  TASKS,
  TASKS_WITH_PAST,
  TRANSFORMERS_COMMON_OUTPUTS,
  TRANSFORMERS_TASKS,
  taskToFeature,
} from "./index.ts";

describe("task names", () => {
  test("are optimum's 33, of which 5 exist with past", () => {
    expect(new Set(TASKS).size).toBe(33);
    expect(TASKS_WITH_PAST).toHaveLength(5);
  });

  test.each([
    ["default", "feature-extraction"],
    ["masked-lm", "fill-mask"],
    ["sequence-classification", "text-classification"],
    ["causal-lm-with-past", "text-generation-with-past"],
    ["summarization-with-past", "text2text-generation-with-past"],
    ["vision2seq-lm-with-past", "image-to-text-with-past"],
    ["fill-mask", "fill-mask"],
    ["feature-extraction-with-past", "feature-extraction-with-past"],
    ["mask-generation", "feature-extraction"],
  ])("%s means %s", (name, task) => {
    expect(resolveTask(name)).toBe(task);
  });

  test("every one of the 23 synonyms means a task", () => {
    expect(Object.keys(TASK_SYNONYMS)).toHaveLength(23);
    for (const name of Object.keys(TASK_SYNONYMS)) expect(resolveTask(name)).toBe(mapFromSynonym(name));
  });

  test("an unknown name passes mapFromSynonym as it is", () => {
    expect(mapFromSynonym("constructor")).toBe("constructor");
  });

  test("synonymsForTask gives the other names of the same task", () => {
    expect(synonymsForTask("fill-mask")).toEqual(new Set(["masked-lm"]));
    expect(synonymsForTask("masked-lm")).toEqual(new Set());
    expect(synonymsForTask("summarization")).toEqual(new Set(["seq2seq-lm", "translation"]));
  });

  test("an unknown task names the nearest ones", () => {
    expect(() => resolveTask("fill-maks")).toThrow(UnsupportedTaskError);
    expect(() => resolveTask("fill-maks")).toThrow(/there is no task "fill-maks".*The nearest known: fill-mask/);
    expect(() => resolveTask("fill-mask-with-past")).toThrow(/text-generation-with-past/);
  });
});

describe("features of transformers.onnx", () => {
  test("are tasks under other names", () => {
    expect(AVAILABLE_FEATURES).toHaveLength(18);
    expect(AVAILABLE_FEATURES.map((feature) => taskToFeature(resolveTask(feature)))).toEqual(AVAILABLE_FEATURES);
    expect(featureToTask("seq2seq-lm-with-past")).toBe("seq2seq-lm");
  });

  test("do not exist for every task", () => {
    expect(taskToFeature("audio-xvector")).toBeUndefined();
  });

  test("name the Auto classes of PyTorch and TensorFlow", () => {
    expect(autoModelClassForFeature("masked-lm")).toBe("AutoModelForMaskedLM");
    expect(autoModelClassForFeature("causal-lm-with-past", "tf")).toBe("TFAutoModelForCausalLM");
    expect(() => autoModelClassForFeature("object-detection", "tf")).toThrow(UnsupportedTaskError);
    expect(() => autoModelClassForFeature("default", "mxnet")).toThrow(/framework is "mxnet"/);
  });
});

describe("common outputs", () => {
  test("exist for 27 tasks of optimum and for all 15 of transformers.onnx", () => {
    expect(Object.values(COMMON_OUTPUTS).filter(Boolean)).toHaveLength(27);
    expect(Object.keys(TRANSFORMERS_COMMON_OUTPUTS).sort()).toEqual([...TRANSFORMERS_TASKS].sort());
  });

  test("keep the order of the ONNX outputs", () => {
    expect(Object.keys(COMMON_OUTPUTS["question-answering"] ?? {})).toEqual(["start_logits", "end_logits"]);
  });

  test("cover the tasks that an Auto class loads, but for those whose outputs depend on the model", () => {
    const without = TASKS.filter((task) => AUTO_MODEL_CLASSES[task] !== null && COMMON_OUTPUTS[task] === null);
    expect(without).toEqual(["image-text-to-text", "reinforcement-learning", "text-to-audio"]);
  });
});
