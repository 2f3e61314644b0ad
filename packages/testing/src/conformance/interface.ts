import { inputSymbols, type OnnxConfig } from "@transonnx/core";
import type { ModelGraph } from "@transonnx/exporter";
import { targetOf } from "@transonnx/exporter";
import { type Dim, dimSymbols, type Tensor, topologicalOrder } from "@transonnx/graph";
import type { GraphSpec, ValueSpec } from "@transonnx/onnx";
import { encodeModel } from "@transonnx/onnx";
import { onnxruntimeNode } from "@transonnx/validator";
import type { GoldenCase } from "../goldens/golden.ts";
import { modelsOf } from "../goldens/run-golden.ts";
import { ConformanceError } from "./conformance-error.ts";
import type { Subject } from "./subject.ts";

/**
 * What OnnxConfig says of a file is what the graph, the written model, ONNX Runtime and the golden's cases have: names, order, element
 * types, free axes.
 */
export async function interfacesAgree(subject: Subject): Promise<void> {
  const { graphs, golden } = subject;
  const target = targetOf("onnxruntime");
  const models = modelsOf(subject, { target, opset: target.opset });
  for (const [part, graph] of Object.entries(graphs)) {
    const where = `${subject.where}, ${part}`;
    inputsAreRead(where, graph);
    checkInputs(where, graph, models[part]!.graph);
    checkOutputs(where, graph.onnxConfig, models[part]!.graph);
    await checkSession(where, models[part]!.graph, await encodeModel(models[part]!));
    for (const one of golden.cases.filter(({ file }) => file === `${part}.onnx`))
      checkCase(where, one, graph, models[part]!.graph);
  }
}

const disagree = (where: string, summary: string, expected: string, found: string, advice: string) =>
  new ConformanceError(summary, { where, expected, found, advice });

/** An input may be there for its sizes alone, where no other has them. */
function inputsAreRead(where: string, { inputs, outputs }: ModelGraph): void {
  const tensors = topologicalOrder(Object.values(outputs)).flatMap((node) => node.inputs);
  const used = new Set(tensors);
  const sizes = new Set(
    tensors.flatMap((tensor) => (tensor?.source.kind === "sizes" ? tensor.source.sizes : [])).flatMap(dimSymbols),
  );
  const unread = Object.entries(inputs).filter(([, tensor]) => !used.has(tensor));
  const symbolsOf = (tensor: Tensor) => tensor.type.shape.flatMap(dimSymbols);
  const elsewhere = new Set(
    Object.values(inputs)
      .filter((tensor) => used.has(tensor))
      .flatMap(symbolsOf),
  );
  const givesSize = (tensor: Tensor) => symbolsOf(tensor).some((symbol) => sizes.has(symbol) && !elsewhere.has(symbol));
  const names = unread.filter(([, tensor]) => !givesSize(tensor)).map(([name]) => name);
  if (names.length > 0)
    throw disagree(
      where,
      "no output depends on an input",
      "every input to be read",
      names.join(", "),
      "Use it in forward, leave it out of OnnxConfig.inputs, or name it in optionalInputs",
    );
}

function checkInputs(where: string, { onnxConfig, inputs }: ModelGraph, { inputs: written }: GraphSpec): void {
  const { onnxInputs } = onnxConfig;
  const types = onnxConfig.inputTypes();
  const expected = Object.keys(onnxInputs).filter((name) => inputs[name]);
  sameNames(
    where,
    "inputs",
    expected,
    written.map(({ name }) => name),
  );
  for (const value of written) {
    sameType(where, value, types[value.name]!.dtype);
    value.shape.forEach((size, axis) => {
      const named = onnxInputs[value.name]![axis];
      if (named === undefined ? typeof size !== "number" : size !== named)
        throw axisError(where, value, axis, named ?? "a number");
    });
  }
}

/** A free axis may be a number where its name is that of no input: `num_labels`. */
function checkOutputs(where: string, onnxConfig: OnnxConfig, { outputs: written }: GraphSpec): void {
  const { outputs, computesOutputSizes } = onnxConfig;
  sameNames(
    where,
    "outputs",
    Object.keys(outputs),
    written.map(({ name }) => name),
  );
  const ofInputs = inputSymbols(onnxConfig);
  for (const value of written)
    value.shape.forEach((size, axis) => {
      const named = outputs[value.name]![axis];
      const isFrozen =
        named !== undefined && typeof size === "number" && dimSymbols(named).some((s) => ofInputs.has(s));
      if (isFrozen) throw axisError(where, value, axis, `${named}, which is free in the inputs`);
      if (named === undefined && typeof size !== "number" && !computesOutputSizes)
        throw axisError(where, value, axis, "a number");
    });
}

const axisError = (where: string, { name, shape }: ValueSpec, axis: number, expected: string | number) =>
  disagree(
    where,
    `axis ${axis} of "${name}" is another than OnnxConfig says`,
    `${expected}`,
    `${shape[axis]} in [${shape.join(", ")}]`,
    "Correct inputs or outputs of the OnnxConfig, or the model's forward function",
  );

function sameNames(where: string, what: string, expected: readonly string[], found: readonly string[]): void {
  if (expected.join() !== found.join())
    throw disagree(
      where,
      `the ${what} have other names, or another order`,
      expected.join(", "),
      found.join(", "),
      `Correct ${what} of the OnnxConfig, what forward returns, or the golden`,
    );
}

function sameType(where: string, { name, dtype }: { name: string; dtype: string | undefined }, expected: string): void {
  if (dtype !== expected)
    throw disagree(
      where,
      `the element type of "${name}" is another`,
      expected,
      dtype ?? "none",
      "Correct the dummy input generator, or the golden",
    );
}

/** What ONNX Runtime says of the file that is written. */
async function checkSession(where: string, spec: GraphSpec, bytes: Uint8Array): Promise<void> {
  const session = await (await onnxruntimeNode()).open({ bytes }, { threads: 1 });
  try {
    for (const what of ["inputs", "outputs"] as const) {
      sameNames(
        `${where}, in ONNX Runtime`,
        what,
        spec[what].map(({ name }) => name),
        session[what].map(({ name }) => name),
      );
      spec[what].forEach((value, i) => {
        sameType(`${where}, in ONNX Runtime`, { name: value.name, dtype: session[what][i]!.dtype }, value.dtype);
      });
    }
  } finally {
    await session.close();
  }
}

/** What a golden's case feeds and expects. */
function checkCase(where: string, given: GoldenCase, { inputs, outputs }: ModelGraph, spec: GraphSpec): void {
  sameSet(`${where}, golden`, "inputs", Object.keys(inputs), Object.keys(given.inputs));
  sameSet(`${where}, golden`, "outputs", Object.keys(outputs), Object.keys(given.outputs));
  for (const value of [...spec.inputs, ...spec.outputs]) {
    const { dtype, shape } = (given.inputs[value.name] ?? given.outputs[value.name])!;
    sameType(`${where}, golden`, { name: value.name, dtype }, value.dtype);
    const frozen = value.shape.findIndex((size: Dim, axis) => typeof size === "number" && size !== shape[axis]);
    if (frozen >= 0 || shape.length !== value.shape.length)
      throw disagree(
        `${where}, golden`,
        frozen >= 0 ? `axis ${frozen} of "${value.name}" is frozen in the graph` : `"${value.name}" has another rank`,
        `[${value.shape.join(", ")}]`,
        `[${shape.join(", ")}]`,
        "Name the axis in the OnnxConfig, and take its size from the tensors' types; or correct the golden",
      );
  }
}

function sameSet(where: string, what: string, expected: readonly string[], found: readonly string[]): void {
  sameNames(where, what, [...expected].sort(), [...found].sort());
}
