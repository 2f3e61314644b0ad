import { CheckpointError, type CheckpointProblem } from "@transonnx/checkpoint";

/** What went wrong between here and the Hub. */
export type HubErrorKind =
  | "repository-not-found"
  | "revision-not-found"
  | "file-not-found"
  /** The licence of the model has to be accepted, or its owner has to grant access. */
  | "gated"
  /** A token is missing, wrong, or may not read the repository. */
  | "unauthorized"
  | "rate-limited"
  /** The Hub failed, or answered what it does not answer. */
  | "server"
  | "network"
  /** A file is another one than when it was opened. */
  | "changed"
  | "short-read"
  /** Nothing may be fetched, and the cache does not hold what is needed. */
  | "offline"
  /** More, or larger, than a checkpoint is. */
  | "limit";

/** What a HubError says: what kind of failure it is, and of which request. */
export interface HubProblem extends CheckpointProblem {
  readonly kind: HubErrorKind;
  /** Of the answer. */
  readonly status?: number | undefined;
}

/**
 * The Hub refused, could not be reached, or gave something else than was asked for. `file` is the repository, or the file in it.
 * No message holds a token or a signed address.
 */
export class HubError extends CheckpointError {
  override readonly name: string = "HubError";
  readonly kind: HubErrorKind;
  readonly status: number | undefined;
  /** What is wrong, as a clause. */
  readonly problem: string;

  constructor(problem: HubProblem) {
    super(problem);
    this.kind = problem.kind;
    this.problem = problem.problem;
    this.status = problem.status;
  }
}

/** Whether an error is a HubError, also where two copies of the package are loaded. */
export const isHubError = (error: unknown): error is HubError =>
  error instanceof Error && error.name === "HubError" && "kind" in error;
