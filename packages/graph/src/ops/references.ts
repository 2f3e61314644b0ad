import type { StandardReference } from "../operators/operator.ts";
import { AbsReference } from "./abs.ts";
import { AddReference } from "./add.ts";
import { AndReference } from "./and.ts";
import { ArgMaxReference } from "./arg-max.ts";
import { ArgMinReference } from "./arg-min.ts";
import { AttentionReference } from "./attention.ts";
import { AveragePoolReference } from "./average-pool.ts";
import { BatchNormalizationReference } from "./batch-normalization.ts";
import { CastReference } from "./cast.ts";
import { CastLikeReference } from "./cast-like.ts";
import { CeilReference } from "./ceil.ts";
import { CeluReference } from "./celu.ts";
import { ClipReference } from "./clip.ts";
import { ConcatReference } from "./concat.ts";
import { ConstantOfShapeReference } from "./constant-of-shape.ts";
import { ConvReference } from "./conv.ts";
import { ConvTransposeReference } from "./conv-transpose.ts";
import { CosReference } from "./cos.ts";
import { CumSumReference } from "./cum-sum.ts";
import { DepthToSpaceReference } from "./depth-to-space.ts";
import { DivReference } from "./div.ts";
import { EluReference } from "./elu.ts";
import { EqualReference } from "./equal.ts";
import { ErfReference } from "./erf.ts";
import { ExpReference } from "./exp.ts";
import { ExpandReference } from "./expand.ts";
import { FlattenReference } from "./flatten.ts";
import { FloorReference } from "./floor.ts";
import { GatherReference } from "./gather.ts";
import { GatherElementsReference } from "./gather-elements.ts";
import { GatherNDReference } from "./gather-nd.ts";
import { GeluReference } from "./gelu.ts";
import { GemmReference } from "./gemm.ts";
import { GlobalAveragePoolReference } from "./global-average-pool.ts";
import { GlobalMaxPoolReference } from "./global-max-pool.ts";
import { GreaterReference } from "./greater.ts";
import { GreaterOrEqualReference } from "./greater-or-equal.ts";
import { GridSampleReference } from "./grid-sample.ts";
import { GroupNormalizationReference } from "./group-normalization.ts";
import { HardSigmoidReference } from "./hard-sigmoid.ts";
import { HardSwishReference } from "./hard-swish.ts";
import { IdentityReference } from "./identity.ts";
import { InstanceNormalizationReference } from "./instance-normalization.ts";
import { IsNaNReference } from "./is-nan.ts";
import { LayerNormalizationReference } from "./layer-normalization.ts";
import { LeakyReluReference } from "./leaky-relu.ts";
import { LessReference } from "./less.ts";
import { LessOrEqualReference } from "./less-or-equal.ts";
import { LogReference } from "./log.ts";
import { LogSoftmaxReference } from "./log-softmax.ts";
import { LpNormalizationReference } from "./lp-normalization.ts";
import { MatMulReference } from "./matmul.ts";
import { MaxReference } from "./max.ts";
import { MaxPoolReference } from "./max-pool.ts";
import { MeanReference } from "./mean.ts";
import { MinReference } from "./min.ts";
import { MishReference } from "./mish.ts";
import { ModReference } from "./mod.ts";
import { MulReference } from "./mul.ts";
import { NegReference } from "./neg.ts";
import { NotReference } from "./not.ts";
import { OneHotReference } from "./one-hot.ts";
import { OrReference } from "./or.ts";
import { PadReference } from "./pad.ts";
import { PowReference } from "./pow.ts";
import { PReluReference } from "./prelu.ts";
import { RangeReference } from "./range.ts";
import { ReciprocalReference } from "./reciprocal.ts";
import { ReduceL1Reference } from "./reduce-l1.ts";
import { ReduceL2Reference } from "./reduce-l2.ts";
import { ReduceLogSumReference } from "./reduce-log-sum.ts";
import { ReduceLogSumExpReference } from "./reduce-log-sum-exp.ts";
import { ReduceMaxReference } from "./reduce-max.ts";
import { ReduceMeanReference } from "./reduce-mean.ts";
import { ReduceMinReference } from "./reduce-min.ts";
import { ReduceProdReference } from "./reduce-prod.ts";
import { ReduceSumReference } from "./reduce-sum.ts";
import { ReduceSumSquareReference } from "./reduce-sum-square.ts";
import { ReluReference } from "./relu.ts";
import { ReshapeReference } from "./reshape.ts";
import { ResizeReference } from "./resize.ts";
import { RMSNormalizationReference } from "./rms-normalization.ts";
import { RotaryEmbeddingReference } from "./rotary-embedding.ts";
import { RoundReference } from "./round.ts";
import { ScatterElementsReference } from "./scatter-elements.ts";
import { ScatterNDReference } from "./scatter-nd.ts";
import { SeluReference } from "./selu.ts";
import { ShapeReference } from "./shape.ts";
import { SigmoidReference } from "./sigmoid.ts";
import { SignReference } from "./sign.ts";
import { SinReference } from "./sin.ts";
import { SizeReference } from "./size.ts";
import { SliceReference } from "./slice.ts";
import { SoftmaxReference } from "./softmax.ts";
import { SoftplusReference } from "./softplus.ts";
import { SoftsignReference } from "./softsign.ts";
import { SpaceToDepthReference } from "./space-to-depth.ts";
import { SplitReference } from "./split.ts";
import { SqrtReference } from "./sqrt.ts";
import { SqueezeReference } from "./squeeze.ts";
import { SubReference } from "./sub.ts";
import { SumReference } from "./sum.ts";
import { SwishReference } from "./swish.ts";
import { TanhReference } from "./tanh.ts";
import { ThresholdedReluReference } from "./thresholded-relu.ts";
import { TileReference } from "./tile.ts";
import { TopKReference } from "./top-k.ts";
import { TransposeReference } from "./transpose.ts";
import { TriluReference } from "./trilu.ts";
import { UnsqueezeReference } from "./unsqueeze.ts";
import { WhereReference } from "./where.ts";
import { XorReference } from "./xor.ts";

/** The references of all operators here. A function, so that a bundle that asks for none has none. */
export const standardReferences = (): readonly StandardReference[] => [
  AbsReference,
  AddReference,
  AndReference,
  ArgMaxReference,
  ArgMinReference,
  AttentionReference,
  AveragePoolReference,
  BatchNormalizationReference,
  CastReference,
  CastLikeReference,
  CeilReference,
  CeluReference,
  ClipReference,
  ConcatReference,
  ConstantOfShapeReference,
  ConvReference,
  ConvTransposeReference,
  CosReference,
  CumSumReference,
  DepthToSpaceReference,
  DivReference,
  EluReference,
  EqualReference,
  ErfReference,
  ExpReference,
  ExpandReference,
  FlattenReference,
  FloorReference,
  GatherReference,
  GatherElementsReference,
  GatherNDReference,
  GeluReference,
  GemmReference,
  GlobalAveragePoolReference,
  GlobalMaxPoolReference,
  GreaterReference,
  GreaterOrEqualReference,
  GridSampleReference,
  GroupNormalizationReference,
  HardSigmoidReference,
  HardSwishReference,
  IdentityReference,
  InstanceNormalizationReference,
  IsNaNReference,
  LayerNormalizationReference,
  LeakyReluReference,
  LessReference,
  LessOrEqualReference,
  LogReference,
  LogSoftmaxReference,
  LpNormalizationReference,
  MatMulReference,
  MaxReference,
  MaxPoolReference,
  MeanReference,
  MinReference,
  MishReference,
  ModReference,
  MulReference,
  NegReference,
  NotReference,
  OneHotReference,
  OrReference,
  PadReference,
  PowReference,
  PReluReference,
  RangeReference,
  ReciprocalReference,
  ReduceL1Reference,
  ReduceL2Reference,
  ReduceLogSumReference,
  ReduceLogSumExpReference,
  ReduceMaxReference,
  ReduceMeanReference,
  ReduceMinReference,
  ReduceProdReference,
  ReduceSumReference,
  ReduceSumSquareReference,
  ReluReference,
  ReshapeReference,
  ResizeReference,
  RMSNormalizationReference,
  RotaryEmbeddingReference,
  RoundReference,
  ScatterElementsReference,
  ScatterNDReference,
  SeluReference,
  ShapeReference,
  SigmoidReference,
  SignReference,
  SinReference,
  SizeReference,
  SliceReference,
  SoftmaxReference,
  SoftplusReference,
  SoftsignReference,
  SpaceToDepthReference,
  SplitReference,
  SqrtReference,
  SqueezeReference,
  SubReference,
  SumReference,
  SwishReference,
  TanhReference,
  ThresholdedReluReference,
  TileReference,
  TopKReference,
  TransposeReference,
  TriluReference,
  UnsqueezeReference,
  WhereReference,
  XorReference,
];
