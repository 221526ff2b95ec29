import type { Part } from './cast.ts'

/** What `subnetkit up` was asked for. */
export interface UpOptions {
  /** Names of subnets, in order of creation. */
  subnets: string[]
  /** Stop after this many epochs that used weights; undefined runs until the signal. */
  epochs?: number
  /** Who takes part, by subnet; the standard cast where it says nothing. */
  casts?: ReadonlyMap<string, readonly Part[]>
  /** After the report, go on serving the chain until the signal; only transactions make blocks then. */
  keep: boolean
  /** Restart the host whose source file was saved. */
  watch?: boolean
  /** Keys, questions and cast follow from it. */
  seed: string
  /** Port of the chain; 0 takes any free one. */
  port: number
  /** Wallets, state and the lock of this network; what an earlier network left is removed at the start. */
  folder: string
  /** Milliseconds between blocks when it runs live, and the chain's own slot in any case. */
  blockTimeMs: number
  /** Blocks per epoch. */
  tempo: number
}
