/** `count` numbers in [-scale, scale) that depend on the name alone (murmur3's finaliser over FNV-1a of the name), shifted by `offset`. */
export function draw(name, count, { scale, offset = 0 }) {
  let seed = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(name)) seed = Math.imul(seed ^ byte, 0x01000193);
  return Float32Array.from({ length: count }, (_, i) => {
    let hash = seed ^ Math.imul(i, 0x9e3779b1);
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    hash ^= hash >>> 16;
    return offset + scale * ((hash >>> 8) * 2 ** -23 - 1);
  });
}
