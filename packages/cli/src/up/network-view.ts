import type { AlphaRao, BlockNumber, Netuid, U16, Uid } from '@subnetkit/core'

/** One neuron as the screen shows it. */
export interface NeuronRow {
  uid: Uid
  /** Who it is in this network, for example `miner-1`; the start of its hotkey when it joined by itself. */
  name: string
  role: 'owner' | 'miner' | 'validator'
  character: string
  /** The validators' mean score, 0 … 1; null for one that nobody asked. */
  score: number | null
  /** Its share of the weights that validators have set, weighted by their stake, 0 … 1. */
  weight: number
  incentive: U16
  dividends: U16
  /** Alpha of the last epoch. */
  emission: AlphaRao
  /** Median time to a whole answer in the last round, ms; null for one that did not answer. */
  latencyMs: number | null
}

/** One subnet as the screen shows it. */
export interface SubnetView {
  netuid: Netuid
  name: string
  tempo: number
  lastEpochBlock: BlockNumber
  /** Epochs whose consensus used weights. */
  epochs: number
  rows: NeuronRow[]
}

/** All that the screen shows. */
export interface NetworkView {
  runtime: string
  specVersion: number
  url: string
  seed: string
  block: BlockNumber
  subnets: SubnetView[]
  /** The newest thing that happened, for the last line. */
  note?: string
}
