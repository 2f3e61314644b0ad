// node tools/bench/index.mjs [PAIRS [CHECKPOINT ...]]: what an export costs, as a process of its own, by the built packages.
// Each export runs next to a cp of the same weights, and what counts is the median of the ratios of the pairs.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { isBuilt } from "../build/fresh.mjs";
import { nx } from "../nx/nx.mjs";
import { root } from "../root.mjs";
import { sizes, writeBert, writeLlama } from "./checkpoint.mjs";
import { writeViT, writeWhisper } from "./pictures-and-sounds.mjs";

const [pairs = "11", ...checkpoints] = process.argv.slice(2);
if (!isBuilt() && nx("run-many", "--target=build") !== 0) process.exit(1);

const work = mkdtempSync(path.join(tmpdir(), "transonnx-bench-"));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/**
 * Runs a command that makes `made`. It starts with nothing left to be written to the disk, as a full write cache slows down
 * whoever comes next; and what the run before it made is removed just before it, so that each finds its memory free.
 */
function timed(made, command, args) {
  spawnSync("sync");
  for (const name of [output, copy]) rmSync(name, { recursive: true, force: true });
  const start = performance.now();
  const { status, stdout } = spawnSync(command, args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  if (status !== 0 || !existsSync(made)) throw new Error(`${command} ${args.join(" ")} failed`);
  return { seconds: (performance.now() - start) / 1000, stdout };
}

const output = path.join(work, "output");
const copy = path.join(work, "copy");
const driver = path.join(root, "tools/bench/export.mjs");

function exportOnce(checkpoint, weights) {
  const { seconds, stdout } = timed(output, process.execPath, [driver, checkpoint, output, weights]);
  return { seconds, megabytes: Number(stdout) / 1024 };
}

const copyOnce = (checkpoint) => timed(copy, "cp", [path.join(checkpoint, "model.safetensors"), copy]).seconds;

function measure(name, checkpoint, weights, count) {
  exportOnce(checkpoint, weights);
  const runs = Array.from({ length: count }, () => ({ cp: copyOnce(checkpoint), ...exportOnce(checkpoint, weights) }));
  const seconds = runs.map((run) => run.seconds);
  const row = {
    checkpoint: name,
    weights,
    "MB stored": Math.round(statSync(path.join(checkpoint, "model.safetensors")).size / 1e6),
    "s (median)": Number(median(seconds).toFixed(3)),
    "s (best)": Number(Math.min(...seconds).toFixed(3)),
    "cp s": Number(median(runs.map((run) => run.cp)).toFixed(3)),
    "s / (cp + 0.15 s)": Number(median(runs.map((run) => run.seconds / (run.cp + 0.15))).toFixed(2)),
    "s / (cp + 0.2 s)": Number(median(runs.map((run) => run.seconds / (run.cp + 0.2))).toFixed(2)),
    "MB peak": Math.round(Math.max(...runs.map((run) => run.megabytes))),
  };
  rows.push(row);
}

const rows = [];
const count = Number(pairs);
for (const checkpoint of checkpoints)
  for (const weights of ["embed", "link"]) measure(path.basename(checkpoint), checkpoint, weights, count);
for (const [name, size] of Object.entries(sizes)) {
  const checkpoint = path.join(work, "checkpoint");
  writeBert(checkpoint, size);
  const modes = name === "BERT-base" ? ["embed", "external", "link"] : ["embed"];
  for (const weights of modes) measure(name, checkpoint, weights, name === "2 GB" ? 3 : count);
  rmSync(checkpoint, { recursive: true });
}
for (const [name, write] of Object.entries({ "ViT-base": writeViT, "Whisper-tiny": writeWhisper })) {
  const checkpoint = path.join(work, "checkpoint");
  write(checkpoint);
  measure(name, checkpoint, "embed", count);
  rmSync(checkpoint, { recursive: true });
}
console.table(rows);

// A checkpoint in bfloat16 is widened while it is written: what counts is the time of writing as many bytes.
const llama = path.join(work, "llama");
const widened = 2 * writeLlama(llama);
const writeOnce = () =>
  timed(copy, "dd", ["if=/dev/zero", `of=${copy}`, "bs=4M", `count=${Math.ceil(widened / 2 ** 22)}`, "status=none"]);
exportOnce(llama, "external");
const llamaRuns = Array.from({ length: Math.min(count, 5) }, () => ({
  write: writeOnce().seconds,
  ...exportOnce(llama, "external"),
}));
console.table([
  {
    checkpoint: "Llama 246M, bfloat16",
    "MB written": Math.round(widened / 1e6),
    "s (median)": Number(median(llamaRuns.map((run) => run.seconds)).toFixed(3)),
    "write s": Number(median(llamaRuns.map((run) => run.write)).toFixed(3)),
    "(s - 0.2) / write": Number(median(llamaRuns.map((run) => (run.seconds - 0.2) / run.write)).toFixed(2)),
    "MB peak": Math.round(Math.max(...llamaRuns.map((run) => run.megabytes))),
  },
]);
