/** What the metagraph says of a hotkey, as far as admission needs it. */
export interface DirectoryEntry {
  readonly uid: number
  /** Stake weight in rao. */
  readonly stake: bigint
  readonly validatorPermit: boolean
}

/** A snapshot of who is registered. The server never asks the chain; somebody keeps this fresh. */
export interface CallerDirectory {
  /** Age of the snapshot in milliseconds. */
  ageMs(): number
  get(hotkey: string): DirectoryEntry | undefined
}

/** Who asked, after the signature was verified and the policy applied. On a public route `hotkey` is empty. */
export interface Caller extends DirectoryEntry {
  readonly hotkey: string
}

/** What callers of public routes are: nobody in particular. */
export const anonymous: Caller = { hotkey: '', uid: -1, stake: 0n, validatorPermit: false }
