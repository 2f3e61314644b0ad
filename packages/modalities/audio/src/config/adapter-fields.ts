import { count, flag, nullable } from "@transonnx/core";

/** The fields of an adapter after the encoder, with transformers' defaults. */
export const adapterFields = {
  add_adapter: flag(false),
  adapter_kernel_size: count(3),
  adapter_stride: count(2),
  num_adapter_layers: count(3),
  output_hidden_size: nullable(count()),
} as const;

/** The width that an adapter gives, where a file does not say it: that of the encoder. */
export const adapterWidth = (c: {
  readonly hidden_size: number;
  readonly output_hidden_size: number | null;
}): { readonly output_hidden_size: number } => ({ output_hidden_size: c.output_hidden_size ?? c.hidden_size });
