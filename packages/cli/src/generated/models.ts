// Made by `npm run generate -- models` from the packages under packages/models. Not to be edited.
import type { LazyEntry } from "@transonnx/core";

/** The model types of the command line, each with the package that serves it. */
export const models: readonly LazyEntry[] = [
  {
    modelType: "albert",
    package: "@transonnx/albert",
    load: async () => (await import("@transonnx/albert")).albert,
  },
  {
    modelType: "bert",
    package: "@transonnx/bert",
    load: async () => (await import("@transonnx/bert")).bert,
  },
  {
    modelType: "camembert",
    package: "@transonnx/roberta",
    load: async () => (await import("@transonnx/roberta")).camembert,
  },
  {
    modelType: "data2vec-text",
    package: "@transonnx/roberta",
    load: async () => (await import("@transonnx/roberta")).data2vecText,
  },
  {
    modelType: "distilbert",
    package: "@transonnx/distilbert",
    load: async () => (await import("@transonnx/distilbert")).distilbert,
  },
  {
    modelType: "electra",
    package: "@transonnx/electra",
    load: async () => (await import("@transonnx/electra")).electra,
  },
  {
    modelType: "mpnet",
    package: "@transonnx/mpnet",
    load: async () => (await import("@transonnx/mpnet")).mpnet,
  },
  {
    modelType: "roberta",
    package: "@transonnx/roberta",
    load: async () => (await import("@transonnx/roberta")).roberta,
  },
  {
    modelType: "xlm-roberta",
    package: "@transonnx/roberta",
    load: async () => (await import("@transonnx/roberta")).xlmRoberta,
  },
];
