export { onnx } from "./codec/gen/onnx.js";
export { fromInt64, toInt64 } from "./codec/int64.ts";
export { decodeMessage, encodeMessage, type Message } from "./codec/message.ts";
