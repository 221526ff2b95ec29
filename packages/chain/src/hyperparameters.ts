import type { Netuid } from '@subnetkit/core'
import { take } from './runtime/plain.ts'
import type { Snapshot, StorageRead } from './snapshot.ts'

const items = {
  tempo: 'Tempo',
  rho: 'Rho',
  kappa: 'Kappa',
  immunityPeriod: 'ImmunityPeriod',
  minAllowedWeights: 'MinAllowedWeights',
  maxWeightsLimit: 'MaxWeightsLimit',
  maxAllowedUids: 'MaxAllowedUids',
  maxAllowedValidators: 'MaxAllowedValidators',
  activityCutoffFactorMilli: 'ActivityCutoffFactorMilli',
  weightsVersionKey: 'WeightsVersionKey',
  weightsSetRateLimit: 'WeightsSetRateLimit',
  servingRateLimit: 'ServingRateLimit',
  registrationAllowed: 'NetworkRegistrationAllowed',
  minBurn: 'MinBurn',
  maxBurn: 'MaxBurn',
  burnHalfLife: 'BurnHalfLife',
  commitRevealEnabled: 'CommitRevealWeightsEnabled',
  revealPeriodEpochs: 'RevealPeriodEpochs',
  bondsMovingAverage: 'BondsMovingAverage',
  bondsPenalty: 'BondsPenalty',
  bondsReset: 'BondsResetOn',
  liquidAlpha: 'LiquidAlphaOn',
  alphaSigmoidSteepness: 'AlphaSigmoidSteepness',
  yuma3: 'Yuma3On',
  subtokenEnabled: 'SubtokenEnabled',
  emissionEnabled: 'SubnetEmissionEnabled',
  ownerCutEnabled: 'OwnerCutEnabled',
  transferEnabled: 'TransferToggle',
  mechanismCount: 'MechanismCountCurrent',
} as const

type Name = keyof typeof items
type BooleanName =
  | 'registrationAllowed'
  | 'commitRevealEnabled'
  | 'bondsReset'
  | 'liquidAlpha'
  | 'yuma3'
  | 'subtokenEnabled'
  | 'emissionEnabled'
  | 'ownerCutEnabled'
  | 'transferEnabled'
type BigName = 'weightsVersionKey' | 'minBurn' | 'maxBurn'

/**
 * A subnet's settings, each as its storage item holds it: blocks and u16 as numbers, amounts (rao) and the version key
 * as bigint. `alphaLow`/`alphaHigh` are the two halves of `AlphaValues`.
 */
export type Hyperparameters = {
  readonly [N in Name]: N extends BooleanName ? boolean : N extends BigName ? bigint : number
} & {
  readonly alphaLow: number
  readonly alphaHigh: number
}

const bigNames: ReadonlySet<string> = new Set<BigName>(['weightsVersionKey', 'minBurn', 'maxBurn'])

/** The storage item behind each name of {@link Hyperparameters}. */
export const hyperparameterItems: Readonly<Record<string, string>> = {
  ...items,
  alphaLow: 'AlphaValues',
  alphaHigh: 'AlphaValues',
}

/** The reads that {@link decodeHyperparameters} wants the answers of, in order. */
export const hyperparameterReads = (netuid: Netuid): StorageRead[] => [
  ...Object.values(items).map((item): StorageRead => ['SubtensorModule', item, netuid]),
  ['SubtensorModule', 'AlphaValues', netuid],
]

/** Names the answers to {@link hyperparameterReads}. */
export function decodeHyperparameters(values: readonly Parameters<typeof take.list>[0][]): Hyperparameters {
  const entries = Object.entries(items).map(([name, item], at) => {
    const value = values[at]
    if (typeof value === 'boolean') return [name, value]
    return [name, bigNames.has(name) ? take.bigint(value, item) : take.number(value, item)]
  })
  const [low, high] = take.list(values[entries.length], 'AlphaValues')
  return {
    ...(Object.fromEntries(entries) as unknown as Hyperparameters),
    alphaLow: take.number(low, 'AlphaValues'),
    alphaHigh: take.number(high, 'AlphaValues'),
  }
}

/** The settings of subnet `netuid` at the snapshot's block. */
export async function readHyperparameters(snapshot: Snapshot, netuid: Netuid): Promise<Hyperparameters> {
  return decodeHyperparameters(await snapshot.storageAll(hyperparameterReads(netuid)))
}
