import { CANCELLED } from "./cancelled.ts";
import type {
  CheckpointSource,
  ExportChoices,
  ExportResult,
  KnownOptions,
  PlannedExport,
  Progress,
  Reply,
  Request,
} from "./messages.ts";
import type { Problem } from "./problem.ts";

/** A request that failed, in the worker's words. */
export class RequestError extends Error {
  override readonly name: string = "RequestError";
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** What the page asks its worker for. All throw RequestError. */
export interface WorkerClient {
  readonly options: Promise<KnownOptions>;
  plan(checkpoint: CheckpointSource, choices: ExportChoices): Promise<PlannedExport>;
  export(
    checkpoint: CheckpointSource,
    choices: ExportChoices,
    run: { readonly onProgress: (progress: Progress) => void; readonly signal: AbortSignal },
  ): Promise<ExportResult>;
  /** Removes the files of the last export. */
  discard(): Promise<void>;
}

/** How long a cancelled worker has to stop by itself, in milliseconds: within a run of ONNX Runtime it hears nothing. */
const PATIENCE = 2000;

interface Pending {
  settle(reply: Reply): void;
  fail(problem: Problem): void;
  readonly onProgress: ((progress: Progress) => void) | undefined;
}

type Asked = Request extends infer Each ? (Each extends Request ? Omit<Each, "id"> : never) : never;

/** Starts the worker that plans and exports; one that does not stop when it is cancelled is replaced. */
export function startWorker(): WorkerClient {
  const pending = new Map<number, Pending>();
  let worker: Worker | undefined;
  let lastId = 0;
  let ready: (options: KnownOptions) => void = () => undefined;
  const options = new Promise<KnownOptions>((resolve) => {
    ready = resolve;
  });

  const stop = (problem: Problem): void => {
    worker?.terminate();
    worker = undefined;
    for (const { fail } of pending.values()) fail(problem);
    pending.clear();
  };
  const start = (): Worker => {
    const started = new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "transonnx" });
    started.addEventListener("message", ({ data: reply }: MessageEvent<Reply>) => {
      if (reply.kind === "ready") ready(reply.options);
      else if (reply.kind === "progress") pending.get(reply.id)?.onProgress?.(reply.progress);
      else {
        pending.get(reply.id)?.settle(reply);
        pending.delete(reply.id);
      }
    });
    started.addEventListener("error", (event) => {
      event.preventDefault();
      stop({ error: "Error", message: event.message || "The page's worker could not be loaded.", unexpected: true });
    });
    return started;
  };
  worker = start();

  async function ask<Kind extends Reply["kind"]>(
    request: Asked,
    kind: Kind,
    onProgress?: (progress: Progress) => void,
    signal?: AbortSignal,
  ): Promise<Extract<Reply, { kind: Kind }>> {
    worker ??= start();
    const id = ++lastId;
    const cancel = () => {
      worker?.postMessage({ kind: "cancel", id } satisfies Request);
      setTimeout(() => {
        if (pending.has(id)) stop({ error: CANCELLED, message: "The export was cancelled.", unexpected: false });
      }, PATIENCE);
    };
    signal?.addEventListener("abort", cancel, { once: true });
    try {
      return await new Promise((resolve, reject) => {
        const fail = (problem: Problem) => reject(new RequestError(problem));
        const settle = (reply: Reply) => {
          if (reply.kind === "failed") fail(reply.problem);
          else if (reply.kind === kind) resolve(reply as Extract<Reply, { kind: Kind }>);
        };
        pending.set(id, { settle, fail, onProgress });
        worker!.postMessage({ ...request, id });
      });
    } finally {
      signal?.removeEventListener("abort", cancel);
    }
  }

  return {
    options,
    plan: async (checkpoint, choices) => (await ask({ kind: "plan", checkpoint, choices }, "planned")).plan,
    export: async (checkpoint, choices, { onProgress, signal }) =>
      (await ask({ kind: "export", checkpoint, choices }, "exported", onProgress, signal)).result,
    discard: async () => void (await ask({ kind: "discard" }, "discarded")),
  };
}
