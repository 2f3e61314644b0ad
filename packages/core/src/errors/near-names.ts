/** Names beyond this length are compared by their beginnings: the cost is quadratic and the text is untrusted. */
const LONGEST_NAME = 64;
/** Names that differ in more letters are other names, however long they are. */
const LARGEST_DISTANCE = 6;

/** The known names that a misspelt one may have meant: at most three, the nearest first. */
export function nearNames(name: string, known: Iterable<string>): readonly string[] {
  const wanted = plain(name);
  const limit = Math.min(LARGEST_DISTANCE, Math.max(2, Math.floor(wanted.length / 3)));
  return [...new Set(known)]
    .map((candidate) => ({ candidate, distance: editDistance(wanted, plain(candidate), limit) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

/** "Did you mean a or b?" as advice without its full stop; undefined when nothing is near. */
export function suggestion(name: string, known: Iterable<string>): string | undefined {
  const near = nearNames(name, known);
  return near.length === 0 ? undefined : `The nearest known: ${near.join(", ")}`;
}

const plain = (name: string): string => name.slice(0, LONGEST_NAME).toLowerCase().replaceAll("_", "-");

/**
 * Insertions, deletions and substitutions that turn one text into the other; Infinity where they are more than `limit`.
 * Only texts that differ in few letters are compared to the end.
 */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return Number.POSITIVE_INFINITY;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next: number[] = new Array(b.length + 1).fill(Number.POSITIVE_INFINITY);
    if (i <= limit) next[0] = i;
    let least = next[0]!;
    const last = Math.min(b.length, i + limit);
    for (let j = Math.max(1, i - limit); j <= last; j++) {
      const substitution = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const distance = Math.min(substitution, row[j]! + 1, next[j - 1]! + 1);
      next[j] = distance;
      least = Math.min(least, distance);
    }
    if (least > limit) return Number.POSITIVE_INFINITY;
    row = next;
  }
  return row[b.length]!;
}
