// node tools/bench/latency.mjs OURS.onnx OTHER.onnx [--batch 1] [--sequence 128] [--runs 30]
// CPU time of one thread of ONNX Runtime on two exports of the same text encoder, run in turn; the ratio of each pair.
import { parseArgs } from "node:util";
import { Tensor } from "onnxruntime-node";
import { inBothOrders } from "./sessions.mjs";
import { median, ratioRow } from "./statistics.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    batch: { type: "string", default: "1" },
    sequence: { type: "string", default: "128" },
    runs: { type: "string", default: "30" },
    vocabulary: { type: "string", default: "1000" },
  },
});
if (positionals.length !== 2) throw new Error("two model files are needed: OURS.onnx OTHER.onnx");

const [batch, sequence, runs, vocabulary] = ["batch", "sequence", "runs", "vocabulary"].map((name) =>
  Number(values[name]),
);
/** Ids that look random but are the same every time; nothing is masked. */
const feedsOf = (session) =>
  Object.fromEntries(
    session.inputNames.map((name) => {
      const value = (i) => (name === "input_ids" ? (i * 7919 + 13) % vocabulary : name === "attention_mask" ? 1 : 0);
      const data = BigInt64Array.from({ length: batch * sequence }, (_, i) => BigInt(value(i)));
      return [name, new Tensor("int64", data, [batch, sequence])];
    }),
  );

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
