import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The path of a file or folder under fixtures/. */
export function fixturePath(name: string): string {
  return fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));
}

export function fixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(fixturePath(name)));
}
