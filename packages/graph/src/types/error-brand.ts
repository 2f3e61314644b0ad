/**
 * The brand of every error of transonnx that is thrown on purpose, on the errors of this package too: it survives two
 * copies of a package in one program, where `instanceof` does not.
 */
export const TRANSONNX_ERROR: unique symbol = Symbol.for("transonnx.Error");
