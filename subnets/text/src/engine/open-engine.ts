import { languageModel } from '@subnetkit/models'
import type { Host } from '@subnetkit/neuron'
import type { MinerConfig } from '../config.ts'
import { llamaEngine } from './llama-engine.ts'
import { openLlamaServer } from './llama-server.ts'
import { openaiEngine } from './openai-engine.ts'
import { openOpenaiServer } from './openai-server.ts'
import { modelEngine } from './own-model.ts'
import type { TextEngine } from './text-engine.ts'

/**
 * What a miner's configuration names, ready to answer.
 *
 * @throws ENGINE_UNREACHABLE, ENGINE_UNFIT, ENGINE_KEY_MISSING; what `languageModel` throws
 */
export async function openEngine({ models, config, signal }: Host<MinerConfig>): Promise<TextEngine> {
  const { engine, model } = config
  if (engine?.kind === 'llama.cpp') return llamaEngine(await openLlamaServer(engine, signal))
  if (engine?.kind === 'openai') return openaiEngine(await openOpenaiServer(engine, signal))
  return modelEngine(await languageModel(models, model))
}
