import type { EpochInput } from '../yuma/epoch-input.ts'
import { testHyperparameters } from './test-subnet.ts'

const validator = { lastUpdate: 990, registeredAt: 10, validatorPermit: true, bonds: [] }
const miner = { stake: 0n, lastUpdate: 20, registeredAt: 20, validatorPermit: false, weights: [], bonds: [] }

/** The epoch of docs/yuma.md: three validators, of which one favours a friend, and two miners. */
export const workedExample: EpochInput = {
  block: 1000,
  tempo: 360,
  emission: 1_000_000_000n,
  ownerUid: null,
  neurons: [
    {
      ...validator,
      stake: 600_000_000_000n,
      weights: [
        [3, 65535],
        [4, 21845],
      ],
    },
    {
      ...validator,
      stake: 300_000_000_000n,
      weights: [
        [3, 65535],
        [4, 32768],
      ],
    },
    { ...validator, stake: 100_000_000_000n, weights: [[4, 65535]] },
    miner,
    miner,
  ],
  hyperparameters: { ...testHyperparameters, lastMechanismStep: 640 },
}
