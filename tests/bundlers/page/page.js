import { toOnnx } from "./to-onnx.js";

globalThis.toOnnx = toOnnx;
