import { albert } from "@transonnx/albert";
import { bart, m2m100, marian, mbart, pegasus } from "@transonnx/bart";
import { bert } from "@transonnx/bert";
import { createRegistry } from "@transonnx/core";
import { distilbert } from "@transonnx/distilbert";
import { electra } from "@transonnx/electra";
import { gpt2 } from "@transonnx/gpt2";
import { llama } from "@transonnx/llama";
import { mpnet } from "@transonnx/mpnet";
import { camembert, data2vecText, roberta, xlmRoberta } from "@transonnx/roberta";
import { t5 } from "@transonnx/t5";

/** The models that the tests compose. */
export const registry = createRegistry([
  albert,
  bart,
  bert,
  camembert,
  data2vecText,
  distilbert,
  electra,
  gpt2,
  llama,
  m2m100,
  marian,
  mbart,
  mpnet,
  pegasus,
  roberta,
  t5,
  xlmRoberta,
]);
