export * from "./constants.ts";
export { flattenOutputCollectionProperty } from "./flatten-output-collection-property.ts";
export * from "./onnx-config.ts";
export type * from "./options.ts";
export * from "./patching-spec.ts";
export * from "./pretrained-config.ts";
