const ALIGNMENT = 8;

/** A safetensors file of float32 tensors: name to `{ shape, values }`. */
export function safetensors(tensors) {
  const entries = Object.entries(tensors).sort(([a], [b]) => (a < b ? -1 : 1));
  const header = { __metadata__: { format: "pt" } };
  let end = 0;
  for (const [name, { shape, values }] of entries) {
    header[name] = { dtype: "F32", shape, data_offsets: [end, end + values.byteLength] };
    end += values.byteLength;
  }
  const text = JSON.stringify(header);
  const head = Buffer.from(text.padEnd(Math.ceil(text.length / ALIGNMENT) * ALIGNMENT));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(head.length));
  const data = entries.map(([, { values }]) => Buffer.from(values.buffer));
  return Buffer.concat([length, head, ...data]);
}
