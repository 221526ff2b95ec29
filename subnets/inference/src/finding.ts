import type { NeuronView } from '@subnetkit/neuron'
import { z } from 'zod'

/** How what a miner has put on chain lies to the models of the subnet. */
export const Commitment = z.enum(['agrees', 'awaited', 'missing', 'differs'])

/** What one answer shows. */
export const Finding = z.object({
  /** Every item that was run again is as the model has it, and all else in the answer agrees with the question. */
  valid: z.boolean(),
  model: z.string(),
  items: z.int().min(0),
  /** How many of them were run again. */
  checked: z.int().min(0),
  /** Largest difference to a true value; for people, not for the score. */
  error: z.number().min(0),
  commitment: Commitment,
  /** From the signed question to the whole answer. */
  ms: z.number().min(0),
})
export type Finding = z.infer<typeof Finding>

/** A miner commits when it starts and the chain may be slow to show it: so many epochs it is scored without. */
const graceEpochs = 2

/** Compares what a neuron has on chain with what it should have. */
export function commitmentFinding(
  { commitment, epochsRegistered }: Pick<NeuronView, 'commitment' | 'epochsRegistered'>,
  demanded: Uint8Array,
): z.infer<typeof Commitment> {
  if (commitment === null) return epochsRegistered < graceEpochs ? 'awaited' : 'missing'
  return Buffer.compare(commitment, demanded) === 0 ? 'agrees' : 'differs'
}
