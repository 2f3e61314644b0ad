import type { OnnxConfig } from "@transonnx/core";
import { evaluate, type NDArray } from "@transonnx/graph";
import { longestSequence, shapeMatrix } from "../cases/shape-matrix.ts";
import type { Check } from "../checks/check.ts";
import { valuesCheck } from "../checks/result-checks.ts";
import type { Tolerance } from "../compare/difference.ts";
import { keepParameters } from "../keep-parameters.ts";
import { toModelSource } from "../model/model-source.ts";
import { type CaseReport, makeReport, type ValidationReport } from "../report.ts";
import { openedSession, runCase } from "../run-cases.ts";
import { chooseRuntime } from "../runtime/choose-runtime.ts";
import type { ModelSource, Runtime, Session, SessionOptions } from "../runtime/runtime.ts";
import { DEFAULT_RTOL } from "../tolerance.ts";
import type { ReferenceModel } from "../validate-model.ts";
import { rowsOf, withoutPadding } from "./rows.ts";
import { randomTokens, TEXTS, tokenInputs } from "./tokens.ts";

type Arrays = Readonly<Record<string, NDArray>>;

/** A graph, and the file that holds it. */
export interface GenerationPart extends ReferenceModel {
  readonly onnxConfig: OnnxConfig;
  readonly model: string | Uint8Array | ModelSource;
  /** What the file gets, from the graph's inputs. Default: the same. */
  readonly feeds?: (inputs: Arrays) => Arrays;
}

/** What `validateGeneration` takes besides the files. */
export interface ValidateGenerationOptions {
  /** The encoder of an encoder-decoder. */
  readonly encoder?: GenerationPart;
  /** What runs the first tokens. */
  readonly decoder: GenerationPart;
  /** What runs every later one, with the keys and values of those before. Default: the same as the first. */
  readonly decoderWithPast?: GenerationPart;
  /** Default: the first that is installed. */
  readonly runtime?: Runtime;
  readonly session?: SessionOptions;
  /** Largest absolute difference. Default: the decoder's configuration's. */
  readonly atol?: number;
  /** Added to it, as a share of the output's largest value. Default 1e-5. */
  readonly rtol?: number;
  /** Takes `rtol` of each value instead. Default false. */
  readonly elementwise?: boolean;
  /** Decides the tokens. Default 0. */
  readonly seed?: number;
  readonly signal?: AbortSignal;
}

/** New tokens of each run: a first one of several, then a few steps, the last of more than one token. */
const STEPS = [3, 1, 1, 2];
const ENCODER_LENGTH = 5;
/** Padding before the second of the two texts. */
const PADDING = 2;

/**
 * Runs the written files as generation does, a few tokens at first and then step by step with the keys and values of those
 * before, and compares every step with one run of the reference over the whole text, without a cache. A decoder that has a
 * mask gets two texts, one of them padded on the left.
 *
 * Throws RuntimeMissingError, and what `parameter` throws.
 */
export async function validateGeneration(options: ValidateGenerationOptions): Promise<ValidationReport> {
  const started = performance.now();
  const { encoder, decoder, decoderWithPast = decoder, seed = 0, rtol = DEFAULT_RTOL, elementwise } = options;
  const tolerance: Tolerance = { atol: options.atol ?? decoder.onnxConfig.atolForValidation, rtol, elementwise };
  const runtime = options.runtime ?? (await chooseRuntime());
  const sessions = new Map<GenerationPart, Session>();
  const found: Check[] = [];
  const reports: CaseReport[] = [];
  try {
    for (const part of new Set([encoder, decoder, decoderWithPast])) {
      if (!part) continue;
      const { session, checks } = await openedSession(runtime, toModelSource(part.model), options.session);
      found.push(...checks);
      if (session) sessions.set(part, session);
    }
    if (found.every(({ status }) => status === "passed")) {
      const steps = await expectedSteps(options, seed);
      let cache: Arrays = emptyPast(decoder);
      for (const [i, step] of steps.entries()) {
        options.signal?.throwIfAborted();
        const part = i === 0 ? decoder : decoderWithPast;
        const session = sessions.get(part)!;
        const inputs = onlyInputs(part, { ...step.inputs, ...cache });
        const results: Arrays[] = [];
        const run = await runCase(
          {
            session: {
              ...session,
              run: async (fed) => {
                const result = await session.run(fed);
                results.push(result);
                return withoutPadding(step.output, result, step.padded);
              },
            },
            tolerance,
            feeds: part.feeds ?? ((fed) => fed),
            reference: () => withoutPadding(step.output, { [step.output]: step.expected }, step.padded),
          },
          { name: step.name, inputs },
        );
        found.push(...run.checks);
        if (run.comparison) found.push(...valuesCheck(step.name, run.comparison, tolerance));
        reports.push(run.report);
        if (!results[0]) break;
        cache = { ...cache, ...pastOf(results[0]) };
      }
    }
  } finally {
    for (const session of sessions.values()) await session.close();
  }
  return makeReport({
    checks: found,
    cases: reports,
    runtime: `${runtime.name} ${runtime.version}`,
    ...tolerance,
    seed,
    seconds: (performance.now() - started) / 1000,
  });
}

/** A run of generation and what it must give. */
interface Step {
  readonly name: string;
  /** Without the past. */
  readonly inputs: Arrays;
  /** Name of the output that is compared. */
  readonly output: string;
  readonly expected: NDArray;
  /** Which of the new tokens are padding, by row. */
  readonly padded: readonly (readonly boolean[])[];
}

async function expectedSteps(options: ValidateGenerationOptions, seed: number): Promise<readonly Step[]> {
  const { encoder, decoder } = options;
  const { onnxConfig } = decoder;
  const hasMask = Object.keys(decoder.inputs).includes("attention_mask");
  const total = Math.min(sum(STEPS), longestSequence(onnxConfig));
  const padding = hasMask && total > PADDING + 1 ? PADDING : 0;
  const tokens = randomTokens(onnxConfig, { seed, length: total, padding });
  const memory = encoder ? await encoded(encoder, seed + 1) : {};
  const output = Object.keys(decoder.outputs)[0]!;
  const whole = await evaluated(decoder, {
    ...tokenInputs(tokens, 0, total),
    ...memory,
    ...emptyPast(decoder),
  });
  const steps: Step[] = [];
  for (let start = 0; start < total; ) {
    const end = Math.min(total, start + STEPS[steps.length]!);
    const many = end - start === 1 ? "1 token" : `${end - start} tokens`;
    steps.push({
      name: start === 0 ? `first run: ${many}` : `step ${steps.length}: ${many} after ${start}`,
      inputs: { ...tokenInputs(tokens, start, end), ...memory },
      output,
      expected: rowsOf(whole[output]!, start, end),
      padded: tokens.mask.map((row) => row.slice(start, end).map((token) => token === 0)),
    });
    start = end;
  }
  return steps;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** What the reference of an encoder makes of two inputs: texts, of which one is padded, or whatever else it takes. */
async function encoded(encoder: GenerationPart, seed: number): Promise<Arrays> {
  const inputs = Object.hasOwn(encoder.inputs, "input_ids") ? encoderTexts(encoder, seed) : otherInputs(encoder, seed);
  const { last_hidden_state: states } = await evaluated(encoder, inputs);
  const { attention_mask: mask } = inputs;
  return { encoder_hidden_states: states!, ...(mask && { encoder_attention_mask: mask }) };
}

function encoderTexts({ onnxConfig }: GenerationPart, seed: number): Arrays {
  const length = Math.min(ENCODER_LENGTH, longestSequence(onnxConfig));
  const texts = randomTokens(onnxConfig, { seed, length, isDecoder: false });
  const mask = texts.mask.map((row, i) => row.map((_, t) => (i === 1 && t === length - 1 && length > 1 ? 0 : 1)));
  const { input_ids, attention_mask } = tokenInputs({ ...texts, mask }, 0, length);
  return { input_ids, attention_mask };
}

/** Pictures or sounds, of the sizes that a validation begins with. */
function otherInputs({ onnxConfig }: GenerationPart, seed: number): Arrays {
  const { sizes } = shapeMatrix(onnxConfig)[0]!;
  return onnxConfig.onnxDummyInputs(onnxConfig.generateDummyInputs({ ...sizes, batch_size: TEXTS, seed }));
}

async function evaluated(part: GenerationPart, given: Arrays): Promise<Arrays> {
  const [name, first] = Object.entries(part.outputs)[0]!;
  const parameter = keepParameters(part.parameter);
  const [values] = await evaluate([first], { inputs: onlyInputs(part, given), parameter });
  return { [name]: values! };
}

const onlyInputs = ({ inputs }: GenerationPart, given: Arrays): Arrays =>
  Object.fromEntries(Object.keys(inputs).map((name) => [name, given[name]!]));

/** The past of a first run. */
function emptyPast({ onnxConfig }: GenerationPart): Arrays {
  const shapes = { batch_size: TEXTS, past_sequence_length: 0 };
  const inputs = Object.entries(onnxConfig.generateDummyInputs(shapes));
  return Object.fromEntries(inputs.filter(([name]) => name.startsWith("past_key_values.")));
}

/** The keys and values that a run leaves, as the next one takes them; those of an encoder come from the first run alone. */
function pastOf(results: Arrays): Arrays {
  const presents = Object.entries(results).filter(
    ([name, { data }]) => name.startsWith("present.") && (data.length > 0 || !name.includes(".encoder.")),
  );
  return Object.fromEntries(presents.map(([name, value]) => [name.replace("present.", "past_key_values."), value]));
}
