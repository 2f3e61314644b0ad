import type { Params } from "@transonnx/core";

/** The tensors at one place, and at another those that it lacks. */
export const either = (first: Params, second: Params): Params => ({
  path: second.path,
  at: (...steps) => either(first.at(...steps), second.at(...steps)),
  base: (prefix) => either(first.base(prefix), second.base(prefix)),
  has: (name) => first.has(name) || second.has(name),
  get(name, shape, dtype) {
    const isShared = [name].flat().some((each) => first.has(each));
    return (isShared ? first : second).get(name, shape, dtype);
  },
});
