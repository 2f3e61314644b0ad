export { onnx } from "./gen/onnx.js";
export { fromInt64, toInt64 } from "./int64.ts";
export { decodeMessage, encodeMessage, type Message } from "./message.ts";
