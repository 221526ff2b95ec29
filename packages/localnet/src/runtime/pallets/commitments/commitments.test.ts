import { describe, expect, it } from 'vitest'
import { bytesToHex } from '../../scale/hex.ts'
import { encode } from '../../scale/type.ts'
import { storage as subtensor } from '../subtensor/storage.ts'
import { account, chainWithSubnet } from '../subtensor/test-chain.ts'
import { commitmentInfo, type Data } from './data.ts'
import { commitmentsStorage as storage } from './storage.ts'

const netuid = 2
const raw = (size: number): Data =>
  ({ type: `Raw${size}`, value: `0x${'ab'.repeat(size)}` }) as unknown as Data
const big = (size: number): Data => ({ type: 'BigRaw', value: new Uint8Array(size) }) as Data

const ready = () => {
  const test = chainWithSubnet(['m'])
  const commit = (fields: Data[], who = 'm') =>
    test.send(account(who), 'Commitments.set_commitment', { netuid, info: { fields } })
  return { ...test, commit }
}

describe('set_commitment', () => {
  it('stores what a hotkey of the subnet commits to', () => {
    const { chain, commit, events } = ready()
    expect(commit([raw(3)], 'stranger')).toBe('Commitments.AccountNotAllowedCommit')
    expect(commit([raw(3)])).toBe('ok')
    expect(storage.CommitmentOf.get(chain, netuid, account('m'))).toEqual({
      deposit: 0n,
      block: 1,
      info: { fields: [raw(3)] },
    })
    expect(storage.LastCommitment.get(chain, netuid, account('m'))).toBe(1)
    expect(events()).toContainEqual(['Commitment', { netuid, who: account('m') }])
  })

  it('has at most three fields, each within its bound', () => {
    const { commit } = ready()
    expect(commit([raw(1), raw(1), raw(1), raw(1)])).toBe('Commitments.TooManyFieldsInCommitmentInfo')
    expect(commit([big(513)])).toBe('Other')
    expect(commit([big(512), raw(1), { type: 'None', value: undefined } as Data])).toBe('ok')
  })

  it('counts at least 100 bytes of 3100 an epoch', () => {
    const { chain, commit } = ready()
    for (let i = 0; i < 31; i++) expect(commit([raw(1)])).toBe('ok')
    expect(commit([raw(1)])).toBe('Commitments.SpaceLimitExceeded')
    subtensor.SubnetEpochIndex.set(chain, netuid, 1n)
    expect(commit([big(500)])).toBe('ok')
    expect(storage.UsedSpaceOf.get(chain, netuid, account('m'))?.used_space).toBe(500n)
  })

  it('clears the hotkey’s bonds by a flag, where the subnet allows it', () => {
    const { chain, commit } = ready()
    const flag = { type: 'ResetBondsFlag', value: undefined } as Data
    subtensor.Bonds.set(chain, netuid, 0, [
      [0, 5],
      [1, 6],
    ])
    expect(commit([flag])).toBe('ok')
    expect(subtensor.Bonds.get(chain, netuid, 0)).toHaveLength(2)
    subtensor.BondsResetOn.set(chain, netuid, true)
    expect(commit([flag])).toBe('ok')
    expect(subtensor.Bonds.get(chain, netuid, 0)).toEqual([[0, 5]])
    expect(storage.LastBondsReset.get(chain, netuid, account('m'))).toBe(1)
  })

  it('keeps a list of those that are timelocked', () => {
    const { chain, commit, events } = ready()
    const value = { encrypted: Uint8Array.of(1), reveal_round: 9n }
    expect(commit([{ type: 'TimelockEncrypted', value } as Data])).toBe('ok')
    expect(storage.TimelockedIndex.get(chain)).toEqual([[netuid, account('m')]])
    expect(events().at(-1)?.[0]).toBe('TimelockCommitment')
    expect(commit([raw(1)])).toBe('ok')
    expect(storage.TimelockedIndex.get(chain)).toEqual([])
  })

  it('is encoded with the first byte of facts 2.2', () => {
    const hex = (field: Data) => bytesToHex(encode(commitmentInfo, { fields: [field] }))
    expect(hex({ type: 'None', value: undefined } as Data)).toBe('0x0400')
    expect(hex(raw(2))).toBe('0x0403abab')
    expect(hex(big(1))).toBe('0x04880400')
  })
})

describe('set_max_space', () => {
  it('is root’s', () => {
    const { chain, send } = ready()
    expect(send(account('owner'), 'Commitments.set_max_space', { new_limit: 5 })).toBe('BadOrigin')
    expect(send('root', 'Commitments.set_max_space', { new_limit: 5 })).toBe('ok')
    expect(storage.MaxSpace.get(chain)).toBe(5)
  })
})
