import { bart, m2m100, marian, mbart, pegasus } from "@transonnx/bart";
import { beit } from "@transonnx/beit";
import { bert } from "@transonnx/bert";
import { clip, clipVisionModel } from "@transonnx/clip";
import { convnext } from "@transonnx/convnext";
import { createRegistry } from "@transonnx/core";
import { deit } from "@transonnx/deit";
import { dinov2 } from "@transonnx/dinov2";
import { electra } from "@transonnx/electra";
import { gpt2 } from "@transonnx/gpt2";
import { llama } from "@transonnx/llama";
import { roberta, xlmRoberta } from "@transonnx/roberta";
import { siglipVisionModel } from "@transonnx/siglip";
import { donutSwin, swin } from "@transonnx/swin";
import { trocr } from "@transonnx/trocr";
import { vit } from "@transonnx/vit";

/** The models that the tests compose. */
export const registry = createRegistry([
  bart,
  beit,
  bert,
  clip,
  clipVisionModel,
  convnext,
  deit,
  dinov2,
  donutSwin,
  electra,
  gpt2,
  llama,
  m2m100,
  marian,
  mbart,
  pegasus,
  roberta,
  siglipVisionModel,
  swin,
  trocr,
  vit,
  xlmRoberta,
]);
