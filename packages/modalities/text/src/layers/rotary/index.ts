export * from "./check-rotary.ts";
export * from "./frequencies.ts";
export * from "./rope-scaling.ts";
export * from "./rotary.ts";
