export { type Alteration, alterWeights } from './alter-weights.ts'
export type { Message } from './conversation.ts'
export { describeModel } from './describe-model.ts'
export { modelErrors } from './errors.ts'
export { type EventLoopStall, measureEventLoopStall } from './event-loop-stall.ts'
export type {
  Generated,
  GeneratedToken,
  GenerateOptions,
  Sampling,
  Verification,
  VerifyOptions,
} from './generation.ts'
export { fromHalf, toHalf } from './half.ts'
export { type LanguageModel, languageModel } from './language-model.ts'
export {
  type FileEntry,
  type LanguageModelManifest,
  loadManifest,
  Manifest,
  type ManifestLocation,
  readModelFile,
  sha256Hex,
  type TensorInfo,
  type TensorsManifest,
} from './manifest.ts'
export { createModels, type LoadOptions, type Model, type Models, type ModelsOptions } from './models.ts'
export { drawPrompt, fillTemplate, Prompts } from './prompts.ts'
export {
  type Cut,
  distribution,
  holdsToken,
  likeliestToken,
  pickToken,
  sampleAt,
} from './sampling.ts'
export { type StopFilter, stopFilter } from './stop-filter.ts'
export { type Tensor, type TensorArrays, type Tensors, type TensorType, tensorTypes } from './tensor.ts'
export { createTokenizer, type Tokenizer, TokenizerFile, wordPattern } from './tokenizer.ts'
export type { Backend, Graph } from './worker/messages.ts'
