export * from "./config-behavior.ts";
export * from "./constants.ts";
export { flattenOutputCollectionProperty } from "./flatten-output-collection-property.ts";
export * from "./onnx-config.ts";
export * from "./onnx-config-with-past.ts";
export * from "./onnx-seq2seq-config-with-past.ts";
export type * from "./options.ts";
export * from "./patching-spec.ts";
export * from "./pretrained-config.ts";
