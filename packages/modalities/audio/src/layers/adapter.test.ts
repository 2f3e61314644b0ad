import { expect, test } from "@jest/globals";
import { type AdapterConfig, framesBeforeAdapter } from "./adapter.ts";

const adapter = (fields: Partial<AdapterConfig>): AdapterConfig => ({
  hidden_size: 8,
  output_hidden_size: 8,
  add_adapter: true,
  adapter_kernel_size: 3,
  adapter_stride: 2,
  num_adapter_layers: 3,
  ...fields,
});

/** What PyTorch's Conv1d makes of frames with one zero at either end; none where the kernel does not fit. */
const framesAfter = (c: AdapterConfig, frames: number): number =>
  Array.from({ length: c.num_adapter_layers }).reduce<number>(
    (t) => Math.max(0, Math.floor((t + 2 - c.adapter_kernel_size) / c.adapter_stride) + 1),
    frames,
  );

test.each([{}, { adapter_kernel_size: 5 }, { adapter_kernel_size: 1, adapter_stride: 1 }, { num_adapter_layers: 1 }])(
  "no fewer frames do for an adapter with %j",
  (fields) => {
    const c = adapter(fields);
    for (let frames = 3; frames < 20; frames++) {
      const before = framesBeforeAdapter(c, frames);
      expect(framesAfter(c, before)).toBeGreaterThanOrEqual(frames);
      if (before > 1) expect(framesAfter(c, before - 1)).toBeLessThan(frames);
    }
  },
);
