import { describe, expect, expectTypeOf, it } from 'vitest'
import { emptyState } from '../state.ts'
import { DispatchFailure, defineModuleErrors } from './dispatch-error.ts'
import { defineEvents, event } from './events.ts'
import { blake2_128Concat, identity, twox64Concat } from './hashing.ts'
import { signed } from './origin.ts'
import { call, constant, definePallet } from './pallet.ts'
import { type AccountId, accountId, multiAddress } from './scale/chain-types.ts'
import { struct } from './scale/composites.ts'
import { binaryToBytes, bytesToHex } from './scale/hex.ts'
import { u16, u32, u64 } from './scale/primitives.ts'
import { option } from './scale/variants.ts'
import { defineStorage, doubleMap, map, value } from './storage.ts'

const alice: AccountId = `0x${'d4'.repeat(32)}`
const registration = struct('pallet_sample::Registration', { deposit: u64, block: u32 })
const storage = defineStorage('Sample', {
  Of: doubleMap([u16, identity], [accountId, twox64Concat], registration),
  Counts: map([accountId, blake2_128Concat], u16, 0),
  Max: value(u32, 3100),
  Rows: value(struct('x', { rows: option(u16) }), { rows: 7 }),
})
const errors = defineModuleErrors('Sample', 18, { TooMany: 0, NotAllowed: [1, 'No.'] })
const events = defineEvents('Sample', 18, {
  Done: event(0, { netuid: u16, who: accountId }),
  Set: event(52, [u16, u64]),
  One: event(3, [u16]),
  Nothing: event(4),
})
const sample = definePallet('Sample', 18, {
  storage,
  errors,
  events,
  constants: { Limit: constant(u16, 5) },
  calls: {
    put: call(
      0,
      { netuid: u16, deposit: u64, dest: multiAddress },
      (chain, origin, { netuid, deposit, dest }) => {
        const who = signed(origin)
        expectTypeOf(netuid).toEqualTypeOf<number>()
        expectTypeOf(deposit).toEqualTypeOf<bigint>()
        if (dest.type === 'Id') expectTypeOf(dest.value).toEqualTypeOf<string>()
        if (netuid === 9) throw errors.NotAllowed()
        storage.Of.set(chain, netuid, who, { deposit, block: chain.block })
        chain.emit(events.Done({ netuid, who }))
        chain.emit(events.Set(netuid, deposit))
        chain.emit(events.One(1))
        chain.emit(events.Nothing())
      },
      { pays: 'no', validate: (_chain, _who, args) => expectTypeOf(args.netuid).toEqualTypeOf<number>() },
    ),
  },
})

describe('the pallet declaration', () => {
  const chain = { state: emptyState() }

  it('reads what it writes, with the declared types', () => {
    storage.Of.set(chain, 1, alice, { deposit: 5n, block: 2 })
    expectTypeOf(storage.Of.get(chain, 1, alice)).toEqualTypeOf<
      { deposit: bigint; block: number } | undefined
    >()
    expectTypeOf(storage.Max.get(chain)).toEqualTypeOf<number>()
    expect(storage.Of.get(chain, 1, alice)).toEqual({ deposit: 5n, block: 2 })
    expect(storage.Of.get(chain, 2, alice)).toBeUndefined()
    expect([...storage.Of.entries(chain, 1)]).toEqual([[[1, alice], { deposit: 5n, block: 2 }]])
    expect([...storage.Of.entries(chain)]).toHaveLength(1)
    expect(storage.Max.get(chain)).toBe(3100)
    expect(storage.Counts.mutate(chain, alice, (count) => count + 2)).toBe(2)
    expect(storage.Counts.take(chain, alice)).toBe(2)
    expect(storage.Counts.has(chain, alice)).toBe(false)
    const fallback = storage.Rows.get(chain)
    fallback.rows = 1
    expect(storage.Rows.get(chain)).toEqual({ rows: 7 })
    expect(storage.Of.removePrefix(chain, 1)).toBe(1)
  })

  it('builds the real storage keys', () => {
    const subtensor = defineStorage('SubtensorModule', { SubnetworkN: map([u16, identity], u16, 0) })
    expect(bytesToHex(binaryToBytes(subtensor.SubnetworkN.key(1)))).toBe(
      '0x658faa385070e074c85bf6b568cf0555a1048e9d244171852dfe8db314dc68ca0100',
    )
  })

  it('refuses wrong values and wrong declarations', () => {
    expect(() => storage.Max.set(chain, -1)).toThrow(expect.objectContaining({ code: 'SCALE_VALUE' }))
    expect(() => storage.Counts.set(chain, '0x12', 1)).toThrow(
      expect.objectContaining({ code: 'SCALE_VALUE' }),
    )
    // @ts-expect-error a number is no bigint
    expect(() => storage.Of.set(chain, 1, alice, { deposit: 5, block: 2 })).toThrow()
    // @ts-expect-error the second key is missing
    expect(() => storage.Of.set(chain, 1, { deposit: 5n, block: 2 })).toThrow()
    const twice = { a: call(1, {}, () => {}), b: call(1, {}, () => {}) }
    expect(() => definePallet('X', 1, { calls: twice })).toThrow(
      expect.objectContaining({ code: 'PALLET_INVALID' }),
    )
    expect(() => definePallet('X', 1, { storage })).toThrow(
      expect.objectContaining({ code: 'PALLET_INVALID' }),
    )
  })

  it('makes module errors as they go over the wire', () => {
    const error = errors.NotAllowed()
    expect(error).toBeInstanceOf(DispatchFailure)
    expect(error.error).toEqual({ type: 'Module', value: { index: 18, error: '0x01000000' } })
    expect(error.message).toBe('Sample.NotAllowed')
  })

  it('keeps what clients see beside what it does', () => {
    expect(sample.name).toBe('Sample')
    expect(sample.calls.put.index).toBe(0)
    expect(events.Set(4, 5n)).toMatchObject({ pallet: 'Sample', name: 'Set', value: [4, 5n] })
    expect(events.One(1)).toMatchObject({ value: 1 })
    expect(events.Done({ netuid: 1, who: alice })).toMatchObject({ value: { netuid: 1, who: alice } })
  })
})
