import { type ByteSource, memorySource } from "@transonnx/checkpoint";
import { checkOutputFile, copyInto, type OutputFolder } from "./output-folder.ts";

/** An output that is kept in memory: for models that fit there, in a browser. */
export interface MemoryOutput extends OutputFolder {
  /** The files of the committed export. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** An output folder in memory. Files of an earlier export stay where another one does not write them. */
export function memoryOutput(name = "memory"): MemoryOutput {
  const files = new Map<string, Uint8Array>();
  const staged = new Map<string, Uint8Array>();
  const superseded = new Set<string>();
  const output: MemoryOutput = {
    name,
    files,
    async create(file) {
      checkOutputFile(name, file);
      const chunks: Uint8Array[] = [];
      return {
        async write(bytes) {
          chunks.push(bytes.slice());
        },
        async close() {
          staged.set(file, joined(chunks));
        },
      };
    },
    link: (file: string, source: ByteSource) => copyInto(output, file, source),
    async open(file) {
      const bytes = staged.get(file);
      return bytes && memorySource(file, bytes);
    },
    supersede: (file) => void superseded.add(file),
    async commit() {
      for (const file of superseded) files.delete(file);
      for (const [file, bytes] of staged) files.set(file, bytes);
      staged.clear();
    },
    async discard() {
      staged.clear();
    },
  };
  return output;
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  if (chunks.length === 1) return chunks[0]!;
  const bytes = new Uint8Array(chunks.reduce((size, chunk) => size + chunk.byteLength, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
