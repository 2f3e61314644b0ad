/**
 * The version of what a model's code and the exporter agree on: what `defineModel` takes, what a forward function is given and
 * gives, what the exporter asks of an `OnnxConfig`, and what the operators of `@transonnx/graph` are as objects. `defineModel` puts it
 * on the definition, and a registry takes no definition of another one.
 *
 * It grows where a package that was built for the version before would fail, or would build another graph. What is optional and new
 * leaves it as it is.
 */
export const CONTRACT_VERSION = 1;
