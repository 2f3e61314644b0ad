import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { bundle } from "../../test/bundle.ts";
import { tinyConfig, writeFiles, writeSparse } from "../../test/tiny-bert.ts";

let work: string;
let checkpoint: string;
let script: string;
/** What a complete model.onnx is, and how long it takes from the beginning of an export to its end. */
let complete: Buffer;
let duration: number;

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), "transonnx-kill-"));
  checkpoint = join(work, "checkpoint");
  await writeSparse(checkpoint, { ...tinyConfig, vocab_size: 200_000 });
  script = bundle("child.ts", work);
  const folder = join(work, "complete");
  duration = await exportAndKill(folder, undefined);
  complete = await readFile(join(folder, "model.onnx"));
}, 30_000);

afterAll(() => rm(work, { recursive: true }));

/** Exports in a child process, kills it after so many milliseconds, and returns how long it ran. */
async function exportAndKill(output: string, after: number | undefined, ...args: string[]): Promise<number> {
  const child = spawn(process.execPath, [script, checkpoint, output, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let begun = 0;
  child.stdout.once("data", () => {
    begun = performance.now();
    if (after !== undefined) setTimeout(() => child.kill("SIGKILL"), after);
  });
  await new Promise((resolve) => child.once("close", resolve));
  return performance.now() - begun;
}

/** Moments from the beginning of an export to a little after its end. */
const moments = (count: number) => Array.from({ length: count }, (_, i) => (duration * 1.1 * (i + 0.5)) / count);

test("a kill at any moment leaves a complete folder or none, and the next export clears up", async () => {
  const folder = join(work, "new");
  for (const moment of moments(8)) {
    await exportAndKill(join(folder, "out"), moment);
    const found = await readdir(folder).catch((): string[] => []);
    if (found.includes("out")) {
      expect((await readFile(join(folder, "out/model.onnx"))).equals(complete)).toBe(true);
      await rm(join(folder, "out"), { recursive: true });
    }
  }
  await exportAndKill(join(folder, "out"), undefined);
  expect(await readdir(folder)).toEqual(["out"]);
}, 60_000);

test("a kill at any moment leaves the old folder whole, or the new one with its other files", async () => {
  const folder = join(work, "old");
  const out = join(folder, "out");
  await writeFiles(out, { "model.onnx": "old", "notes.txt": "mine" });
  for (const moment of moments(8)) {
    await exportAndKill(out, moment, "force");
    const found = await readdir(out).catch(() => undefined);
    // Killed between the two renames: the next export puts the old folder back.
    if (!found) continue;
    expect(await readFile(join(out, "notes.txt"), "utf8")).toBe("mine");
    const model = await readFile(join(out, "model.onnx"));
    if (model.length === 3) expect(found.sort()).toEqual(["model.onnx", "notes.txt"]);
    else {
      expect(model.equals(complete)).toBe(true);
      await writeFile(join(out, "model.onnx"), "old");
      await rm(join(out, "config.json"));
    }
  }
  await exportAndKill(out, undefined, "force");
  expect(await readdir(folder)).toEqual(["out"]);
  expect((await readdir(out)).sort()).toEqual(["config.json", "model.onnx", "notes.txt"]);
}, 60_000);
