import { TransonnxError } from "@transonnx/core";
import { showBytes } from "../page/sizes.ts";

/** An export needs more room than the browser has for this page. */
export class StorageFullError extends TransonnxError {
  override readonly name: string = "StorageFullError";
  readonly needed: number;
  readonly free: number;

  constructor({ needed, free, place }: { needed: number; free: number; place: "disk" | "memory" }) {
    super(
      place === "disk" ? "the browser's storage is too small" : "the model is too large for this browser's memory",
      {
        expected: `${showBytes(needed)} of free space`,
        found: showBytes(free),
        advice:
          place === "disk"
            ? "Free some space on the disk, remove data of other pages in the browser's settings, or use a window that is not private"
            : "The browser gives this page no files of its own (OPFS): use a current browser, over https or on localhost, in a window that is not private",
      },
    );
    this.needed = needed;
    this.free = free;
  }
}
