import { maxUpscale } from '../max-upscale.ts'
import type { EpochHyperparameters, EpochInput, Pair } from '../yuma/epoch-input.ts'
import type { EpochOutput } from '../yuma/epoch-output.ts'
import { yumaEpoch } from '../yuma/yuma-epoch.ts'

/** What the runtime's own tests start from. */
export const testHyperparameters: EpochHyperparameters = {
  kappa: 32767,
  activityCutoff: 5000,
  maxAllowedValidators: 64,
  stakeThreshold: 0n,
  bondsMovingAverage: 900_000,
  bondsPenalty: 65535,
  yuma3: true,
  liquidAlpha: false,
  alphaLow: 45875,
  alphaHigh: 58982,
  alphaSteepness: 1000,
  lastMechanismStep: 0,
}

/** A subnet for tests that lives through epochs as on the chain: weights are upscaled, bonds carried over. */
export class TestSubnet {
  block = 1
  emission = 1_000_000_000n
  ownerUid: number | null = null
  hyperparameters: EpochHyperparameters
  readonly neurons: {
    stake: bigint
    lastUpdate: number
    registeredAt: number
    validatorPermit: boolean
    weights: readonly Pair[]
    bonds: readonly Pair[]
  }[]

  constructor(stakes: readonly (number | bigint)[], hyperparameters: Partial<EpochHyperparameters> = {}) {
    this.hyperparameters = { ...testHyperparameters, ...hyperparameters }
    this.neurons = stakes.map((stake) => ({
      stake: BigInt(stake),
      lastUpdate: 0,
      registeredAt: 0,
      validatorPermit: true,
      weights: [],
      bonds: [],
    }))
  }

  setWeights(from: number, uids: readonly number[], values: readonly number[]): void {
    const neuron = this.neurons[from]!
    neuron.weights = maxUpscale(values).map((value, k) => [uids[k]!, value] as const)
    neuron.lastUpdate = this.block
  }

  input(): EpochInput {
    return { tempo: 1, ...this }
  }

  epoch(): EpochOutput {
    const output = yumaEpoch(this.input())
    output.bonds.forEach((row, uid) => {
      this.neurons[uid]!.bonds = row
      this.neurons[uid]!.validatorPermit = output.validatorPermit[uid]!
    })
    this.hyperparameters = { ...this.hyperparameters, lastMechanismStep: this.block }
    this.block++
    return output
  }
}

/** A column of bonds: what each of `validators` holds in `miner`; undefined where there is no cell. */
export const bondsIn = (output: EpochOutput, miner: number, validators: readonly number[]) =>
  validators.map((uid) => output.bonds[uid]!.find(([j]) => j === miner)?.[1])
