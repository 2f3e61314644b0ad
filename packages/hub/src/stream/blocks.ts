/** Files are read in blocks of this size: large enough that a request is worth its way, small enough that a few are no memory. */
export const BLOCK_BYTES = 4 * 1024 * 1024;
/** The blocks that are kept, of all files of a folder: tensors are not asked for in the order in which they lie. */
const KEPT_BLOCKS = 12;

/** The blocks that were read last. */
export class Blocks {
  readonly #kept = new Map<string, Promise<Uint8Array>>();
  #files = 0;

  /** What the keys of one more file begin with. */
  nextPrefix(): string {
    return `${this.#files++}:`;
  }

  /** A block, read where it is not kept. One that could not be read is forgotten. */
  get(key: string, read: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const block = this.#kept.get(key) ?? read();
    this.#kept.delete(key);
    this.#kept.set(key, block);
    block.catch(() => {
      if (this.#kept.get(key) === block) this.#kept.delete(key);
    });
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT_BLOCKS) break;
      this.#kept.delete(oldest);
    }
    return block;
  }

  /** Forgets the blocks whose keys begin so. */
  drop(prefix: string): void {
    for (const key of [...this.#kept.keys()]) if (key.startsWith(prefix)) this.#kept.delete(key);
  }
}
