import { cpSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { tinyBert } from "./command-line.ts";

/** A copy of the bundled checkpoint, which `change` spoils. Returns its folder. */
export function spoiled(folder: string, change: (checkpoint: SpoiltCheckpoint) => void): string {
  cpSync(tinyBert, folder, { recursive: true });
  change(new SpoiltCheckpoint(folder));
  return folder;
}

type Json = Record<string, unknown>;
type Header = Record<string, { dtype: string; shape: number[]; data_offsets: [number, number] }>;

class SpoiltCheckpoint {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  path(file: string): string {
    return path.join(this.#folder, file);
  }

  write(file: string, content: string | Uint8Array | Json): void {
    const bytes = typeof content === "string" || content instanceof Uint8Array ? content : JSON.stringify(content);
    writeFileSync(this.path(file), bytes);
  }

  /** Changes fields of config.json; `undefined` removes one. */
  config(fields: Json): void {
    this.write("config.json", { ...JSON.parse(readFileSync(this.path("config.json"), "utf8")), ...fields });
  }

  /** Changes the header of the weights, whose data stays. */
  header(change: (header: Header) => void): void {
    const bytes = readFileSync(this.path("model.safetensors"));
    const end = 8 + Number(bytes.readBigUInt64LE());
    const header: Header = JSON.parse(bytes.toString("utf8", 8, end));
    change(header);
    const text = Buffer.from(JSON.stringify(header));
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(text.length));
    this.write("model.safetensors", Buffer.concat([length, text, bytes.subarray(end)]));
  }
}
