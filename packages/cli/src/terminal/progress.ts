import { type Bar, bytesBar } from "./bytes-bar.ts";
import { showBytes } from "./sizes.ts";

/** Tells on standard error how far an export is: a bar where that is a terminal, else a line for each stage. */
export interface ExportProgress {
  /** Bytes of a file that are downloaded, and of how many. */
  downloading(file: string, done: number, total: number): void;
  /** Bytes written, and of how many. */
  written(bytes: number, total: number): void;
  /** A case of the validation begins. */
  validating(name: string, index: number, count: number): void;
  /** Removes the bar. */
  stop(): void;
}

/** Configurations and vocabularies come too fast to be told of. */
const WORTH_A_LINE_BYTES = 1_000_000;

const silent: ExportProgress = { downloading() {}, written() {}, validating() {}, stop() {} };

export function exportProgress({ quiet }: { readonly quiet: boolean }): ExportProgress {
  if (quiet) return silent;
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const draw = (): Bar | undefined => (process.stderr.isTTY ? bytesBar() : undefined);
  let download: { readonly file: string; readonly bar: Bar | undefined } | undefined;
  let bar: Bar | undefined;
  let announced = false;
  return {
    downloading(file, done, total) {
      if (download?.file !== file) {
        download?.bar?.stop();
        download = { file, bar: draw() };
        if (total >= WORTH_A_LINE_BYTES) say(`Downloading ${file}, ${showBytes(total)}`);
      }
      download.bar?.update(done, total);
      if (done === total) download.bar?.stop();
    },
    written(bytes, total) {
      if (!announced) bar = draw();
      if (bar) bar.update(bytes, total);
      else if (!announced) say(`Writing ${showBytes(total)}`);
      announced = true;
    },
    validating(name, index, count) {
      bar?.stop();
      say(`Validating ${index + 1}/${count}: ${name}`);
    },
    stop() {
      download?.bar?.stop();
      bar?.stop();
    },
  };
}
