/** The value of numpy.allclose's relative tolerance, which optimum and transformers leave at its default. */
export const DEFAULT_RTOL = 1e-5;

/** The absolute tolerance of optimum's configurations. */
export const DEFAULT_ATOL = 1e-5;
