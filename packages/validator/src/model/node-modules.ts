/** Values, so that bundlers for browsers leave the imports alone. */
const modules: Readonly<Record<"path" | "files", string>> = { path: "node:path", files: "@transonnx/onnx/node" };

export const isNode = (): boolean => typeof process !== "undefined" && process.versions?.node !== undefined;

export const nodePath = (): Promise<typeof import("node:path")> => import(modules.path);

export const onnxFiles = (): Promise<typeof import("@transonnx/onnx/node")> => import(modules.files);
