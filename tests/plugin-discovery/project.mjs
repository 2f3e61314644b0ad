import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const CONFIG = { model_type: "my-model", architectures: ["MyModel"], vocab_size: 10, hidden_size: 4 };
const TENSORS = { "words.weight": [10, 4], "dense.weight": [4, 4], "dense.bias": [4] };

/** The toy model's tensors, as a safetensors file. */
function weights() {
  const header = {};
  let end = 0;
  for (const [name, shape] of Object.entries(TENSORS)) {
    const begin = end;
    end += 4 * shape.reduce((product, size) => product * size, 1);
    header[name] = { dtype: "F32", shape, data_offsets: [begin, end] };
  }
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  const values = Float32Array.from({ length: end / 4 }, (_, i) => Math.sin(i));
  return Buffer.concat([length, text, Buffer.from(values.buffer)]);
}

/** A folder of somebody who has transonnx as it is built, and a checkpoint of the toy model. */
export function project(files) {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "transonnx-plugins-")));
  const place = (file) => path.join(folder, file);
  const write = (file, content) => {
    mkdirSync(path.dirname(place(file)), { recursive: true });
    writeFileSync(place(file), typeof content === "object" ? JSON.stringify(content) : content);
  };
  for (const [file, content] of Object.entries(files)) write(file, content);
  write("checkpoint/config.json", CONFIG);
  writeFileSync(place("checkpoint/model.safetensors"), weights());
  mkdirSync(place("node_modules"), { recursive: true });
  for (const name of ["transonnx", "@transonnx"])
    symlinkSync(path.join(root, "node_modules", name), place(path.join("node_modules", name)));
  return {
    node(...args) {
      const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
      return { status, stdout, stderr };
    },
    read: (file) => readFileSync(place(file)),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const model = `
const parseConfig = configParser("my-model", { vocab_size: count(10), hidden_size: count(4) });

class MyOnnxConfig extends TextEncoderOnnxConfig {
  get inputs() {
    return { input_ids: this.textAxes };
  }
}

const forward = (c, p, { input_ids }) => {
  const words = embedding(p.at("words"), input_ids, c.vocab_size, c.hidden_size);
  return { last_hidden_state: gelu(linear(p.at("dense"), words, c.hidden_size)) };
};

const myModel = defineModel({
  modelType: "my-model",
  parseConfig,
  onnxConfig: MyOnnxConfig,
  tasks: { "feature-extraction": { architecture: "MyModel", forward } },
  mayHold: [],
});
`;

/** The toy model's package, as an ES module or as CommonJS. */
export const plugin = (name, type) => ({
  [`node_modules/${name}/package.json`]: {
    ...{ name, version: "1.2.0", type, exports: "./index.js", keywords: ["transonnx-model"] },
    transonnx: { modelTypes: ["my-model"], contract: 1 },
  },
  [`node_modules/${name}/index.js`]:
    type === "module"
      ? `import { configParser, count, defineModel, embedding, linear } from "@transonnx/core";
import { gelu } from "@transonnx/graph";
import { TextEncoderOnnxConfig } from "@transonnx/text";
${model}
export { myModel };
`
      : `const { configParser, count, defineModel, embedding, linear } = require("@transonnx/core");
const { gelu } = require("@transonnx/graph");
const { TextEncoderOnnxConfig } = require("@transonnx/text");
${model}
module.exports = { myModel };
`,
});
