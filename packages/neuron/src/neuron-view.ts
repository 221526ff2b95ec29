import type { AlphaRao, Coldkey, Hotkey, Uid } from '@subnetkit/core'

/** A neuron at one pinned block, as a subnet's own code sees it. */
export interface NeuronView {
  readonly uid: Uid
  readonly hotkey: Hotkey
  /** Whose it is; several neurons may have one owner. */
  readonly coldkey: Coldkey
  /** The block of registration. With the hotkey it names whom a score belongs to: uids change hands. */
  readonly registeredAt: number
  /** Whole epochs that have passed since then, as far as the tempo has stayed the same. */
  readonly epochsRegistered: number
  readonly stake: AlphaRao
  readonly validatorPermit: boolean
  /** Where it says it answers, or null when it has never said so. */
  readonly axon: { readonly url: string; readonly hotkey: Hotkey } | null
  /** What it committed to on chain, null when nothing. */
  readonly commitment: Uint8Array | null
}

/** The key of everything kept about a neuron: hotkey and block of registration. */
export const registrationKey = (neuron: { hotkey: string; registeredAt: number }): string =>
  `${neuron.hotkey}@${neuron.registeredAt}`
