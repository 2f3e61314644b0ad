import { RuntimeMissingError } from "../errors.ts";
import { isNode } from "../model/node-modules.ts";
import { installAdvice } from "./load-package.ts";
import { onnxruntimeNode } from "./onnxruntime-node.ts";
import { onnxruntimeWeb } from "./onnxruntime-web.ts";
import type { Runtime } from "./runtime.ts";

/** The first that is installed: in Node onnxruntime-node, then onnxruntime-web; elsewhere onnxruntime-web. */
export async function chooseRuntime(): Promise<Runtime> {
  const candidates = isNode() ? [onnxruntimeNode, onnxruntimeWeb] : [onnxruntimeWeb];
  let cause: unknown;
  for (const load of candidates) {
    try {
      return await load();
    } catch (thrown) {
      cause ??= thrown;
    }
  }
  if (!isNode()) throw cause;
  throw new RuntimeMissingError({
    packages: ["onnxruntime-node", "onnxruntime-web"],
    advice: installAdvice["onnxruntime-node"],
    cause: (cause as RuntimeMissingError).cause,
  });
}
