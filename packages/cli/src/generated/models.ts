// Made by `npm run generate -- models` from the packages under packages/models. Not to be edited.
import type { LazyEntry } from "@transonnx/core";

/** The model types of the command line, each with the package that serves it. */
export const models: readonly LazyEntry[] = [
  {
    modelType: "bert",
    package: "@transonnx/bert",
    load: async () => (await import("@transonnx/bert")).bert,
  },
];
