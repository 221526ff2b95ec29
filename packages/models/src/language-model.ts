import { fileURLToPath } from 'node:url'
import { conversationTokens, type Message } from './conversation.ts'
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
import type { Cut } from './sampling.ts'
import { type StopFilter, stopFilter } from './stop-filter.ts'
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
   * The tokens that a conversation is fed as, the oldest turns left out when there are too many.
   *
   * @throws GENERATION_INVALID, PROMPT_TOO_LONG
   */
  promptTokens(messages: readonly Message[]): readonly number[]
  /**
   * Answers a conversation token by token; the whole loop runs in a worker. Breaking out of the iteration ends it.
   *
   * @throws PROMPT_TOO_LONG, GENERATION_INVALID, WORKER_CRASHED, MODELS_CLOSED, or the signal's reason
   */
  generate(options: GenerateOptions): AsyncGenerator<GeneratedToken, Generated, void>
  /**
   * Proves or refutes that an answer is what `generate` gives for the same messages and sampling. Costs one pass, about a
   * sixth of the generation. Nonsense in `tokens` or `logprobs` is refuted, not thrown.
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
 *   messages: [{ role: 'user', content: 'Tell a story about a fox and a key.' }],
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

  const promptTokens = (messages: readonly Message[]): readonly number[] =>
    conversationTokens(messages, tokenizer, promptLimit)

  async function* generate(options: GenerateOptions): AsyncGenerator<GeneratedToken, Generated, void> {
    checkSampling(options)
    const prompt = promptTokens(options.messages)
    const maxTokens = Math.min(options.maxTokens, contextLength - prompt.length)
    const leave = new AbortController()
    const signal = options.signal ? AbortSignal.any([options.signal, leave.signal]) : leave.signal
    const filter = stopFilter(options.stop ?? [])
    let count = 0
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
        cut: cutOf(options),
        maxTokens,
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
          const { token, logprob } = event
          const { text, stopped } = filter.push(tokenizer.decode([token]))
          const last = ++count === maxTokens || token === shape.endToken
          yield { token, text: last && !stopped ? text + filter.end() : text, logprob }
          if (stopped) return { finish: 'stop' }
        }
        if (settled) return await call
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    } finally {
      if (!settled) leave.abort(new Error('the generation was left'))
    }
  }

  const verify = async (options: VerifyOptions): Promise<Verification> => {
    checkSampling(options)
    const prompt = promptTokens(options.messages)
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
        cut: cutOf(options),
        maxTokens: Math.min(options.maxTokens, contextLength - prompt.length),
        stoppedAt: stopOf(options.tokens, tokenizer, stopFilter(options.stop ?? [])),
        tolerance: options.tolerance ?? defaultTolerance,
      },
      { signal: options.signal },
    )
  }
  return { manifest, tokenizer, contextLength, promptLimit, promptTokens, generate, verify }
}

const cutOf = ({ topK, topP }: Cut): Cut => ({ topK, topP })

/** The position of the token that completes a stop string. */
function stopOf(tokens: readonly number[], tokenizer: Tokenizer, filter: StopFilter): number | undefined {
  const at = tokens.findIndex((token) => filter.push(tokenizer.decode([token])).stopped)
  return at < 0 ? undefined : at
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
