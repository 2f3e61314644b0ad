// node tools/bench/decode.mjs OURS.onnx OTHER.onnx [--past 512] [--tokens 1] [--memory 1500] [--batch 1] [--runs 20]
// CPU time of one thread of ONNX Runtime on two exports of the same decoder, run in turn: a step of generation after a past,
// or with `--past 0 --tokens 128` the first run; the ratio of each pair. `--memory` is the length of what an encoder gave.
import { parseArgs } from "node:util";
import { Tensor } from "onnxruntime-node";
import { inBothOrders } from "./sessions.mjs";
import { median, ratioRow } from "./statistics.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    batch: { type: "string", default: "1" },
    past: { type: "string", default: "512" },
    tokens: { type: "string", default: "1" },
    memory: { type: "string", default: "1500" },
    runs: { type: "string", default: "20" },
    vocabulary: { type: "string", default: "1000" },
  },
});
if (positionals.length !== 2) throw new Error("two model files are needed: OURS.onnx OTHER.onnx");

const [batch, past, tokens, memory, runs, vocabulary] = ["batch", "past", "tokens", "memory", "runs", "vocabulary"].map(
  (name) => Number(values[name]),
);
const int64 = (length, value) =>
  new Tensor(
    "int64",
    BigInt64Array.from({ length: batch * length }, (_, i) => BigInt(value(i))),
    [batch, length],
  );
const floats = (shape) =>
  new Tensor(
    "float32",
    Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => Math.sin(i * 0.7 + shape[1])),
    shape,
  );

/** Ids and keys that look random but are the same every time; nothing is masked. */
function feedsOf({ inputMetadata }) {
  const feeds = {};
  for (const { name, shape } of inputMetadata) {
    if (name === "input_ids") feeds[name] = int64(tokens, (i) => (i * 7919 + 13) % vocabulary);
    else if (name === "attention_mask") feeds[name] = int64(past + tokens, () => 1);
    else if (name === "position_ids") feeds[name] = int64(tokens, (i) => past + (i % tokens));
    else if (name === "encoder_attention_mask") feeds[name] = int64(memory, () => 1);
    else if (name === "encoder_hidden_states") feeds[name] = floats([batch, memory, shape[2]]);
    else feeds[name] = floats([batch, shape[1], name.includes(".encoder.") ? memory : past, shape[3]]);
  }
  return feeds;
}

async function cpuTime(session, feeds) {
  const before = process.cpuUsage();
  const outputs = await session.run(feeds);
  const { user, system } = process.cpuUsage(before);
  return { ms: (user + system) / 1000, output: outputs[session.outputNames[0]].data };
}

const times = [[], []];
let difference = 0;
await inBothOrders(positionals, async (sessions) => {
  const feeds = sessions.map(feedsOf);
  const [ours, other] = [await cpuTime(sessions[0], feeds[0]), await cpuTime(sessions[1], feeds[1])];
  difference = ours.output.reduce((most, x, i) => Math.max(most, Math.abs(x - other.output[i])), difference);
  for (let run = 0; run < runs; run++)
    for (const i of run % 2 ? [1, 0] : [0, 1]) times[i].push((await cpuTime(sessions[i], feeds[i])).ms);
});
console.log(`largest difference of the first outputs: ${difference.toExponential(1)}`);
for (const [i, file] of positionals.entries()) console.log(`${median(times[i]).toFixed(1)} ms  ${file}`);
console.log(ratioRow("ours / other", times[0], times[1]));
