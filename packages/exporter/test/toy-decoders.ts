import {
  arrayOf,
  concat,
  cos,
  gather,
  input,
  matmul,
  type NDArray,
  parameter,
  softmax,
  squeeze,
  type Tensor,
  transpose,
  unsqueeze,
} from "@transonnx/graph";
import type { ModelSpec, WeightSource } from "@transonnx/onnx";
import { lower } from "../src/lowering/lower.ts";
import { toGraphSpec, type WeightResolver } from "../src/lowering/to-graph-spec.ts";

export const HIDDEN = 4;
const VOCABULARY = 6;

type Tensors = Readonly<Record<string, Tensor>>;

const weight = (name: string, rows = HIDDEN): Tensor => parameter(name, { dtype: "float32", shape: [rows, HIDDEN] });
const ids = () => input("input_ids", { dtype: "int64", shape: ["batch_size", "decoder_sequence_length"] });
const cached = (name: string, length: string) =>
  input(name, { dtype: "float32", shape: ["batch_size", 1, length, HIDDEN] });

/** Attention of one head over [batch, 1, length, hidden]. */
const attend = (q: Tensor, k: Tensor, v: Tensor): Tensor => matmul(softmax(matmul(q, transpose(k, [0, 1, 3, 2]))), v);

/** Embeds, attends to itself and to the encoder, and gives logits through the embedding again. */
function decode(own: (x: Tensor) => readonly [Tensor, Tensor], cross: () => readonly [Tensor, Tensor], ids: Tensor) {
  const x = unsqueeze(gather(weight("embed", VOCABULARY), ids), 1);
  const [key, value] = own(x);
  const [encoderKey, encoderValue] = cross();
  const attended = attend(attend(x, key, value), encoderKey, encoderValue);
  const logits = matmul(squeeze(cos(attended), 1), transpose(weight("embed", VOCABULARY), [1, 0]));
  return { logits, key, value, encoderKey, encoderValue };
}

/** The decoder of a first step: it makes the keys and values of the encoder's states. */
function firstStep(): { inputs: Tensors; outputs: Tensors } {
  const states = input("encoder_hidden_states", {
    dtype: "float32",
    shape: ["batch_size", "encoder_sequence_length", HIDDEN],
  });
  const input_ids = ids();
  const made = decode(
    (x) => [matmul(x, weight("k")), matmul(x, weight("v"))],
    () => [unsqueeze(matmul(states, weight("encoder.k")), 1), unsqueeze(matmul(states, weight("encoder.v")), 1)],
    input_ids,
  );
  return {
    inputs: { input_ids, encoder_hidden_states: states },
    outputs: {
      logits: made.logits,
      "present.0.decoder.key": made.key,
      "present.0.decoder.value": made.value,
      "present.0.encoder.key": made.encoderKey,
      "present.0.encoder.value": made.encoderValue,
    },
  };
}

/** The decoder of every later step. */
function laterStep(): { inputs: Tensors; outputs: Tensors } {
  const input_ids = ids();
  const pasts = {
    "past_key_values.0.decoder.key": cached("past_key_values.0.decoder.key", "past_decoder_sequence_length"),
    "past_key_values.0.decoder.value": cached("past_key_values.0.decoder.value", "past_decoder_sequence_length"),
    "past_key_values.0.encoder.key": cached("past_key_values.0.encoder.key", "encoder_sequence_length"),
    "past_key_values.0.encoder.value": cached("past_key_values.0.encoder.value", "encoder_sequence_length"),
  };
  const [pastKey, pastValue, encoderKey, encoderValue] = Object.values(pasts) as [Tensor, Tensor, Tensor, Tensor];
  const { logits, key, value } = decode(
    (x) => [concat([pastKey, matmul(x, weight("k"))], 2), concat([pastValue, matmul(x, weight("v"))], 2)],
    () => [encoderKey, encoderValue],
    input_ids,
  );
  return {
    inputs: { input_ids, ...pasts },
    outputs: { logits, "present.0.decoder.key": key, "present.0.decoder.value": value },
  };
}

/** Weights from a formula. */
export function toyWeight(name: string, rows: number): NDArray & { data: Float32Array } {
  const seed = [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  const data = Float32Array.from({ length: rows * HIDDEN }, (_, i) => Math.sin(seed + i * 1.7));
  return arrayOf("float32", [rows, HIDDEN], data) as NDArray & { data: Float32Array };
}

const streamed: WeightResolver = (name, { type }): WeightSource => {
  const { data } = toyWeight(name, type.shape[0] as number);
  const bytes = new Uint8Array(data.buffer);
  return {
    byteLength: bytes.length,
    async *chunks() {
      yield bytes;
    },
  };
};

function toModel({ inputs, outputs }: { inputs: Tensors; outputs: Tensors }, opset: number): ModelSpec {
  return {
    irVersion: 8,
    opsets: [{ domain: "", version: opset }],
    producerName: "transonnx",
    producerVersion: "0.1.0",
    metadata: { model_type: "toy" },
    graph: toGraphSpec("main_graph", inputs, lower(inputs, outputs, { opset }), streamed),
  };
}

/** A decoder with one layer of self- and cross-attention, without and with past key values. */
export const toyDecoders = (opset = 18): { readonly decoder: ModelSpec; readonly decoderWithPast: ModelSpec } => ({
  decoder: toModel(firstStep(), opset),
  decoderWithPast: toModel(laterStep(), opset),
});
