import { RuntimeMissingError } from "../errors.ts";
import type { OrtModule } from "./ort-module.ts";

/** How a user gets each package. */
export const installAdvice = {
  "onnxruntime-node":
    "Run `npm install onnxruntime-node`; with ONNXRUNTIME_NODE_INSTALL=skip in the environment it downloads no CUDA libraries",
  "onnxruntime-web": "Run `npm install onnxruntime-web`",
} as const;

export type RuntimePackage = keyof typeof installAdvice;

/** The module that `load` imports. Throws RuntimeMissingError, which says what to install. */
export async function loadPackage(name: RuntimePackage, load: () => Promise<unknown>): Promise<OrtModule> {
  try {
    return (await load()) as OrtModule;
  } catch (cause) {
    throw new RuntimeMissingError({ packages: [name], advice: installAdvice[name], cause });
  }
}
