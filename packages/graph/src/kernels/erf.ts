/** Beyond it erf is 1 to the last bit. */
const END = 6;
/** Places a unit about which erf is a polynomial. */
const PER_UNIT = 32;
/** Coefficients of each; the next would add less than 1e-18. */
const TERMS = 10;

let table: Float64Array | undefined;

/** The error function to a few units of the last bit: a Taylor polynomial about the nearest of equally spaced places. */
export function erfOf(x: number): number {
  const a = Math.abs(x);
  if (!(a < END)) return Number.isNaN(x) ? x : Math.sign(x);
  table ??= polynomials();
  const node = Math.round(a * PER_UNIT);
  const h = a - node / PER_UNIT;
  const at = node * TERMS;
  let sum = table[at + TERMS - 1]!;
  for (let k = at + TERMS - 2; k >= at; k--) sum = sum * h + table[k]!;
  return Math.sign(x) * sum;
}

/**
 * The coefficients about each place. Those of the derivative g = 2/sqrt(pi) e^(-x^2) follow from g' = -2 x g:
 * (k + 1) g[k + 1] = -2 x g[k] - 2 g[k - 1].
 */
function polynomials(): Float64Array {
  const nodes = END * PER_UNIT + 1;
  const coefficients = new Float64Array(nodes * TERMS);
  for (let node = 0; node < nodes; node++) {
    const x = node / PER_UNIT;
    coefficients[node * TERMS] = seriesOf(x);
    let [before, g] = [0, (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x)];
    for (let k = 0; k < TERMS - 1; k++) {
      coefficients[node * TERMS + k + 1] = g / (k + 1);
      [before, g] = [g, (-2 * (x * g + before)) / (k + 1)];
    }
  }
  return coefficients;
}

/**
 * erf of a number that is not negative: near 0 by 2/sqrt(pi) e^(-x^2) (x + 2/3 x^3 + 4/15 x^5 + ...), whose terms are all positive,
 * far from it by the continued fraction of erfc.
 */
function seriesOf(x: number): number {
  if (x < 2.5) {
    let term = x;
    let sum = x;
    for (let n = 1; term > 1e-17 * sum; n++) {
      term *= (2 * x * x) / (2 * n + 1);
      sum += term;
    }
    return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
  }
  let fraction = 0;
  for (let k = 60; k > 0; k--) fraction = k / 2 / (x + fraction);
  return 1 - Math.exp(-x * x) / ((x + fraction) * Math.sqrt(Math.PI));
}
