// Made by `npm run generate -- models` from the packages under packages/models. Not to be edited.
import type { LazyEntry } from "@transonnx/core";

/** All model types, each with the package that serves it. */
export const models: readonly LazyEntry[] = [
  {
    modelType: "albert",
    package: "@transonnx/albert",
    load: async () => (await import("@transonnx/albert")).albert,
  },
  {
    modelType: "audio-spectrogram-transformer",
    package: "@transonnx/audio-spectrogram-transformer",
    load: async () => (await import("@transonnx/audio-spectrogram-transformer")).audioSpectrogramTransformer,
  },
  {
    modelType: "bart",
    package: "@transonnx/bart",
    load: async () => (await import("@transonnx/bart")).bart,
  },
  {
    modelType: "beit",
    package: "@transonnx/beit",
    load: async () => (await import("@transonnx/beit")).beit,
  },
  {
    modelType: "bert",
    package: "@transonnx/bert",
    load: async () => (await import("@transonnx/bert")).bert,
  },
  {
    modelType: "bloom",
    package: "@transonnx/bloom",
    load: async () => (await import("@transonnx/bloom")).bloom,
  },
  {
    modelType: "camembert",
    package: "@transonnx/roberta",
    load: async () => (await import("@transonnx/roberta")).camembert,
  },
  {
    modelType: "clip",
    package: "@transonnx/clip",
    load: async () => (await import("@transonnx/clip")).clip,
  },
  {
    modelType: "clip_vision_model",
    package: "@transonnx/clip",
    load: async () => (await import("@transonnx/clip")).clipVisionModel,
  },
  {
    modelType: "convnext",
    package: "@transonnx/convnext",
    load: async () => (await import("@transonnx/convnext")).convnext,
  },
  {
    modelType: "convnextv2",
    package: "@transonnx/convnext",
    load: async () => (await import("@transonnx/convnext")).convnextv2,
  },
  {
    modelType: "data2vec-text",
    package: "@transonnx/roberta",
    load: async () => (await import("@transonnx/roberta")).data2vecText,
  },
  {
    modelType: "deit",
    package: "@transonnx/deit",
    load: async () => (await import("@transonnx/deit")).deit,
  },
  {
    modelType: "detr",
    package: "@transonnx/detr",
    load: async () => (await import("@transonnx/detr")).detr,
  },
  {
    modelType: "dinov2",
    package: "@transonnx/dinov2",
    load: async () => (await import("@transonnx/dinov2")).dinov2,
  },
  {
    modelType: "distilbert",
    package: "@transonnx/distilbert",
    load: async () => (await import("@transonnx/distilbert")).distilbert,
  },
  {
    modelType: "donut-swin",
    package: "@transonnx/swin",
    load: async () => (await import("@transonnx/swin")).donutSwin,
  },
  {
    modelType: "electra",
    package: "@transonnx/electra",
    load: async () => (await import("@transonnx/electra")).electra,
  },
  {
    modelType: "encoder-decoder",
    package: "@transonnx/encoder-decoder",
    load: async () => (await import("@transonnx/encoder-decoder")).encoderDecoder,
  },
  {
    modelType: "falcon",
    package: "@transonnx/falcon",
    load: async () => (await import("@transonnx/falcon")).falcon,
  },
  {
    modelType: "gemma",
    package: "@transonnx/gemma",
    load: async () => (await import("@transonnx/gemma")).gemma,
  },
  {
    modelType: "gemma2",
    package: "@transonnx/gemma",
    load: async () => (await import("@transonnx/gemma")).gemma2,
  },
  {
    modelType: "gemma3_text",
    package: "@transonnx/gemma",
    load: async () => (await import("@transonnx/gemma")).gemma3Text,
  },
  {
    modelType: "gpt2",
    package: "@transonnx/gpt2",
    load: async () => (await import("@transonnx/gpt2")).gpt2,
  },
  {
    modelType: "gpt_neox",
    package: "@transonnx/gpt-neox",
    load: async () => (await import("@transonnx/gpt-neox")).gptNeox,
  },
  {
    modelType: "gptj",
    package: "@transonnx/gptj",
    load: async () => (await import("@transonnx/gptj")).gptj,
  },
  {
    modelType: "granite",
    package: "@transonnx/llama",
    load: async () => (await import("@transonnx/llama")).granite,
  },
  {
    modelType: "hubert",
    package: "@transonnx/hubert",
    load: async () => (await import("@transonnx/hubert")).hubert,
  },
  {
    modelType: "llama",
    package: "@transonnx/llama",
    load: async () => (await import("@transonnx/llama")).llama,
  },
  {
    modelType: "m2m_100",
    package: "@transonnx/bart",
    load: async () => (await import("@transonnx/bart")).m2m100,
  },
  {
    modelType: "marian",
    package: "@transonnx/bart",
    load: async () => (await import("@transonnx/bart")).marian,
  },
  {
    modelType: "mbart",
    package: "@transonnx/bart",
    load: async () => (await import("@transonnx/bart")).mbart,
  },
  {
    modelType: "mistral",
    package: "@transonnx/llama",
    load: async () => (await import("@transonnx/llama")).mistral,
  },
  {
    modelType: "mobilenet_v2",
    package: "@transonnx/mobilenet-v2",
    load: async () => (await import("@transonnx/mobilenet-v2")).mobilenetV2,
  },
  {
    modelType: "mpnet",
    package: "@transonnx/mpnet",
    load: async () => (await import("@transonnx/mpnet")).mpnet,
  },
  {
    modelType: "mpt",
    package: "@transonnx/mpt",
    load: async () => (await import("@transonnx/mpt")).mpt,
  },
  {
    modelType: "mt5",
    package: "@transonnx/t5",
    load: async () => (await import("@transonnx/t5")).mt5,
  },
  {
    modelType: "olmo2",
    package: "@transonnx/llama",
    load: async () => (await import("@transonnx/llama")).olmo2,
  },
  {
    modelType: "opt",
    package: "@transonnx/opt",
    load: async () => (await import("@transonnx/opt")).opt,
  },
  {
    modelType: "pegasus",
    package: "@transonnx/bart",
    load: async () => (await import("@transonnx/bart")).pegasus,
  },
  {
    modelType: "phi",
    package: "@transonnx/phi",
    load: async () => (await import("@transonnx/phi")).phi,
  },
  {
    modelType: "phi3",
    package: "@transonnx/llama",
    load: async () => (await import("@transonnx/llama")).phi3,
  },
  {
    modelType: "qwen2",
    package: "@transonnx/llama",
    load: async () => (await import("@transonnx/llama")).qwen2,
  },
  {
    modelType: "qwen3",
    package: "@transonnx/llama",
    load: async () => (await import("@transonnx/llama")).qwen3,
  },
  {
    modelType: "qwen3_moe",
    package: "@transonnx/qwen3-moe",
    load: async () => (await import("@transonnx/qwen3-moe")).qwen3Moe,
  },
  {
    modelType: "resnet",
    package: "@transonnx/resnet",
    load: async () => (await import("@transonnx/resnet")).resnet,
  },
  {
    modelType: "roberta",
    package: "@transonnx/roberta",
    load: async () => (await import("@transonnx/roberta")).roberta,
  },
  {
    modelType: "sam",
    package: "@transonnx/sam",
    load: async () => (await import("@transonnx/sam")).sam,
  },
  {
    modelType: "segformer",
    package: "@transonnx/segformer",
    load: async () => (await import("@transonnx/segformer")).segformer,
  },
  {
    modelType: "siglip",
    package: "@transonnx/siglip",
    load: async () => (await import("@transonnx/siglip")).siglip,
  },
  {
    modelType: "siglip_vision_model",
    package: "@transonnx/siglip",
    load: async () => (await import("@transonnx/siglip")).siglipVisionModel,
  },
  {
    modelType: "smollm3",
    package: "@transonnx/llama",
    load: async () => (await import("@transonnx/llama")).smollm3,
  },
  {
    modelType: "swin",
    package: "@transonnx/swin",
    load: async () => (await import("@transonnx/swin")).swin,
  },
  {
    modelType: "t5",
    package: "@transonnx/t5",
    load: async () => (await import("@transonnx/t5")).t5,
  },
  {
    modelType: "trocr",
    package: "@transonnx/trocr",
    load: async () => (await import("@transonnx/trocr")).trocr,
  },
  {
    modelType: "vision-encoder-decoder",
    package: "@transonnx/vision-encoder-decoder",
    load: async () => (await import("@transonnx/vision-encoder-decoder")).visionEncoderDecoder,
  },
  {
    modelType: "vit",
    package: "@transonnx/vit",
    load: async () => (await import("@transonnx/vit")).vit,
  },
  {
    modelType: "wav2vec2",
    package: "@transonnx/wav2vec2",
    load: async () => (await import("@transonnx/wav2vec2")).wav2vec2,
  },
  {
    modelType: "wavlm",
    package: "@transonnx/wavlm",
    load: async () => (await import("@transonnx/wavlm")).wavlm,
  },
  {
    modelType: "whisper",
    package: "@transonnx/whisper",
    load: async () => (await import("@transonnx/whisper")).whisper,
  },
  {
    modelType: "xlm-roberta",
    package: "@transonnx/roberta",
    load: async () => (await import("@transonnx/roberta")).xlmRoberta,
  },
  {
    modelType: "yolos",
    package: "@transonnx/yolos",
    load: async () => (await import("@transonnx/yolos")).yolos,
  },
];
