export { OpsetError } from "./lowering/check-opset.ts";
export { type LowerOptions, lower } from "./lowering/lower.ts";
export { NEWEST_OPSET, OLDEST_OPSET, type Target, type TargetName, targetNames, targetOf } from "./lowering/targets.ts";
export { toGraphSpec, type WeightResolver } from "./lowering/to-graph-spec.ts";
export { buildModelGraph, type ModelGraph, type ModelGraphOptions } from "./model-graph.ts";
export { type ModelSpecOptions, PRODUCER_NAME, PRODUCER_VERSION, toModelSpec } from "./model-spec.ts";
export { type NamedTensors, type Pass, rewrite } from "./passes/rewrite.ts";
