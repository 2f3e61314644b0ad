/** Names that are not taken yet. */
export class Names {
  readonly #taken: Set<string>;
  readonly #next = new Map<string, number>();

  constructor(reserved: Iterable<string> = []) {
    this.#taken = new Set(reserved);
  }

  /** The name itself, or with the next number that is free. */
  fresh(name: string): string {
    let n = this.#next.get(name) ?? 0;
    let candidate = n === 0 ? name : `${name}_${n}`;
    while (this.#taken.has(candidate)) candidate = `${name}_${++n}`;
    this.#next.set(name, n + 1);
    this.#taken.add(candidate);
    return candidate;
  }
}
