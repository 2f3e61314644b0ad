import type { App } from "./app.ts";

/** A test of the page in a browser. Its tabs are closed after it. */
export interface PageTest {
  readonly name: string;
  run(app: App): Promise<void>;
}
