import type { Hyperparameters } from './hyperparameters.ts'

/**
 * What a subnet created on the main network starts with (spec 424/425: storage defaults, and what `register_network`
 * writes over them). Some are governance values that the chain may change.
 */
export const newSubnetDefaults: Hyperparameters = {
  tempo: 360,
  rho: 10,
  kappa: 32_767,
  immunityPeriod: 5_000,
  minAllowedWeights: 1,
  maxWeightsLimit: 65_535,
  maxAllowedUids: 256,
  maxAllowedValidators: 64,
  activityCutoffFactorMilli: 13_889,
  weightsVersionKey: 0n,
  weightsSetRateLimit: 100,
  servingRateLimit: 50,
  registrationAllowed: true,
  minBurn: 500_000n,
  maxBurn: 100_000_000_000n,
  burnHalfLife: 360,
  commitRevealEnabled: true,
  revealPeriodEpochs: 1,
  bondsMovingAverage: 900_000,
  bondsPenalty: 65_535,
  bondsReset: false,
  liquidAlpha: false,
  alphaSigmoidSteepness: 1_000,
  yuma3: true,
  subtokenEnabled: false,
  emissionEnabled: false,
  ownerCutEnabled: true,
  transferEnabled: true,
  mechanismCount: 1,
  alphaLow: 45_875,
  alphaHigh: 58_982,
}

/** One setting that is not what a new subnet of the main network has. */
export interface HyperparameterDifference {
  readonly name: keyof Hyperparameters
  readonly value: number | bigint | boolean
  /** The main network's default. */
  readonly mainnet: number | bigint | boolean
}

/**
 * The settings of a subnet that differ from those of a new one on the main network.
 *
 * @example
 * ```ts
 * import { hyperparameterDifferences } from '@subnetkit/chain'
 * hyperparameterDifferences(await chain.hyperparameters(2)) // [{ name: 'tempo', value: 20, mainnet: 360 }, …]
 * ```
 */
export function hyperparameterDifferences(found: Hyperparameters): HyperparameterDifference[] {
  return Object.keys(newSubnetDefaults)
    .map((name) => name as keyof Hyperparameters)
    .filter((name) => found[name] !== newSubnetDefaults[name])
    .map((name) => ({ name, value: found[name], mainnet: newSubnetDefaults[name] }))
}
