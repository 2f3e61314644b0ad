/** Protobuf's own limit: lengths are signed 32-bit integers, and every implementation refuses a larger message. */
export const MAX_MODEL_BYTES = 2 ** 31 - 1;

/** What a reader that leaves the weights in the file holds of the rest. The graphs of large models take a few megabytes. */
export const MAX_STRUCTURE_BYTES = 512 * 2 ** 20;

/**
 * Records and list elements of one file: two bytes can become an object of two hundred, so that bytes alone do not bound
 * memory. Hundred thousand nodes of the usual size come near it; the largest published graphs have a fifth of them.
 */
export const MAX_RECORDS = 4_000_000;

/** What a message that becomes an object (a node, an attribute, a value, a tensor) counts as, in records. */
export const MESSAGE_RECORDS = 8;

/** Graphs within graphs, sequences within sequences. Protobuf allows 100 messages, a subgraph takes three. */
export const MAX_DEPTH = 32;

/** Rank of a tensor; ONNX Runtime and every framework stay below 64. */
export const MAX_RANK = 256;

/** Weights at least this large are left in the file by a reader that does not load them. */
export const LAZY_BYTES = 64 * 1024;

/** The unit in which weights are read and written. */
export const CHUNK_BYTES = 4 * 2 ** 20;
