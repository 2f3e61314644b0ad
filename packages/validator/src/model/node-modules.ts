/** Values, so that bundlers for browsers leave the imports alone; Vite is told that it is meant so. */
const modules: Readonly<Record<"path" | "files", string>> = { path: "node:path", files: "@transonnx/onnx/node" };

export const isNode = (): boolean => typeof process !== "undefined" && process.versions?.node !== undefined;

export const nodePath = (): Promise<typeof import("node:path")> => import(/* @vite-ignore */ modules.path);

export const onnxFiles = (): Promise<typeof import("@transonnx/onnx/node")> => import(/* @vite-ignore */ modules.files);
