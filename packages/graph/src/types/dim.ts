import { TRANSONNX_ERROR } from "./error-brand.ts";
/**
 * A size: a number, or the canonical text of an integer expression over sizes known only at run time, such as
 * `past_sequence_length + sequence_length`, `floor((height - 3)/2) + 1` or `min(3, sequence_length)`. Two equal expressions have equal texts,
 * so dims are compared with `===`.
 */
export type Dim = number | string;

/** A polynomial with integer coefficients: monomial (its atoms, sorted, joined by `*`; "" = constant) to coefficient. */
type Polynomial = ReadonlyMap<string, number>;

/** Sizes that do not fit, or that cannot be computed with. */
export class DimError extends Error {
  override name = "DimError";
  readonly [TRANSONNX_ERROR] = true;
}

const parsed = new Map<string, Polynomial>();

function polynomial(dim: Dim): Polynomial {
  if (typeof dim === "number") return new Map(dim === 0 ? [] : [["", dim]]);
  let known = parsed.get(dim);
  if (!known) {
    known = parse(dim);
    parsed.set(dim, known);
  }
  return known;
}

/**
 * The canonical form of an expression that a person wrote: `dim("b + a")` is `"a + b"`, `dim("( t - 3 ) // 2")`, as Python
 * writes it, is `"floor((t + 1)/2) - 2"`. Throws DimError.
 */
export const dim = (text: Dim): Dim => (typeof text === "number" ? text : format(polynomial(text)));

function parse(text: string): Polynomial {
  const tokens = text.match(/[A-Za-z_][\w.]*|\d+|\/\/|[-+*/()]|\S/g) ?? [];
  let at = 0;
  const fail = (): never => {
    throw new DimError(
      `"${text}" is not a size: expected names, numbers, + - *, … // number, floor(… / number) and min(…, …)`,
    );
  };
  const take = (token: string) => (tokens[at] === token ? tokens[at++] : fail());
  const sum = (): Polynomial => {
    let total = product();
    while (tokens[at] === "+" || tokens[at] === "-") {
      const sign = tokens[at++] === "+" ? 1 : -1;
      total = plus(total, scaled(product(), sign));
    }
    return total;
  };
  const product = (): Polynomial => {
    let total = factor();
    while (tokens[at] === "*" || tokens[at] === "//") {
      const isProduct = tokens[at++] === "*";
      total = isProduct ? times(total, factor()) : floored(total, divisor());
    }
    return total;
  };
  const divisor = (): number => (/^[1-9]\d*$/.test(tokens[at] ?? "") ? Number(tokens[at++]) : fail());
  const factor = (): Polynomial => {
    const token = tokens[at++] ?? fail();
    if (token === "-") return scaled(factor(), -1);
    if (/^\d/.test(token)) return polynomial(Number(token));
    if (token === "(") {
      const inner = sum();
      take(")");
      return inner;
    }
    if (token === "floor" && tokens[at] === "(") {
      at++;
      const numerator = product();
      take("/");
      const rounded = floored(numerator, divisor());
      take(")");
      return rounded;
    }
    if (token === "min" && tokens[at] === "(") {
      at++;
      const one = sum();
      take(",");
      const other = sum();
      take(")");
      return smaller(one, other);
    }
    return /^[A-Za-z_]/.test(token) ? new Map([[token, 1]]) : fail();
  };
  const result = sum();
  if (at !== tokens.length) fail();
  return result;
}

function plus(a: Polynomial, b: Polynomial): Polynomial {
  const out = new Map(a);
  for (const [monomial, c] of b) {
    const total = (out.get(monomial) ?? 0) + c;
    if (total === 0) out.delete(monomial);
    else out.set(monomial, total);
  }
  return out;
}

const scaled = (a: Polynomial, by: number): Polynomial =>
  new Map(by === 0 ? [] : [...a].map(([monomial, c]) => [monomial, c * by]));

function times(a: Polynomial, b: Polynomial): Polynomial {
  let out: Polynomial = new Map();
  for (const [m, c] of a)
    for (const [n, d] of b) out = plus(out, new Map([[[...atoms(m), ...atoms(n)].sort().join("*"), c * d]]));
  return out;
}

/** The factors of a monomial; a floor(…) is one factor whatever it contains. */
function atoms(monomial: string): string[] {
  const out: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i <= monomial.length; i++) {
    const character = monomial[i];
    if (character === "(") depth++;
    if (character === ")") depth--;
    if ((character === "*" && depth === 0) || i === monomial.length) {
      if (i > start) out.push(monomial.slice(start, i));
      start = i + 1;
    }
  }
  return out;
}

function format(a: Polynomial): Dim {
  const terms = [...a].filter(([monomial]) => monomial !== "").sort(([m], [n]) => (m < n ? -1 : 1));
  const constant = a.get("") ?? 0;
  if (terms.length === 0) return constant;
  let text = "";
  for (const [monomial, c] of constant === 0 ? terms : [...terms, ["", constant] as const]) {
    const size = Math.abs(c);
    const body = monomial === "" ? `${size}` : size === 1 ? monomial : `${size}*${monomial}`;
    text += text === "" ? (c < 0 ? `-${body}` : body) : c < 0 ? ` - ${body}` : ` + ${body}`;
  }
  return text;
}

/** Models do the same few sums and products at every layer: each is worked out once. */
const known = new Map<string, Dim>();

function once(key: string, compute: () => Dim): Dim {
  let dim = known.get(key);
  if (dim === undefined) {
    dim = compute();
    known.set(key, dim);
  }
  return dim;
}

/** The sum of sizes, symbolic where one of them is. */
export const addDims = (...dims: readonly Dim[]): Dim =>
  dims.every((d) => typeof d === "number")
    ? (dims as readonly number[]).reduce((a, b) => a + b, 0)
    : once(dims.join(" + "), () => format(dims.map(polynomial).reduce(plus, new Map())));

/** The difference of two sizes, symbolic where one of them is. */
export const subtractDims = (a: Dim, b: Dim): Dim =>
  typeof a === "number" && typeof b === "number"
    ? a - b
    : once(`${a} - (${b})`, () => format(plus(polynomial(a), scaled(polynomial(b), -1))));

/** The product of sizes, symbolic where one of them is. */
export const multiplyDims = (...dims: readonly Dim[]): Dim =>
  dims.every((d) => typeof d === "number")
    ? (dims as readonly number[]).reduce((a, b) => a * b, 1) + 0
    : once(`(${dims.join(") * (")})`, () => format(dims.map(polynomial).reduce(times, polynomial(1))));

/** a / b where it comes out even for every value of the symbols, else undefined. */
export function divideDims(a: Dim, b: Dim): Dim | undefined {
  const divisor = polynomial(b);
  if (divisor.size === 0) return undefined;
  const lead = leading(divisor);
  let rest = polynomial(a);
  let quotient: Polynomial = new Map();
  while (rest.size > 0) {
    const term = divideTerm(leading(rest), lead);
    if (!term) return undefined;
    quotient = plus(quotient, new Map([term]));
    rest = plus(rest, scaled(times(new Map([term]), divisor), -1));
  }
  return format(quotient);
}

/** The term of the highest degree; of those, the one whose atoms come first. A product's is the product of its factors'. */
function leading(a: Polynomial): readonly [string, number] {
  return [...a].reduce((best, term) => (precedes(atoms(term[0]), atoms(best[0])) ? term : best));
}

function precedes(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return a.length > b.length;
  const i = a.findIndex((atom, at) => atom !== b[at]);
  return i >= 0 && a[i]! < b[i]!;
}

function divideTerm(
  [m, c]: readonly [string, number],
  [n, d]: readonly [string, number],
): [string, number] | undefined {
  const rest = atoms(m);
  for (const atom of atoms(n)) {
    const i = rest.indexOf(atom);
    if (i < 0) return undefined;
    rest.splice(i, 1);
  }
  return c % d === 0 ? [rest.join("*"), c / d] : undefined;
}

/**
 * Rounds a / n down. Whole multiples of n leave the floor, factors common to all terms and n are reduced, a floor in a
 * floor is one: floor((2*h + 3)/2) is h + 1, floor((2*h + 1)/4) is floor((h)/2), floor((floor((h)/2) + 1)/2) is
 * floor((h + 2)/4).
 */
export function floorDivide(a: Dim, n: number): Dim {
  if (!Number.isInteger(n) || n < 1) throw new DimError(`a size is divided by a whole number above 0, not by ${n}`);
  return format(floored(polynomial(a), n));
}

function floored(a: Polynomial, n: number): Polynomial {
  const whole = new Map<string, number>();
  const rest = new Map<string, number>();
  for (const [monomial, c] of a) {
    const quotient = Math.floor(c / n);
    if (quotient !== 0) whole.set(monomial, quotient);
    if (c !== quotient * n) rest.set(monomial, c - quotient * n);
  }
  return plus(whole, fraction(rest, n));
}

/** floor(a/n) where every coefficient of a lies between 0 and n. */
function fraction(a: Polynomial, n: number): Polynomial {
  const terms = [...a].filter(([monomial]) => monomial !== "");
  if (terms.length === 0) return new Map();
  const factor = terms.reduce((g, [, c]) => greatestCommonDivisor(g, c), n);
  // The terms are whole multiples of the factor, so what the constant adds below one of them is lost.
  if (factor > 1)
    return floored(new Map([...a].map(([monomial, c]) => [monomial, Math.floor(c / factor)])), n / factor);
  const floors = terms.filter(([monomial, c]) => c === 1 && floorParts(monomial));
  if (floors.length === 1) {
    const [inner] = floors[0]!;
    const { numerator, divisor } = floorParts(inner)!;
    const others = plus(a, new Map([[inner, -1]]));
    return floored(plus(polynomial(numerator), scaled(others, divisor)), n * divisor);
  }
  return new Map([[`floor((${format(a)})/${n})`, 1]]);
}

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));

/** What stands in a floor(…); undefined for a symbol, and for a product. */
function floorParts(atom: string): { readonly numerator: Dim; readonly divisor: number } | undefined {
  const parts = atoms(atom).length === 1 ? /^floor\(\((.*)\)\/(\d+)\)$/.exec(atom) : null;
  return parts ? { numerator: parts[1]!, divisor: Number(parts[2]) } : undefined;
}

/** The smaller of two sizes: `min(3, sequence_length)`. */
export const minDims = (a: Dim, b: Dim): Dim => format(smaller(polynomial(a), polynomial(b)));

function smaller(a: Polynomial, b: Polynomial): Polynomial {
  const difference = format(plus(b, scaled(a, -1)));
  if (typeof difference === "number") return difference < 0 ? b : a;
  const [first, second] = [format(a), format(b)].sort(compareDims);
  return new Map([[`min(${first}, ${second})`, 1]]);
}

/** Numbers first. */
const compareDims = (x: Dim, y: Dim): number =>
  typeof x === typeof y ? (x < y ? -1 : 1) : typeof x === "number" ? -1 : 1;

/** What stands in a min(…); undefined for any other atom, and for a product. */
function minParts(atom: string): readonly [Dim, Dim] | undefined {
  if (!atom.startsWith("min(") || atoms(atom).length !== 1) return undefined;
  const inner = atom.slice(4, -1);
  let depth = 0;
  const comma = [...inner].findIndex((character) => {
    if (character === "(") depth++;
    if (character === ")") depth--;
    return character === "," && depth === 0;
  });
  return [dim(numberOr(inner.slice(0, comma))), dim(numberOr(inner.slice(comma + 2)))];
}

const numberOr = (text: string): Dim => (/^\d+$/.test(text) ? Number(text) : text);

/** The names that a dim depends on. */
export function dimSymbols(dim: Dim): readonly string[] {
  if (typeof dim === "number") return [];
  return [...new Set(dim.match(/[A-Za-z_][\w.]*/g))].filter((name) => name !== "floor" && name !== "min");
}

/** The number that a dim stands for. Throws DimError when a symbol has no value. */
export function evaluateDim(dim: Dim, valueOf: (symbol: string) => number | undefined): number {
  if (typeof dim === "number") return dim;
  let total = 0;
  for (const [monomial, c] of polynomial(dim)) {
    let value = c;
    for (const atom of atoms(monomial)) value *= evaluateAtom(atom, valueOf);
    total += value;
  }
  return total;
}

function evaluateAtom(atom: string, valueOf: (symbol: string) => number | undefined): number {
  const floor = floorParts(atom);
  if (floor) return Math.floor(evaluateDim(floor.numerator, valueOf) / floor.divisor);
  const parts = minParts(atom);
  if (parts) return Math.min(...parts.map((part) => evaluateDim(part, valueOf)));
  const value = valueOf(atom);
  if (value === undefined) throw new DimError(`the size "${atom}" has no value here`);
  return value;
}

/** Terms of a dim as a sum of products, for code that computes it at run time. */
export interface DimTerm {
  readonly coefficient: number;
  readonly factors: readonly DimFactor[];
}
/** A factor of a symbolic size: a symbol, or what is computed of other sizes. */
export type DimFactor =
  | { readonly symbol: string }
  | { readonly numerator: Dim; readonly divisor: number }
  | { readonly smaller: readonly [Dim, Dim] };

const minFactor = (atom: string): DimFactor | undefined => {
  const parts = minParts(atom);
  return parts && { smaller: parts };
};

/** A size as a sum of products. */
export function dimTerms(dim: Dim): readonly DimTerm[] {
  return [...polynomial(dim)].map(([monomial, coefficient]) => ({
    coefficient,
    factors: atoms(monomial).map((atom) => floorParts(atom) ?? minFactor(atom) ?? { symbol: atom }),
  }));
}
