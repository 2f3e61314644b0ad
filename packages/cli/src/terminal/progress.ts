import { type Bar, bytesBar } from "./bytes-bar.ts";
import { showBytes } from "./sizes.ts";

/** Tells on standard error how far an export is: a bar where that is a terminal, else a line for each stage. */
export interface ExportProgress {
  /** Bytes written, and of how many. */
  written(bytes: number, total: number): void;
  /** A case of the validation begins. */
  validating(name: string, index: number, count: number): void;
  /** Removes the bar. */
  stop(): void;
}

const silent: ExportProgress = { written() {}, validating() {}, stop() {} };

export function exportProgress({ quiet }: { readonly quiet: boolean }): ExportProgress {
  if (quiet) return silent;
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const bar: Bar | undefined = process.stderr.isTTY ? bytesBar() : undefined;
  let announced = false;
  return {
    written(bytes, total) {
      if (bar) bar.update(bytes, total);
      else if (!announced) say(`Writing ${showBytes(total)}`);
      announced = true;
    },
    validating(name, index, count) {
      bar?.stop();
      say(`Validating ${index + 1}/${count}: ${name}`);
    },
    stop: () => bar?.stop(),
  };
}
