/** What a neuron did, as plain JSON: it crosses process borders and is what `up`, logs and metrics are made of. */
export type NeuronEvent = MinerEvent | ValidatorEvent

/** A neuron runs. */
export interface StartedEvent {
  readonly type: 'started'
  readonly role: 'miner' | 'validator'
  readonly netuid: number
  readonly uid: number
  readonly hotkey: string
  /** Miners: where they listen. */
  readonly url?: string
}

/** A neuron has ended. */
export interface StoppedEvent {
  readonly type: 'stopped'
  readonly role: 'miner' | 'validator'
}

/** Something went wrong that the neuron lives through. */
export interface ErrorEvent {
  readonly type: 'error'
  readonly code: string
  readonly message: string
  readonly remedy: string
}

/** Everything that a miner reports. */
export type MinerEvent =
  | StartedEvent
  | StoppedEvent
  | ErrorEvent
  /** The chain knows where this miner listens; `changed` says whether it had to be told. */
  | { readonly type: 'axon-served'; readonly ip: string; readonly port: number; readonly changed: boolean }
  /** The chain knows what this miner commits to. */
  | { readonly type: 'committed'; readonly bytes: number; readonly changed: boolean }
  /** One request, answered or not. `code` is null when it was answered. */
  | {
      readonly type: 'answered'
      readonly route: string
      readonly hotkey: string | null
      readonly status: number
      readonly code: string | null
      readonly ms: number
    }

/** Everything that a validator reports. */
export type ValidatorEvent =
  | StartedEvent
  | StoppedEvent
  | ErrorEvent
  | {
      readonly type: 'round-started'
      readonly epoch: number
      readonly lastEpochBlock: number
      readonly neurons: number
      readonly questions: number
      readonly deadlineMs: number
      /** Whether an earlier process began this round. */
      readonly resumed: boolean
    }
  /** One exchange. `failure` is null when it was answered, `ms` the time to the whole outcome. */
  | {
      readonly type: 'answer'
      readonly epoch: number
      readonly uid: number
      readonly hotkey: string
      readonly route: string
      readonly failure: string | null
      readonly ms: number
      readonly firstByteMs: number | null
    }
  | RoundSettledEvent
  | {
      readonly type: 'weights-set'
      readonly epoch: number
      readonly hash: string
      readonly uids: readonly number[]
      readonly values: readonly number[]
    }
  | {
      readonly type: 'weights-refused'
      readonly epoch: number
      readonly code: string
      readonly message: string
      readonly remedy: string
    }

/** Why a round ended as it did. Only `weights-set` put weights on chain. */
export type SettledReason =
  | 'weights-set'
  | 'weights-refused'
  | 'no-permit'
  | 'rate-limited'
  | 'no-scores'
  | 'not-registered'

/** The round is over: its scores are kept and its weights are in the pool, or will not be. */
export interface RoundSettledEvent {
  readonly type: 'round-settled'
  readonly epoch: number
  readonly lastEpochBlock: number
  readonly reason: SettledReason
  readonly questions: number
  readonly failures: number
  /**
   * `score` as kept (a moving average), `round` as this round's rule gave it, null when it had nothing to say, `findings`
   * the means of what the subnet measured in this round, by their names in its findings.
   */
  readonly scores: readonly {
    readonly uid: number
    readonly hotkey: string
    readonly score: number
    readonly round: number | null
    readonly findings: Readonly<Record<string, number>>
  }[]
}
