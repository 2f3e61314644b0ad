import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Golden } from "./golden.ts";

/** The goldens in a folder, in the order of their files' names; a folder that is not there has none. */
export function readGoldens(folder: string | URL): readonly Golden[] {
  const place = typeof folder === "string" ? folder : fileURLToPath(folder);
  let files: string[];
  try {
    files = readdirSync(place);
  } catch (error) {
    if ((error as { code?: string }).code === "ENOENT") return [];
    throw error;
  }
  return files
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => JSON.parse(readFileSync(path.join(place, file), "utf8")));
}
