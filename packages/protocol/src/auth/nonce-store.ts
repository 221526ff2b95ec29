/**
 * Remembers which (hotkey, nonce) pairs were used. It is asked only after the signature was verified, so that nobody
 * can spend another's nonces.
 */
export interface NonceStore {
  /**
   * Stores the pair and says whether it was new. Must be atomic: of two equal calls at once exactly one is true.
   * A store that cannot keep a pair throws AUTH_STORE_FULL rather than forget another that is still fresh.
   */
  checkAndStore(hotkey: string, nonce: bigint): boolean | Promise<boolean>
  /** How long a pair is kept; must cover the whole window of the server (age and skew). */
  readonly retentionSeconds?: number
}
