/**
 * A size: a number, or the canonical text of an integer expression over sizes known only at run time, such as
 * `past_sequence_length + sequence_length` or `floor((height - 3)/2) + 1`. Two equal expressions have equal texts,
 * so dims are compared with `===`.
 */
export type Dim = number | string;

/** A polynomial with integer coefficients: monomial (its atoms, sorted, joined by `*`; "" = constant) to coefficient. */
type Polynomial = ReadonlyMap<string, number>;

export class DimError extends Error {
  override name = "DimError";
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

/** The canonical form of an expression that a person wrote: `dim("b + a")` is `"a + b"`. Throws DimError. */
export const dim = (text: Dim): Dim => format(polynomial(text));

function parse(text: string): Polynomial {
  const tokens = text.match(/[A-Za-z_][\w.]*|\d+|[-+*/()]|\S/g) ?? [];
  let at = 0;
  const fail = (): never => {
    throw new DimError(`"${text}" is not a size: expected names, numbers, + - * and floor(… / number)`);
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
    while (tokens[at] === "*") {
      at++;
      total = times(total, factor());
    }
    return total;
  };
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
      const divisor = Number(tokens[at++]);
      take(")");
      if (!Number.isInteger(divisor) || divisor < 1) fail();
      return polynomial(floorDivide(format(numerator), divisor));
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

export const addDims = (...dims: readonly Dim[]): Dim =>
  dims.every((d) => typeof d === "number")
    ? (dims as readonly number[]).reduce((a, b) => a + b, 0)
    : format(dims.map(polynomial).reduce(plus, new Map()));

export const subtractDims = (a: Dim, b: Dim): Dim =>
  typeof a === "number" && typeof b === "number" ? a - b : format(plus(polynomial(a), scaled(polynomial(b), -1)));

export const multiplyDims = (...dims: readonly Dim[]): Dim =>
  dims.every((d) => typeof d === "number")
    ? (dims as readonly number[]).reduce((a, b) => a * b, 1)
    : format(dims.map(polynomial).reduce(times, polynomial(1)));

/** a / b where it comes out even for every value of the symbols, else undefined. */
export function divideDims(a: Dim, b: Dim): Dim | undefined {
  if (a === b) return 1;
  const divisor = [...polynomial(b)];
  if (divisor.length === 0) return undefined;
  const quotients = [...polynomial(a)].map((term) => divideTerm(term, divisor[0]!));
  if (divisor.length > 1) {
    // The quotient has one term, if there is one: the whole is some term of it times the divisor.
    return quotients.map((q) => q && format(new Map([q]))).find((q) => q !== undefined && multiplyDims(q, b) === a);
  }
  return quotients.every((q) => q !== undefined) ? format(new Map(quotients)) : undefined;
}

function divideTerm([m, c]: [string, number], [n, d]: [string, number]): [string, number] | undefined {
  const rest = atoms(m);
  for (const atom of atoms(n)) {
    const i = rest.indexOf(atom);
    if (i < 0) return undefined;
    rest.splice(i, 1);
  }
  return c % d === 0 ? [rest.join("*"), c / d] : undefined;
}

/** Rounds a / n down. Whole multiples of n leave the floor: floor((2*h + 3)/2) is h + 1. */
export function floorDivide(a: Dim, n: number): Dim {
  if (typeof a === "number") return Math.floor(a / n);
  if (n === 1) return a;
  const whole = new Map<string, number>();
  const rest = new Map<string, number>();
  for (const [monomial, c] of polynomial(a)) {
    const quotient = Math.floor(c / n);
    const remainder = monomial === "" || c % n !== 0 ? c - quotient * n : 0;
    if (remainder !== 0) rest.set(monomial, remainder);
    if (quotient !== 0) whole.set(monomial, quotient);
  }
  const inner = format(rest);
  const floor: Polynomial =
    typeof inner === "number" ? polynomial(Math.floor(inner / n)) : new Map([[`floor((${inner})/${n})`, 1]]);
  return format(plus(whole, floor));
}

/** The names that a dim depends on. */
export function dimSymbols(dim: Dim): readonly string[] {
  if (typeof dim === "number") return [];
  return [...new Set(dim.match(/[A-Za-z_][\w.]*/g))].filter((name) => name !== "floor");
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
  const floor = /^floor\(\((.*)\)\/(\d+)\)$/.exec(atom);
  if (floor) return Math.floor(evaluateDim(floor[1]!, valueOf) / Number(floor[2]));
  const value = valueOf(atom);
  if (value === undefined) throw new DimError(`the size "${atom}" has no value here`);
  return value;
}

/** Terms of a dim as a sum of products, for code that computes it at run time. */
export interface DimTerm {
  readonly coefficient: number;
  readonly factors: readonly DimFactor[];
}
export type DimFactor = { readonly symbol: string } | { readonly numerator: Dim; readonly divisor: number };

export function dimTerms(dim: Dim): readonly DimTerm[] {
  return [...polynomial(dim)].map(([monomial, coefficient]) => ({
    coefficient,
    factors: atoms(monomial).map((atom) => {
      const floor = /^floor\(\((.*)\)\/(\d+)\)$/.exec(atom);
      return floor ? { numerator: floor[1]!, divisor: Number(floor[2]) } : { symbol: atom };
    }),
  }));
}
