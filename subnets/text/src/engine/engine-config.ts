import { z } from 'zod'

/** Where an engine is and what it serves; the operator's own word, never a stranger's. */
export const EngineConfig = z.object({
  /**
   * `llama.cpp`: llama-server, whose sampler is dictated and replayed. `openai`: an engine with OpenAI's API that gives
   * token ids and log-probabilities, such as vLLM, whose answers are judged by those.
   */
  kind: z.enum(['llama.cpp', 'openai']),
  /** Without `/v1`. */
  url: z.url({ protocol: /^https?$/ }).refine((text) => {
    const { username, password, search } = new URL(text)
    return username + password + search === ''
  }, 'only an address: a key belongs into the variable that apiKeyEnv names'),
  /** The name that it serves the model under. */
  model: z.string().min(1).max(200),
  /** The environment variable that holds its key. */
  apiKeyEnv: z
    .string()
    .regex(/^[A-Za-z_]\w*$/)
    .optional(),
})
export type EngineConfig = z.infer<typeof EngineConfig>
