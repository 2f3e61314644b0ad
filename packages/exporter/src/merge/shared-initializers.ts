import type { InitializerSpec } from "@transonnx/onnx";
import type { Names } from "../names.ts";
import { sameData } from "./same-data.ts";

/** The initializers of several graphs, each tensor once. */
export class SharedInitializers {
  readonly all: InitializerSpec[] = [];
  readonly #byType = new Map<string, { readonly initializer: InitializerSpec; readonly name: string }[]>();
  readonly #names: Names;

  constructor(names: Names) {
    this.#names = names;
  }

  /** The name that a graph's initializer has among all: its own unless it is another's. */
  add(initializer: InitializerSpec): string {
    const type = `${initializer.dtype}[${initializer.shape}]`;
    const alike = this.#byType.get(type) ?? [];
    const known = alike.find((other) => sameData(other.initializer, initializer));
    if (known) return known.name;
    const name = this.#names.fresh(initializer.name);
    this.#byType.set(type, [...alike, { initializer, name }]);
    this.all.push({ ...initializer, name });
    return name;
  }
}
