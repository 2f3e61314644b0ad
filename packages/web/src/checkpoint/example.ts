import config from "../../../../fixtures/tiny-bert/config.json?url";
import weights from "../../../../fixtures/tiny-bert/model.safetensors?url";
import specialTokens from "../../../../fixtures/tiny-bert/special_tokens_map.json?url";
import tokenizer from "../../../../fixtures/tiny-bert/tokenizer.json?url";
import tokenizerConfig from "../../../../fixtures/tiny-bert/tokenizer_config.json?url";
import vocabulary from "../../../../fixtures/tiny-bert/vocab.txt?url";
import type { ChosenFile } from "./chosen-file.ts";

const addresses = {
  "config.json": config,
  "model.safetensors": weights,
  "special_tokens_map.json": specialTokens,
  "tokenizer.json": tokenizer,
  "tokenizer_config.json": tokenizerConfig,
  "vocab.txt": vocabulary,
};

/** The checkpoint that comes with the page: a BERT of two layers with random weights. */
export const exampleFiles = (): Promise<readonly ChosenFile[]> =>
  Promise.all(
    Object.entries(addresses).map(async ([name, url]) => {
      const response = await fetch(url);
      if (!response.ok) throw new Error(`${name} of the example: ${response.status}`);
      return { path: `tiny-bert/${name}`, file: new File([await response.blob()], name) };
    }),
  );
