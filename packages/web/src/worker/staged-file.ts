import type { OutputFolder } from "@transonnx/exporter";
import type { BlobLike } from "@transonnx/validator";

/** A file of an output that is not committed, read by range; undefined where there is none. */
export async function stagedFile(output: OutputFolder, file: string): Promise<BlobLike | undefined> {
  const source = await output.open(file);
  return (
    source && {
      size: source.size,
      slice: (start = 0, end = source.size) => ({
        async arrayBuffer() {
          const bytes = await source.read(start, end - start);
          return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
        },
      }),
    }
  );
}
