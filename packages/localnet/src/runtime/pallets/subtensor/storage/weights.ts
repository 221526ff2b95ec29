import { identity, twox64Concat } from '../../../hashing.ts'
import { accountId, boundedBytes, h256 } from '../../../scale/chain-types.ts'
import { tuple, vec } from '../../../scale/composites.ts'
import { u16, u64 } from '../../../scale/primitives.ts'
import { defineStorage, doubleMap } from '../../../storage.ts'

/** Weights, the bonds that grow from them, and weights that are committed but not revealed. */
export const weights = defineStorage('SubtensorModule', {
  /** (mechanism index, uid) → (uid, weight) pairs in the order sent, the largest weight being 65535. */
  Weights: doubleMap([u16, identity], [u16, identity], vec(tuple(u16, u16)), []),
  /** (mechanism index, uid) → (uid, bond) pairs. */
  Bonds: doubleMap([u16, identity], [u16, identity], vec(tuple(u16, u16)), []),
  /** Salted commits: hash, epoch, block. */
  WeightCommits: doubleMap([u16, twox64Concat], [accountId, twox64Concat], vec(tuple(h256, u64, u64, u64))),
  /** Encrypted commits by epoch, opened when drand publishes their round. */
  TimelockedWeightCommits: doubleMap(
    [u16, twox64Concat],
    [u64, twox64Concat],
    vec(tuple(accountId, u64, boundedBytes, u64)),
    [],
  ),
  CRV3WeightCommits: doubleMap(
    [u16, twox64Concat],
    [u64, twox64Concat],
    vec(tuple(accountId, boundedBytes, u64)),
    [],
  ),
  CRV3WeightCommitsV2: doubleMap(
    [u16, twox64Concat],
    [u64, twox64Concat],
    vec(tuple(accountId, u64, boundedBytes, u64)),
    [],
  ),
})
