import { downloadZip } from "client-zip";
import type { WrittenFile } from "../worker/messages.ts";
import { SaveError } from "./save-error.ts";

/** Addresses of blobs are released this long after a download began, in milliseconds; browsers do not say when it ended. */
const RELEASE_AFTER = 10 * 60 * 1000;

/** Hands a file to the browser's downloads. */
export function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), RELEASE_AFTER);
}

/** Downloads all files as one zip, in their folders, not compressed. Throws SaveError. */
export async function downloadAll(files: readonly WrittenFile[], name: string): Promise<void> {
  const entries = files.map(({ file, blob }) => ({
    name: file,
    input: blob,
    size: blob.size,
    lastModified: new Date(),
  }));
  try {
    download(await downloadZip(entries).blob(), `${name}.zip`);
  } catch (cause) {
    const { message = `${cause}` } = cause as Partial<Error>;
    throw new SaveError(`The zip could not be made: ${message}. Download the files one by one, or export again.`, {
      cause,
    });
  }
}
