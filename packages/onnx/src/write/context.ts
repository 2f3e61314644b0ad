import type { ExternalLayout } from "./external-layout.ts";

/** What the parts of a writer share. */
export interface WriteContext {
  /** Where tensors go that do not stay in the model's file. */
  readonly external?: ExternalLayout | undefined;
}
