/** `numHiddenLayers` as `num_hidden_layers`; a name in snake_case stays as it is. */
export const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
