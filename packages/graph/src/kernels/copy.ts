/** Runs this long are cheaper to copy as a block than by a loop. */
const longRun = 32;

/** Copies `length` elements that lie side by side. Strings lie in plain arrays. */
export function copyRun(from: Float32Array, at: number, to: Float32Array, into: number, length: number): void {
  if (length < longRun || Array.isArray(from)) for (let i = 0; i < length; i++) to[into + i] = from[at + i]!;
  else to.set(from.subarray(at, at + length), into);
}
