import { layoutNames, layoutOf, targetNames, targetOf } from "@transonnx/exporter";
import { openSession } from "../storage/sessions.ts";
import { runExport } from "./export.ts";
import type { Reply, Request } from "./messages.ts";
import { planFor } from "./plan.ts";
import { problemOf } from "./problem.ts";

/** What is used of a dedicated worker's global scope. */
interface WorkerScope {
  postMessage(reply: Reply): void;
  addEventListener(type: "message", listener: (event: MessageEvent<Request>) => void): void;
}

const scope = globalThis as unknown as WorkerScope;
const session = openSession();
const running = new Map<number, AbortController>();
/** One request after the other: what a cancelled one leaves is gone before the next begins. */
let last: Promise<void> = Promise.resolve();

async function answer(request: Request, signal: AbortSignal): Promise<Reply> {
  const { id } = request;
  signal.throwIfAborted();
  switch (request.kind) {
    case "plan":
      return { kind: "planned", id, plan: await planFor(request.checkpoint, request.choices, await session) };
    case "export": {
      const onProgress = (progress: Extract<Reply, { kind: "progress" }>["progress"]) =>
        scope.postMessage({ kind: "progress", id, progress });
      const { checkpoint, choices } = request;
      return {
        kind: "exported",
        id,
        result: await runExport(checkpoint, choices, { session: await session, onProgress, signal }),
      };
    }
    default:
      await (await session)?.clear();
      return { kind: "discarded", id };
  }
}

scope.addEventListener("message", ({ data: request }) => {
  if (request.kind === "cancel") {
    running.get(request.id)?.abort();
    return;
  }
  const { id } = request;
  const controller = new AbortController();
  running.set(id, controller);
  last = last
    .then(() => answer(request, controller.signal))
    .catch((thrown: unknown): Reply => ({ kind: "failed", id, problem: problemOf(thrown) }))
    .then((reply) => scope.postMessage(reply))
    .finally(() => running.delete(id));
});

scope.postMessage({
  kind: "ready",
  options: {
    layouts: layoutNames.map((name) => ({ name, doc: layoutOf(name).doc })),
    targets: targetNames.map((name) => ({ name, doc: targetOf(name).doc })),
  },
});
