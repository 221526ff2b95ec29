import { createHash } from 'node:crypto'
import type { Random } from '@subnetkit/core'
import { batchOf, type ServedModel } from '../registry/served-model.ts'
import type { Runner } from '../run/runner.ts'
import type { Tensor } from '../wire/tensor.ts'
import { compareTensors } from './compare.ts'
import { outputsFit } from './fits.ts'
import { takeItems } from './take-items.ts'

/** What running a model again shows of an answer. */
export interface Proof {
  readonly ok: boolean
  /** Items of the batch; 1 where there is no batch. */
  readonly items: number
  /** How many of them were run again. */
  readonly checked: number
  /** The largest difference to a true value. */
  readonly error: number
}

const digestOf = (tensors: readonly Tensor[]): string => {
  const hash = createHash('sha256')
  for (const { data } of tensors) hash.update(data)
  return hash.digest('hex')
}

/**
 * Runs a model again on some items of a batch, drawn only now, and compares: within the entry's tolerance, or by hash.
 *
 * @param random draws the items; whoever answered must not know it
 */
export async function prove(options: {
  model: ServedModel
  run: Runner
  inputs: readonly Tensor[]
  outputs: readonly Tensor[]
  random: Random
  signal: AbortSignal
}): Promise<Proof> {
  const { model, run, inputs, outputs, random, signal } = options
  const { entry, manifest } = model
  const isBatch = batchOf(manifest) !== undefined
  const items = isBatch ? (inputs[0]?.shape[0] ?? 1) : 1
  if (!outputsFit(model, inputs, outputs)) return { ok: false, items, checked: 0, error: 0 }
  const some = random.shuffle(Array.from({ length: items }, (_, item) => item)).slice(0, entry.check)
  const isPart = isBatch && some.length < items
  const part = (tensor: Tensor): Tensor => (isPart ? takeItems(tensor, some) : tensor)
  const truth = await run(inputs.map(part), signal)
  const pairs = truth.map((wanted) => {
    const given = outputs.find(({ name }) => name === wanted.name)!
    return { wanted, given: part(given) }
  })
  const checked = isPart ? some.length : items
  if (pairs.some(({ wanted, given }) => `${wanted.shape}` !== `${given.shape}`)) {
    return { ok: false, items, checked, error: 0 }
  }
  const compared = pairs.map(({ wanted, given }) => compareTensors(given, wanted, entry.tolerance))
  const ok =
    entry.mode === 'exact'
      ? digestOf(pairs.map(({ given }) => given)) === digestOf(pairs.map(({ wanted }) => wanted))
      : compared.every((each) => each.ok)
  return { ok, items, checked, error: Math.max(0, ...compared.map(({ error }) => error)) }
}
