// node tools/bench/latency.mjs OURS.onnx OTHER.onnx [--batch 1] [--sequence 128] [--height 224] [--width 224] [--samples 16000] [--runs 30]
// CPU time of one thread of ONNX Runtime on two exports of the same encoder of texts, pictures or sounds, run in turn; the
// ratio of each pair.
import { parseArgs } from "node:util";
import { Tensor } from "onnxruntime-node";
import { inBothOrders } from "./sessions.mjs";
import { median, ratioRow } from "./statistics.mjs";

const numbers = {
  batch: "1",
  sequence: "128",
  runs: "30",
  vocabulary: "1000",
  channels: "3",
  height: "224",
  width: "224",
  samples: "16000",
  bins: "80",
  frames: "3000",
};
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: Object.fromEntries(
    Object.entries(numbers).map(([name, fallback]) => [name, { type: "string", default: fallback }]),
  ),
});
if (positionals.length !== 2) throw new Error("two model files are needed: OURS.onnx OTHER.onnx");

const given = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number(value)]));
const { batch, sequence, runs, vocabulary } = given;

const floatShapes = {
  pixel_values: [batch, given.channels, given.height, given.width],
  input_values: [batch, given.samples],
  input_features: [batch, given.bins, given.frames],
};

/** Ids and pixels that look random but are the same every time; nothing is masked. */
function feedOf(name) {
  const shape = floatShapes[name];
  if (shape) {
    const data = Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => Math.sin(i * 1.7));
    return new Tensor("float32", data, shape);
  }
  const value = (i) => (name === "input_ids" ? (i * 7919 + 13) % vocabulary : name === "attention_mask" ? 1 : 0);
  const data = BigInt64Array.from({ length: batch * sequence }, (_, i) => BigInt(value(i)));
  return new Tensor("int64", data, [batch, sequence]);
}

const feedsOf = (session) => Object.fromEntries(session.inputNames.map((name) => [name, feedOf(name)]));

async function cpuTime(session) {
  const feeds = feedsOf(session);
  const before = process.cpuUsage();
  const outputs = await session.run(feeds);
  const { user, system } = process.cpuUsage(before);
  return { ms: (user + system) / 1000, output: outputs[session.outputNames[0]].data };
}

const times = [[], []];
let difference = 0;
await inBothOrders(positionals, async (sessions) => {
  const [ours, other] = [await cpuTime(sessions[0]), await cpuTime(sessions[1])];
  difference = ours.output.reduce((most, x, i) => Math.max(most, Math.abs(x - other.output[i])), difference);
  for (let run = 0; run < runs; run++)
    for (const i of run % 2 ? [1, 0] : [0, 1]) times[i].push((await cpuTime(sessions[i])).ms);
});
console.log(`largest difference of the first outputs: ${difference.toExponential(1)}`);
for (const [i, file] of positionals.entries()) console.log(`${median(times[i]).toFixed(1)} ms  ${file}`);
console.log(ratioRow("ours / other", times[0], times[1]));
