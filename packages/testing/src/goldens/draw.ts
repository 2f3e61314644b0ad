/** Read once: in the sandbox of a test runner each mention of a global is a look-up, a hundred times as slow as the product. */
const { imul } = Math;

/** FNV-1a, 32 bits, of the UTF-8 bytes of a text. */
function fnv1a32(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/**
 * The values of a golden's tensor: offset + scale * u(i), where u(i) in [-1, 1) is drawn from the name and the index by
 * murmur3's finaliser. Float64 arithmetic, rounded once.
 */
export function drawTensor(name: string, count: number, offset: number, scale: number): Float32Array {
  const seed = fnv1a32(name);
  const values = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    let hash = seed ^ imul(i, 0x9e3779b1);
    hash ^= hash >>> 16;
    hash = imul(hash, 0x85ebca6b);
    hash ^= hash >>> 13;
    hash = imul(hash, 0xc2b2ae35);
    hash ^= hash >>> 16;
    values[i] = offset + scale * ((hash >>> 8) * 2 ** -23 - 1);
  }
  return values;
}
