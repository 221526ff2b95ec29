import { keypairFromUri } from '@subnetkit/wallet/keys'
import { describe, expect, it } from 'vitest'
import { accountOf, devAddresses, devGenesis } from './dev-accounts.ts'

describe('devGenesis', () => {
  it('names the keys that everyone can derive', () => {
    for (const [name, address] of Object.entries(devAddresses)) {
      expect([name, keypairFromUri(`//${name}`).ss58]).toEqual([name, address])
    }
  })

  it('gives what Subtensor’s local chain gives', () => {
    const { endowments, sudo, authorities } = devGenesis()
    expect(endowments).toHaveLength(11)
    expect(endowments.reduce((sum, { rao }) => sum + rao, 0n)).toBe(3_016_000_000_000_000n)
    expect(sudo).toBe('0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d')
    expect(authorities).toHaveLength(3)
  })

  it('refuses an address that is none', () => {
    expect(() => devGenesis([{ ss58: '5Grwva', rao: 1n }])).toThrow(
      expect.objectContaining({ code: 'SS58_INVALID' }),
    )
    expect(accountOf(devAddresses.Bob)).toMatch(/^0x8eaf/)
  })
})
