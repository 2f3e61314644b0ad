/**
 * The elements of a nested output under numbered names: `past_key_values` with two layers of two tensors becomes
 * `past_key_values.0` … `past_key_values.3`. A flat list is numbered as it is.
 */
export function flattenOutputCollectionProperty<T>(
  name: string,
  field: Iterable<T | readonly T[]>,
): Readonly<Record<string, T>> {
  const items = [...field].flat(1) as T[];
  return Object.fromEntries(items.map((item, i) => [`${name}.${i}`, item]));
}
