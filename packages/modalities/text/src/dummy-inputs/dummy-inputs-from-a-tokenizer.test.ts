import { describe, expect, test } from "@jest/globals";
import { NumberOfInputsMatchError, OptionError, UnknownOptionError } from "@transonnx/core";
import { TextEncoderOnnxConfig } from "../index.ts";

class BertOnnxConfig extends TextEncoderOnnxConfig {
  get inputs() {
    return { input_ids: this.textAxes, attention_mask: this.textAxes, token_type_ids: this.textAxes };
  }
}

const bert = new BertOnnxConfig({ model_type: "bert", vocab_size: 99 });

interface CallOptions {
  readonly text_pair?: readonly string[] | null;
  readonly return_tensor?: boolean;
  readonly return_token_type_ids?: boolean;
}

const CLS = 2;
const SEP = 3;
const UNK = 1;

/** A tokenizer with the interface of Transformers.js, whose only token is [UNK]. */
function wordTokenizer(texts: readonly string[], { text_pair, return_tensor = true, ...wanted }: CallOptions = {}) {
  const ids = (text: string) => [...text.matchAll(/\[UNK\]/g)].map(() => UNK);
  const rows = texts.map((text, i) => {
    const first = [CLS, ...ids(text), SEP];
    const second = text_pair ? [...ids(text_pair[i]!), SEP] : [];
    return { input_ids: [...first, ...second], types: [...first.map(() => 0), ...second.map(() => 1)] };
  });
  const encoding: Record<string, number[][]> = {
    input_ids: rows.map((row) => row.input_ids),
    attention_mask: rows.map((row) => row.input_ids.map(() => 1)),
    ...(wanted.return_token_type_ids ? { token_type_ids: rows.map((row) => row.types) } : {}),
  };
  if (!return_tensor) return encoding;
  const tensors = Object.entries(encoding).map(([name, nested]) => [
    name,
    { type: "int64", dims: [nested.length, nested[0]!.length], data: BigInt64Array.from(nested.flat(), BigInt) },
  ]);
  return Object.fromEntries(tensors);
}

const tokenizer = Object.assign(wordTokenizer, { unk_token: "[UNK]" });

describe("generateDummyInputs with a tokenizer", () => {
  test("encodes 2 texts of 8 tokens, those that the tokenizer adds included", async () => {
    expect(await bert.generateDummyInputs({ preprocessor: tokenizer })).toEqual({
      input_ids: {
        dtype: "int64",
        shape: [2, 8],
        data: BigInt64Array.from([CLS, 1, 1, 1, 1, 1, 1, SEP, CLS, 1, 1, 1, 1, 1, 1, SEP], BigInt),
      },
      attention_mask: { dtype: "int64", shape: [2, 8], data: new BigInt64Array(16).fill(1n) },
      token_type_ids: { dtype: "int64", shape: [2, 8], data: new BigInt64Array(16) },
    });
  });

  test("takes the sizes of transformers.onnx, in either spelling, and its old name of the tokenizer", async () => {
    const inputs = await bert.generateDummyInputs({ tokenizer, batch_size: 3, seqLength: 9 });
    expect(inputs.input_ids?.shape).toEqual([3, 9]);
  });

  test("shares the tokens of a pair between its two texts", async () => {
    const { token_type_ids } = await bert.generateDummyInputs({
      preprocessor: tokenizer,
      is_pair: true,
      batch_size: 1,
    });
    expect(Array.from(token_type_ids?.data as BigInt64Array, Number)).toEqual([0, 0, 0, 0, 0, 1, 1, 1]);
  });

  test("makes pairs for multiple choice, 4 for each text", async () => {
    const choices = new BertOnnxConfig(bert.config, "multiple-choice");
    const { input_ids } = await choices.generateDummyInputs({ preprocessor: tokenizer, seq_length: 4 });
    expect(input_ids?.shape).toEqual([2, 4, 7]);
  });

  test("asks the tokenizer for the number of tokens that it adds, where it tells", async () => {
    const telling = Object.assign(wordTokenizer.bind(null), { unk_token: "[UNK]", numSpecialTokensToAdd: () => 4 });
    const { input_ids } = await bert.generateDummyInputs({ preprocessor: telling });
    expect(input_ids?.shape).toEqual([2, 6]);
  });

  test("awaits tokenizers, and takes their tensors", async () => {
    const remote = async (texts: readonly string[]) => wordTokenizer(texts, { return_token_type_ids: true });
    const inputs = await new BertOnnxConfig(bert.config, "default", { intDtype: "int32" }).generateDummyInputs({
      preprocessor: Object.assign(remote, { unk_token: "[UNK]" }),
    });
    expect(inputs.input_ids?.dtype).toBe("int32");
    expect(inputs.input_ids?.data).toBeInstanceOf(Int32Array);
  });

  test("repeats 0 for a tokenizer without an unknown token", async () => {
    const texts: string[] = [];
    const spy = (given: readonly string[]) => {
      texts.push(...given);
      return {
        input_ids: given.map(() => [0]),
        attention_mask: given.map(() => [1]),
        token_type_ids: given.map(() => [0]),
      };
    };
    await bert.generateDummyInputs({ preprocessor: Object.assign(spy, { numSpecialTokensToAdd: () => 0 }) });
    expect(texts).toEqual(["00000000", "00000000"]);
  });
});

describe("a preprocessor that does not fit", () => {
  test("lacks an input of the model", async () => {
    const incomplete = bert.generateDummyInputs({
      preprocessor: (texts: string[]) => ({ input_ids: texts.map(() => [1]) }),
    });
    await expect(incomplete).rejects.toBeInstanceOf(NumberOfInputsMatchError);
    await expect(incomplete).rejects.toThrow(
      /expected input_ids, attention_mask, token_type_ids, found input_ids\. Use the preprocessor of this model/,
    );
  });

  test("returns rows of different lengths", async () => {
    const ragged = () => ({ input_ids: [[1], [1, 2]], attention_mask: [[1], [1]], token_type_ids: [[0], [0]] });
    await expect(bert.generateDummyInputs({ preprocessor: ragged })).rejects.toThrow(/"input_ids" is not an array/);
  });

  test("comes with options that are not there", () => {
    expect(() => bert.generateDummyInputs({ preprocessor: tokenizer, tokenizer })).toThrow(OptionError);
    expect(() => bert.generateDummyInputs({ preprocessor: tokenizer, batch: 2 } as never)).toThrow(UnknownOptionError);
    expect(() => bert.generateDummyInputs({ preprocessor: tokenizer, batch_size: "2" as never })).toThrow(OptionError);
    expect(() => bert.generateDummyInputs({ preprocessor: "bert-base" as never })).toThrow(OptionError);
  });
});

describe("generateDummyInputs with a processor of images or audio", () => {
  class VisionOnnxConfig extends TextEncoderOnnxConfig {
    get inputs() {
      return { pixel_values: { 0: "batch_size" } };
    }
  }
  class AudioOnnxConfig extends TextEncoderOnnxConfig {
    get inputs() {
      return { input_values: { 0: "batch_size", 1: "audio_sequence_length" } };
    }
  }
  const config = { model_type: "any" };

  test("passes 2 images of 40 × 40 pixels, made as the processor wants them", async () => {
    const processor = (images: { size: readonly number[]; data: Uint8ClampedArray }[]) => ({
      pixel_values: {
        type: "float32",
        dims: [images.length, ...images[0]!.size],
        data: Float32Array.from(images.flatMap(({ data }) => [...data])),
      },
    });
    const { pixel_values } = await new VisionOnnxConfig(config, "default", { floatDtype: "fp16" }).generateDummyInputs({
      preprocessor: Object.assign(processor, { model_input_names: ["pixel_values"] }),
      createImage: ({ data, width, height, channels }) => ({ size: [channels, height, width], data }),
    });
    expect(pixel_values?.shape).toEqual([2, 3, 40, 40]);
    expect(pixel_values?.dtype).toBe("float16");
  });

  test("passes a tone of 220 Hz", async () => {
    const extractor = (audio: Float32Array[]) => ({ input_values: audio.map((samples) => [...samples.slice(0, 3)]) });
    const { input_values } = await new AudioOnnxConfig(config).generateDummyInputs({
      preprocessor: Object.assign(extractor, { model_input_names: ["input_values"] }),
      sampling_rate: 880,
      time_duration: 1,
    });
    expect(input_values?.shape).toEqual([2, 3]);
    expect(input_values?.data.slice(0, 2)).toEqual(Float32Array.of(0, 0.5));
  });
});
