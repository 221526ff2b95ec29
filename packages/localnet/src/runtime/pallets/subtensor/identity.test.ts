import { describe, expect, it } from 'vitest'
import { storage } from './storage.ts'
import { account, chainWithSubnet } from './test-chain.ts'
import { freeSymbol, symbolOf } from './token-symbol.ts'

const netuid = 2
const text = (letters: string) => new TextEncoder().encode(letters)
const none = new Uint8Array()

const subnet = {
  netuid,
  subnet_name: text('text'),
  github_repo: none,
  subnet_contact: none,
  subnet_url: none,
  discord: none,
  description: text('words'),
  logo_url: none,
  additional: none,
}

describe('set_subnet_identity', () => {
  it('is the owner’s, within lengths', () => {
    const { chain, send, events } = chainWithSubnet()
    const set = (change = {}, who = 'owner') =>
      send(account(who), 'set_subnet_identity', { ...subnet, ...change })
    expect(set({}, 'stranger')).toBe('NotSubnetOwner')
    expect(set({ discord: new Uint8Array(257) })).toBe('InvalidIdentity')
    expect(set({ logo_url: new Uint8Array(1025) })).toBe('InvalidIdentity')
    expect(set({ logo_url: new Uint8Array(1024) })).toBe('ok')
    expect(storage.SubnetIdentitiesV3.get(chain, netuid)?.subnet_name).toEqual(text('text'))
    expect(events()).toContainEqual(['SubnetIdentitySet', netuid])
  })
})

describe('set_identity', () => {
  it('needs a registered hotkey', () => {
    const { chain, send } = chainWithSubnet(['a'])
    const identity = {
      name: text('Anna'),
      url: none,
      github_repo: none,
      image: none,
      discord: none,
      description: none,
      additional: none,
    }
    expect(send(account('stranger'), 'set_identity', identity)).toBe('HotKeyNotRegisteredInNetwork')
    const long = { ...identity, url: new Uint8Array(257) }
    expect(send(account('coldkey-a'), 'set_identity', long)).toBe('InvalidIdentity')
    expect(send(account('coldkey-a'), 'set_identity', identity)).toBe('ok')
    expect(storage.IdentitiesV2.get(chain, account('coldkey-a'))?.name).toEqual(text('Anna'))
  })
})

describe('token symbols', () => {
  it('go by netuid, Greek then Hebrew', () => {
    const symbols = [0, 1, 2, 18, 19, 24, 25, 49].map((id) => new TextDecoder().decode(symbolOf(id)))
    expect(symbols).toEqual(['Τ', 'α', 'β', 'σ', 't', 'ω', 'א', 'ר'])
  })

  it('are never given twice', () => {
    const { chain } = chainWithSubnet()
    expect(new TextDecoder().decode(freeSymbol(chain, 2))).toBe('γ')
    expect(new TextDecoder().decode(freeSymbol(chain, 9))).toBe('ι')
  })
})
