import { fileURLToPath } from 'node:url'
import { modelErrors } from './errors.ts'
import {
  checkSampling,
  defaultTolerance,
  type Generated,
  type GeneratedToken,
  type GenerateOptions,
  type Verification,
  type VerifyOptions,
} from './generation.ts'
import { type LanguageModelManifest, type ManifestLocation, manifestUrl, readModelFile } from './manifest.ts'
import { type Models, pooledModel } from './models.ts'
import { createTokenizer, type Tokenizer, TokenizerFile } from './tokenizer.ts'
import type { DecoderShape, TokenEvent } from './worker/messages.ts'

/** A language model whose answers follow from a seed and can therefore be proven. */
export interface LanguageModel {
  readonly manifest: LanguageModelManifest
  readonly tokenizer: Tokenizer
  /** The most tokens that prompt and answer have together. */
  readonly contextLength: number
  /** The most tokens of a prompt: half the context, so that there is room for an answer. */
  readonly promptLimit: number
  /**
   * Answers a prompt token by token; the whole loop runs in a worker. Breaking out of the iteration ends it.
   *
   * @throws PROMPT_TOO_LONG, GENERATION_INVALID, WORKER_CRASHED, MODELS_CLOSED, or the signal's reason
   */
  generate(options: GenerateOptions): AsyncGenerator<GeneratedToken, Generated, void>
  /**
   * Proves or refutes that an answer is what `generate` gives for the same prompt, seed, temperature and maxTokens. Costs
   * one pass, about a seventh of the generation. Nonsense in `tokens` or `logprobs` is refuted, not thrown.
   *
   * @throws PROMPT_TOO_LONG, GENERATION_INVALID, WORKER_CRASHED, MODELS_CLOSED, or the signal's reason
   */
  verify(options: VerifyOptions): Promise<Verification>
}

/**
 * Loads a language model and its tokenizer.
 *
 * @throws MODEL_KIND for a manifest of another kind; what `Models.load` throws
 * @example
 * ```ts
 * import { createModels, languageModel } from '@subnetkit/models'
 *
 * const models = createModels()
 * const model = await languageModel(models, './model/manifest.json')
 * for await (const { text } of model.generate({
 *   prompt: 'Tell a story about a fox and a key.',
 *   seed: 'one',
 *   temperature: 0.8,
 *   maxTokens: 150,
 * })) process.stdout.write(text)
 * ```
 */
export async function languageModel(models: Models, location: ManifestLocation): Promise<LanguageModel> {
  const model = await models.load(location)
  const { manifest } = model
  if (manifest.kind !== 'language-model') {
    throw modelErrors.MODEL_KIND({ name: manifest.name, kind: manifest.kind, wanted: 'language-model' })
  }
  const { pool, entry } = pooledModel(model)
  const tokenizer = await readTokenizer(manifest, location)
  const { contextLength } = manifest.architecture
  const promptLimit = Math.floor(contextLength / 2)
  const shape: DecoderShape = { ...manifest.architecture, endToken: tokenizer.special.end }

  const tokensOf = (prompt: string | readonly number[]): readonly number[] => {
    const tokens = typeof prompt === 'string' ? tokenizer.encodePrompt(prompt) : prompt
    if (tokens.length > promptLimit) {
      throw modelErrors.PROMPT_TOO_LONG({ tokens: tokens.length, limit: promptLimit })
    }
    const inside = (token: number): boolean => Number.isInteger(token) && token >= 0 && token < tokenizer.size
    if (tokens.length === 0 || !tokens.every(inside)) {
      throw modelErrors.GENERATION_INVALID({ option: 'prompt', problem: 'not tokens of this model' })
    }
    return tokens
  }

  async function* generate(options: GenerateOptions): AsyncGenerator<GeneratedToken, Generated, void> {
    checkSampling(options)
    const prompt = tokensOf(options.prompt)
    const stop = new AbortController()
    const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal
    const waiting: TokenEvent[] = []
    let wake = (): void => {}
    const call = pool.call<'generate'>(
      entry,
      {
        kind: 'generate',
        shape,
        prompt,
        seed: options.seed,
        temperature: options.temperature,
        maxTokens: Math.min(options.maxTokens, contextLength - prompt.length),
        sampler: options.sampler ?? 'seeded',
      },
      {
        signal,
        onToken: (event) => {
          waiting.push(event)
          wake()
        },
      },
    )
    let settled = false
    const settle = (): void => {
      settled = true
      wake()
    }
    call.then(settle, settle)
    try {
      for (;;) {
        for (let event = waiting.shift(); event; event = waiting.shift()) {
          signal.throwIfAborted()
          yield { token: event.token, text: tokenizer.decode([event.token]), logprob: event.logprob }
        }
        if (settled) return await call
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    } finally {
      if (!settled) stop.abort(new Error('the generation was left'))
    }
  }

  const verify = async (options: VerifyOptions): Promise<Verification> => {
    checkSampling(options)
    const prompt = tokensOf(options.prompt)
    return pool.call<'verify'>(
      entry,
      {
        kind: 'verify',
        shape,
        prompt,
        tokens: options.tokens,
        logprobs: options.logprobs,
        seed: options.seed,
        temperature: options.temperature,
        maxTokens: Math.min(options.maxTokens, contextLength - prompt.length),
        tolerance: options.tolerance ?? defaultTolerance,
      },
      { signal: options.signal },
    )
  }
  return { manifest, tokenizer, contextLength, promptLimit, generate, verify }
}

async function readTokenizer(
  manifest: LanguageModelManifest,
  location: ManifestLocation,
): Promise<Tokenizer> {
  const bytes = await readModelFile(location, manifest.tokenizer)
  const path = fileURLToPath(new URL(manifest.tokenizer.file, manifestUrl(location)))
  const parsed = TokenizerFile.safeParse(JSON.parse(new TextDecoder().decode(bytes)))
  if (!parsed.success) throw modelErrors.MANIFEST_INVALID({ path, problem: 'it is not a tokenizer file' })
  if (parsed.data.pieces.length !== manifest.architecture.vocabulary) {
    throw modelErrors.MANIFEST_INVALID({ path, problem: 'its size is not the vocabulary of the model' })
  }
  return createTokenizer(parsed.data)
}
