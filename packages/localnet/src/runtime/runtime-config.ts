/** What a runtime is built for; part of its metadata, and so of the genesis hash. */
export interface RuntimeConfig {
  /** Milliseconds between two blocks, in chain time. */
  readonly slotDurationMs: number
}

/** The spec whose interface the pallets declare. */
export const specVersion = 424
export const specName = 'node-subtensor'
export const transactionVersion = 1
export const ss58Prefix = 42

/** ref_time that a block of normal extrinsics may take, and their bytes: 75 % of the block. Source: BlockWeights and BlockLength in runtime/src/lib.rs. */
export const normalRefTime = 3_000_000_000_000n
export const normalLength = 7_864_320
