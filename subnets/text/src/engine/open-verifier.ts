import { languageModel } from '@subnetkit/models'
import type { Host } from '@subnetkit/neuron'
import type { ValidatorConfig } from '../config.ts'
import { openLlamaServer } from './llama-server.ts'
import { llamaVerifier } from './llama-verifier.ts'
import { openOpenaiServer } from './openai-server.ts'
import { openaiVerifier } from './openai-verifier.ts'
import { modelVerifier } from './own-model.ts'
import type { TextVerifier } from './text-engine.ts'

/**
 * What a validator's configuration names, ready to prove answers.
 *
 * @throws ENGINE_UNREACHABLE, ENGINE_UNFIT, ENGINE_KEY_MISSING; what `languageModel` throws
 */
export async function openVerifier({ models, config, signal }: Host<ValidatorConfig>): Promise<TextVerifier> {
  const { engine, model } = config
  if (engine?.kind === 'llama.cpp') return llamaVerifier(await openLlamaServer(engine, signal))
  if (engine?.kind === 'openai') return openaiVerifier(await openOpenaiServer(engine, signal))
  return modelVerifier(await languageModel(models, model))
}
