import { type DummyDTypes, tensorOf } from "@transonnx/core";
import { type NDArray, toNumbers } from "@transonnx/graph";
import { DummyTextInputGenerator } from "./dummy-text-input-generator.ts";

/**
 * Inputs of BART and its descendants. Texts to classify have an end of text somewhere after their first token, as its
 * vector is what is classified; not with `force_eos_token_id_presence: false`.
 */
export class BartDummyTextInputGenerator extends DummyTextInputGenerator {
  static override readonly ownOptions: readonly string[] = ["force_eos_token_id_presence"];

  get forceEosTokenIdPresence(): boolean {
    return this.options.more.force_eos_token_id_presence !== false;
  }

  override generate(inputName: string, dtypes: DummyDTypes = {}): NDArray {
    const made = super.generate(inputName, dtypes);
    const isForced = this.forceEosTokenIdPresence && this.normalizedConfig.has("eos_token_id");
    if (!isForced || inputName !== "input_ids" || this.task !== "text-classification") return made;
    return this.#withEnds(made, this.normalizedConfig.getNumber("eos_token_id"));
  }

  #withEnds(ids: NDArray, end: number): NDArray {
    const length = this.sequenceLength;
    const values = Float64Array.from(toNumbers(ids));
    for (let from = 0; from < values.length; from += length)
      if (!values.subarray(from, from + length).includes(end))
        values[from + Math.min(this.random.integer(1, length), length - 1)] = end;
    return tensorOf(ids.dtype, ids.shape, values);
  }
}
