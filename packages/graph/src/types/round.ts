/** The nearest integer; halves go to the even one. */
export function roundHalfToEven(x: number): number {
  const down = Math.floor(x);
  return x - down === 0.5 ? 2 * Math.round(down / 2) : Math.round(x);
}
