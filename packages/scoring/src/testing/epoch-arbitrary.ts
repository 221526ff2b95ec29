import fc from 'fast-check'
import type { EpochInput, EpochNeuron, Pair } from '../yuma/epoch-input.ts'
import { testHyperparameters } from './test-subnet.ts'

const u16 = fc.oneof(fc.integer({ min: 0, max: 65535 }), fc.constantFrom(0, 1, 65535))
const now = 1000
const block = fc.integer({ min: 0, max: now })

const row = (n: number): fc.Arbitrary<Pair[]> =>
  fc
    .tuple(fc.subarray([...Array(n).keys()]), fc.array(u16, { minLength: n, maxLength: n }))
    .map(([uids, values]) => uids.map((uid) => [uid, values[uid]!] as const))

const neuron = (n: number): fc.Arbitrary<EpochNeuron> =>
  fc.record({
    stake: fc.oneof(fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.bigInt({ min: 0n, max: 3n })),
    lastUpdate: block,
    registeredAt: fc.oneof(fc.constant(0), block),
    validatorPermit: fc.boolean(),
    weights: row(n),
    bonds: row(n),
    earliestCommit: fc.option(block, { freq: 4, nil: null }),
  })

/** Any epoch of a few neurons, with rows in ascending order of uid. */
export const anyEpoch: fc.Arbitrary<EpochInput> = fc.integer({ min: 1, max: 8 }).chain((n) =>
  fc.record({
    block: fc.constant(now),
    tempo: fc.integer({ min: 0, max: 400 }),
    emission: fc.oneof(fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }), fc.constant(148n * 10n ** 9n)),
    ownerUid: fc.option(fc.integer({ min: 0, max: n - 1 })),
    neurons: fc.array(neuron(n), { minLength: n, maxLength: n }),
    hyperparameters: fc.record({
      kappa: u16,
      activityCutoff: block,
      maxAllowedValidators: fc.integer({ min: 0, max: n + 1 }),
      stakeThreshold: fc.constantFrom(0n, 2n, 10n ** 14n),
      bondsMovingAverage: fc.integer({ min: 0, max: 1_000_000 }),
      bondsPenalty: u16,
      yuma3: fc.boolean(),
      liquidAlpha: fc.boolean(),
      alphaLow: fc.constant(testHyperparameters.alphaLow),
      alphaHigh: fc.constant(testHyperparameters.alphaHigh),
      alphaSteepness: fc.integer({ min: -32768, max: 32767 }),
      lastMechanismStep: block,
    }),
  }),
)
