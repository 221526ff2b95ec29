import type { NeuronEvent } from '@subnetkit/neuron'

/** One neuron that a host process runs. Everything is plain JSON: it crosses a process border. */
export interface NeuronTask {
  /** Unique in the network, for example `text/miner-1`. */
  id: string
  role: 'miner' | 'validator'
  /** The subnet's package name. */
  subnet: string
  netuid: number
  wallet: { walletDir: string; wallet: string; hotkey: string }
  /** The character's name in the catalogue of the subnet or of the general ones. */
  character: string
  /** The subnet's own settings for this neuron. */
  config?: Readonly<Record<string, unknown>>
  /** Validators: their state file, and the key that their questions follow from (hex). */
  statePath?: string
  challengeKey?: string
  /** Milliseconds for a whole round; without it the round ends with the epoch. */
  roundDeadlineMs?: number
}

/** What `up` says to a host. */
export type ToHost =
  /** Load these subnets, as seen from `folder`: can go on while the chain is being set up. */
  | { type: 'load'; folder: string; subnets: string[] }
  | { type: 'connect'; endpoint: string }
  | { type: 'start'; neurons: NeuronTask[] }
  | { type: 'stop' }

/** What a host says to `up`. */
export type FromHost =
  /** The subnets are loaded and the chain is reached. */
  | { type: 'prepared' }
  | { type: 'started'; neuron: string }
  | { type: 'event'; neuron: string; event: NeuronEvent }
  | { type: 'failed'; neuron?: string; code: string; message: string; remedy: string }
