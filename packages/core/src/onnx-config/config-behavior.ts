/** Which part of an encoder-decoder a configuration is for: optimum's ConfigBehavior. */
export const ConfigBehavior = {
  /** Both parts in one file. */
  MONOLITH: "monolith",
  ENCODER: "encoder",
  DECODER: "decoder",
} as const;

export type ConfigBehavior = (typeof ConfigBehavior)[keyof typeof ConfigBehavior];
