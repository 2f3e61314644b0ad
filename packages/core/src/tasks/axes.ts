/** Names of the axes whose size is free at run time, by position. All other axes are static. */
export type Axes = Readonly<Record<number, string>>;

/** Input or output names in the order of the ONNX model, each with its free axes. */
export type AxesByName = Readonly<Record<string, Axes>>;
