import { AsyncLocalStorage } from "node:async_hooks";
import NodeEnvironment from "jest-environment-node";

/** The classes that native addons compare by identity: jest's realm has its own, onnxruntime-node knows the host's. */
const hostClasses = [
  ArrayBuffer,
  SharedArrayBuffer,
  DataView,
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  BigInt64Array,
  BigUint64Array,
  Float32Array,
  Float64Array,
];

/**
 * Storages in use. jest-circus makes one for each file of tests and leaves it in use: Node 20 and 22 then keep that file's whole
 * realm, and slow every await of the files that follow.
 */
const storages = new Set();
const { run } = AsyncLocalStorage.prototype;
AsyncLocalStorage.prototype.run = function (...given) {
  storages.add(this);
  return run.apply(this, given);
};

/** jest's Node environment with the host's typed arrays, so that tensors pass between tests and ONNX Runtime. */
export default class TypedArrayEnvironment extends NodeEnvironment {
  constructor(config, context) {
    super(config, context);
    for (const hostClass of hostClasses) this.global[hostClass.name] = hostClass;
  }

  async teardown() {
    for (const storage of storages) storage.disable();
    storages.clear();
    await super.teardown();
  }
}
