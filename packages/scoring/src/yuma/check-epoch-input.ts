import { scoringErrors } from '../errors.ts'
import type { EpochInput, Pair } from './epoch-input.ts'

/** More neurons than a subnet of the chain holds; sums of as many u16 are safe in I32F32. */
export const maxNeurons = 4096

const refuse = (problem: string): never => {
  throw scoringErrors.EPOCH_INPUT_INVALID({ problem })
}

function checkPairs(name: string, rows: readonly (readonly Pair[])[], n: number): void {
  rows.forEach((row, i) => {
    const seen = new Set<number>()
    for (const [uid, value] of row) {
      if (!Number.isInteger(uid) || uid < 0 || uid >= n) {
        refuse(`${name} of uid ${i} name uid ${uid}, but there are ${n} neurons`)
      }
      if (seen.has(uid)) refuse(`${name} of uid ${i} name uid ${uid} twice`)
      seen.add(uid)
      if (!Number.isInteger(value) || value < 0 || value > 65535) {
        refuse(`${name} of uid ${i} for uid ${uid} are ${value}, not a u16`)
      }
    }
  })
}

/**
 * Refuses what no chain state can be, and what would not fit the chain's numbers.
 *
 * @throws EPOCH_INPUT_INVALID
 */
export function checkEpochInput(input: EpochInput): void {
  const { neurons, ownerUid, emission, mechanisms } = input
  const n = neurons.length
  if (n > maxNeurons) refuse(`${n} neurons are more than ${maxNeurons}`)
  if (emission < 0n || emission >= 1n << 64n) refuse('the emission is not a u64')
  if (ownerUid !== null && !(Number.isInteger(ownerUid) && ownerUid >= 0 && ownerUid < n)) {
    refuse(`the owner is uid ${ownerUid}, but there are ${n} neurons`)
  }
  let stake = 0n
  neurons.forEach((neuron, uid) => {
    if (neuron.stake < 0n) refuse(`the stake of uid ${uid} is negative`)
    stake += neuron.stake
  })
  if (stake >= 1n << 63n) refuse('all stake together is 2^63 rao or more')
  if (mechanisms === undefined) {
    checkPairs(
      'weights',
      neurons.map((neuron) => neuron.weights),
      n,
    )
    checkPairs(
      'bonds',
      neurons.map((neuron) => neuron.bonds),
      n,
    )
    return
  }
  if (mechanisms.length === 0) refuse('the list of mechanisms is empty')
  for (const { weights, bonds } of mechanisms) {
    checkPairs('weights', weights, n)
    checkPairs('bonds', bonds, n)
  }
}
