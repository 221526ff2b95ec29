export { modelErrors } from './errors.ts'
export {
  type FileEntry,
  type LanguageModelManifest,
  loadManifest,
  Manifest,
  type ManifestLocation,
  readModelFile,
  sha256Hex,
} from './manifest.ts'
export { drawPrompt, fillTemplate, Prompts } from './prompts.ts'
export { createTokenizer, type Tokenizer, TokenizerFile, wordPattern } from './tokenizer.ts'
