import type { NDArray } from "@transonnx/graph";
import { RuntimeError } from "../errors.ts";
import { dtypeOf, fromOrt, type OrtMetadata, type OrtModule, type OrtSession, toOrt } from "./ort-module.ts";
import type { ModelSource, Session, SessionOptions, SessionValue } from "./runtime.ts";

/** What ONNX Runtime writes to the console: fatal errors, as all others are thrown. */
const FATAL = 4;

/** Session options as both packages take them. */
export const ortOptions = ({ optimization = "all", threads }: SessionOptions = {}): Record<string, unknown> => ({
  logSeverityLevel: FATAL,
  graphOptimizationLevel: optimization,
  ...(threads === undefined ? {} : { intraOpNumThreads: threads }),
});

/** Opens a model; `create` passes it to ONNX Runtime in the way that its package takes it. */
export async function openSession(
  ort: OrtModule,
  runtime: string,
  model: ModelSource,
  create: () => Promise<OrtSession>,
): Promise<Session> {
  const where = "path" in model ? model.path : undefined;
  let session: OrtSession;
  try {
    session = await create();
  } catch (cause) {
    throw new RuntimeError({ runtime, what: "does not open the model", where, cause });
  }
  return {
    inputs: session.inputMetadata.map(valueOf),
    outputs: session.outputMetadata.map(valueOf),
    async run(feeds) {
      try {
        const tensors = Object.entries(feeds).map(([name, array]) => [name, toOrt(ort, array)] as const);
        const results = await session.run(Object.fromEntries(tensors));
        return Object.fromEntries(
          Object.entries(results).map(([name, tensor]): [string, NDArray] => [name, fromOrt(tensor)]),
        );
      } catch (cause) {
        throw new RuntimeError({ runtime, what: "does not run the model", where, cause });
      }
    },
    close: () => session.release(),
  };
}

function valueOf(value: OrtMetadata): SessionValue {
  if (!value.isTensor) return { name: value.name, dtype: undefined, shape: [] };
  // A size without a name is "" in onnxruntime-node, and -1 read as an unsigned number in onnxruntime-web.
  const shape = value.shape.map((d) => (typeof d === "string" ? d : isSize(d) ? d : ""));
  return { name: value.name, dtype: dtypeOf(value.type), shape };
}

const isSize = (d: unknown): d is number => typeof d === "number" && d >= 0 && d < 2 ** 32 - 1;
