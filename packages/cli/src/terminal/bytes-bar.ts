import type { SingleBar } from "cli-progress";
import { showBytes } from "./sizes.ts";

/** A bar that shows how many bytes of how many are done. */
export interface Bar {
  update(done: number, total: number): void;
  /** Removes it. */
  stop(): void;
}

/** What takes less than this needs no bar, and does not load the library that draws it. */
const PATIENCE_MS = 250;

/** A bar on standard error. */
export function bytesBar(): Bar {
  const begun = performance.now();
  let loading = false;
  let drawn: SingleBar | undefined;
  let stopped = false;
  let state = { done: 0, total: 0 };

  const sizes = () => ({ done: showBytes(state.done), all: showBytes(state.total) });
  async function load(): Promise<void> {
    const { default: library } = await import("cli-progress");
    if (stopped) return;
    drawn = new library.SingleBar({
      format: "{bar} {percentage}%  {done} of {all}",
      barCompleteChar: "█",
      barIncompleteChar: "░",
      barsize: 40,
      clearOnComplete: true,
      hideCursor: true,
      // Interruptions are handled where the output is discarded.
      gracefulExit: false,
      stream: process.stderr,
    });
    drawn.start(state.total, state.done, sizes());
  }
  return {
    update(done, total) {
      state = { done, total };
      if (stopped || performance.now() - begun < PATIENCE_MS) return;
      if (!loading) void load();
      loading = true;
      drawn?.update(done, sizes());
    },
    stop() {
      stopped = true;
      drawn?.stop();
    },
  };
}
