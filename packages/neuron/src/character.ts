import type { Random } from '@subnetkit/core'
import type { Alteration } from '@subnetkit/models'
import type { Caller } from '@subnetkit/protocol/server'
import type { NeuronView } from './neuron-view.ts'

/** One request to any route of any contract. */
export interface WorkCall {
  readonly route: string
  readonly request: unknown
  readonly caller: Caller
  readonly signal: AbortSignal
  readonly params: Readonly<Record<string, string>>
}

/** A miner's work as middleware sees it: yields events (or none) and returns the response. */
export type Work = (call: WorkCall) => AsyncGenerator<unknown, unknown, void>

/** An answer that was given before. */
export interface PastAnswer {
  readonly route: string
  readonly request: unknown
  readonly events: readonly unknown[]
  readonly response: unknown
}

/** Another miner of the subnet. */
export interface Peer {
  readonly uid: number
  readonly hotkey: string
  /** Puts a call to its axon, signed with this miner's own hotkey; undefined when it gave no answer. */
  ask(call: WorkCall): Promise<PastAnswer | undefined>
}

/** What a character has at hand beside the work itself. */
export interface CharacterTools {
  readonly netuid: number
  peers(): readonly Peer[]
  /** What this miner has answered since it started, oldest first; the last 100 of a route. */
  readonly history: readonly PastAnswer[]
  readonly random: Random
}

/** Middleware round a miner: gets the honest work and returns what is done instead. */
export type CharacterWrap = (next: Work, tools: CharacterTools) => Work

/** What a validator character sees before its weights are made. */
export interface WeightsDraft {
  readonly scores: readonly { readonly uid: number; readonly hotkey: string; readonly score: number }[]
  readonly self: { readonly uid: number; readonly hotkey: string }
  readonly neurons: readonly NeuronView[]
  /** What all validators have on chain now, by their uid. */
  weights(): Promise<ReadonlyMap<number, readonly (readonly [uid: number, value: number])[]>>
  readonly random: Random
}

/** Changes what a validator is about to submit; scores are of any non-negative scale. */
export type AdjustWeights = (
  draft: WeightsDraft,
) => Promise<readonly { uid: number; score: number }[]> | readonly { uid: number; score: number }[]

/** How a local neuron behaves. Nobody needs one in production. */
export interface Character {
  readonly name: string
  /** What sets it apart from an honest neuron. */
  readonly class: 'honest' | 'no work' | 'less work' | 'other rule'
  readonly description: string
  /** Miners: middleware round the work. */
  readonly wrap?: CharacterWrap
  /** Miners: another model than the one they are asked for, made of it in memory. */
  readonly alteration?: Alteration
  /** A change of the neuron's configuration. */
  readonly config?: Readonly<Record<string, unknown>>
  /** Validators: a change of the weights. */
  readonly adjustWeights?: AdjustWeights
}
