/** A stored pair: the uid it is about, and a u16. */
export type Pair = readonly [uid: number, value: number]

/** What an epoch reads about one neuron; its place in the list is its uid. */
export interface EpochNeuron {
  /** The u64 stake weight in rao: alpha and root stake together. Source: `get_stake_weights_for_network`. */
  readonly stake: bigint
  /** What the chain's I64F64 has behind the point of `stake`, in 2^-64 rao. See `stakeWeight`. */
  readonly stakeFraction?: bigint
  /** The block of its last weights or commit. */
  readonly lastUpdate: number
  /** The block of its registration. */
  readonly registeredAt: number
  /** Its permit out of the previous epoch. */
  readonly validatorPermit: boolean
  /** Its stored weights, in the order they were sent, zeros included. */
  readonly weights: readonly Pair[]
  /** Its stored bonds. */
  readonly bonds: readonly Pair[]
  /** With commit-reveal on: the block of its earliest commit that has not expired. */
  readonly earliestCommit?: number | null
}

/** The numbers that steer an epoch, as the chain stores them. */
export interface EpochHyperparameters {
  /** u16 share of stake that consensus needs. */
  readonly kappa: number
  /** Blocks without an update after which a neuron is inactive: `ActivityCutoffFactorMilli × tempo / 1000`. */
  readonly activityCutoff: number
  readonly maxAllowedValidators: number
  /** Least stake weight in rao that counts at all. */
  readonly stakeThreshold: bigint
  /** Millionths of the old bonds that are kept. */
  readonly bondsMovingAverage: number
  /** u16 share: 0 bonds follow the weights, 65535 the clipped weights. */
  readonly bondsPenalty: number
  readonly yuma3: boolean
  readonly liquidAlpha: boolean
  /** u16 share. */
  readonly alphaLow: number
  /** u16 share. */
  readonly alphaHigh: number
  /** i16, hundredths of the sigmoid's slope. */
  readonly alphaSteepness: number
  /** The block of the last epoch that was paid out, 0 when there was none. Source: `LastMechansimStepBlock`. */
  readonly lastMechanismStep: number
}

/** One of several mechanisms of a subnet; all lists are by uid. */
export interface EpochMechanism {
  /** u16 share of the emission; null (for all of them) splits it evenly. */
  readonly split: number | null
  readonly weights: readonly (readonly Pair[])[]
  readonly bonds: readonly (readonly Pair[])[]
  readonly lastUpdate: readonly number[]
  /** As in `EpochNeuron`, which it takes the place of. */
  readonly earliestCommit?: readonly (number | null)[]
}

/** All that an epoch of one subnet reads. */
export interface EpochInput {
  /** The block in which the epoch runs. */
  readonly block: number
  /** Blocks per epoch. */
  readonly tempo: number
  /** What is shared out, in rao of alpha. */
  readonly emission: bigint
  /** The uid of the subnet owner's hotkey. */
  readonly ownerUid: number | null
  readonly neurons: readonly EpochNeuron[]
  readonly hyperparameters: EpochHyperparameters
  /** In place of the neurons' own weights, bonds, lastUpdate and earliestCommit. */
  readonly mechanisms?: readonly EpochMechanism[]
}
