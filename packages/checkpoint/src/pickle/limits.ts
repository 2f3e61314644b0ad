/** A state dict takes some 150 to 250 bytes a tensor: this is room for 64,000. */
export const MAX_PICKLE_BYTES = 16 * 1024 * 1024;
/** Tuples, lists, dicts, storages and tensors; a tensor takes about eight of them. */
export const MAX_OBJECTS = 500_000;
/** A pickler names each value that it may need again, some twenty a tensor. */
export const MAX_MEMO = 1_250_000;
/** A pickler sets items in batches of a thousand, and a state dict is flat. */
export const MAX_STACK = 100_000;
/** Open marks: a state dict nests four deep. */
export const MAX_MARKS = 1000;
/** Names of tensors, of storages and of devices are far shorter. */
export const MAX_STRING_BYTES = 65_536;
/** Module and name of a global. */
export const MAX_GLOBAL_BYTES = 1024;
/** The largest integer in a PyTorch file is its ten-byte magic number. */
export const MAX_LONG_BYTES = 16;
