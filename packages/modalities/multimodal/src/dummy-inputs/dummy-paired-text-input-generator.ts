import type { DummyInputOptions, NormalizedConfig, ResolvedDummyOptions, Task } from "@transonnx/core";
import { DummyTextInputGenerator } from "@transonnx/text";

/** Texts that go with pictures: as many as `text_batch_size` says, otherwise as there are pictures. */
export class DummyPairedTextInputGenerator extends DummyTextInputGenerator {
  static override readonly ownOptions: readonly string[] = ["text_batch_size"];

  readonly textBatchSize: number;

  constructor(task: Task, normalizedConfig: NormalizedConfig, options?: DummyInputOptions | ResolvedDummyOptions) {
    super(task, normalizedConfig, options);
    this.textBatchSize = this.ownSize("text_batch_size") ?? this.batchSize;
  }

  override get shape(): readonly number[] {
    return [this.textBatchSize, this.sequenceLength];
  }
}
