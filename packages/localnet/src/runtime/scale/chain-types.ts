import { byteArray, bytes, compact, newtype, struct, tuple, unit, vec } from './composites.ts'
import { i64, i128, u8, u32, u64, u128 } from './primitives.ts'
import type { Ty } from './type.ts'
import { arm, enumeration, variant } from './variants.ts'

/**
 * A 32-byte account id, as a lower-case 0x-hex string: the one form of accounts inside the runtime, so that
 * `===`, map keys and sorting just work.
 */
export type AccountId = string

/** `AccountId32`; values are {@link AccountId}. */
export const accountId: Ty<AccountId> = newtype('sp_core::crypto::AccountId32', byteArray(32))
/** Twenty bytes, as an Ethereum address. */
export const h160: Ty<string> = newtype('primitive_types::H160', byteArray(20))
/** Thirty-two bytes, as a hash. */
export const h256: Ty<string> = newtype('primitive_types::H256', byteArray(32))

/** The all-zero account, which Subtensor uses for "nobody". */
export const zeroAccount: AccountId = `0x${'00'.repeat(32)}`

// Rust's `Compact<()>` takes no bytes.
const compactUnit: Ty<undefined> = {
  ...unit,
  describe: (registry) => ({ path: [], params: [], def: { tag: 'compact', value: registry.id(unit) } }),
}

/** An address as calls take it; this chain knows the kind `Id`. */
export const multiAddress = variant(
  'sp_runtime::multiaddress::MultiAddress',
  {
    Id: arm(0, [accountId]),
    Index: arm(1, [compactUnit]),
    Raw: arm(2, [bytes]),
    Address32: arm(3, [byteArray(32)]),
    Address20: arm(4, [byteArray(20)]),
  },
  { params: { AccountId: accountId, AccountIndex: unit } },
)

export const multiSignature = variant('sp_runtime::MultiSignature', {
  Ed25519: arm(0, [byteArray(64)]),
  Sr25519: arm(1, [byteArray(64)]),
  Ecdsa: arm(2, [byteArray(65)]),
})

/** `BoundedVec<T, S>`; the bound S leaves no trace in metadata, so check it where the value is used. */
export const boundedVec = <T>(inner: Ty<T>): Ty<T[]> =>
  newtype('bounded_collections::bounded_vec::BoundedVec', vec(inner), {
    params: { T: inner, S: undefined },
    structural: true,
  })

/** `BoundedVec<u8, S>`. */
export const boundedBytes: Ty<Uint8Array> = newtype('bounded_collections::bounded_vec::BoundedVec', bytes, {
  params: { T: u8, S: undefined },
  structural: true,
})

/** `BTreeSet<T>`: a list that the caller keeps sorted and free of duplicates. */
export const btreeSet = <T>(inner: Ty<T>): Ty<T[]> =>
  newtype('BTreeSet', vec(inner), { params: { T: inner }, structural: true })

/** `BTreeMap<K, V>`: a list of pairs that the caller keeps sorted by key. */
export const btreeMap = <K, V>(key: Ty<K>, value: Ty<V>): Ty<[K, V][]> =>
  newtype('BTreeMap', vec(tuple(key, value)) as Ty<[K, V][]>, {
    params: { K: key, V: value },
    structural: true,
  })

// typenum writes a number as nested types, most significant bit first: 32 = 100000.
const term: Ty<undefined> = {
  ...unit,
  structural: false,
  describe: emptyStruct('substrate_typenum::uint::UTerm'),
}
const bit = [0, 1].map(
  (digit): Ty<undefined> => ({
    ...unit,
    structural: false,
    describe: emptyStruct(`substrate_typenum::bit::B${digit}`),
  }),
)

function emptyStruct(path: string): Ty<undefined>['describe'] {
  return () => ({ path: path.split('::'), params: [], def: { tag: 'composite', value: [] } })
}

const typenumCache = new Map<number, Ty<unknown>>()
function typenum(value: number): Ty<unknown> {
  if (value === 0) return term
  const known = typenumCache.get(value)
  if (known) return known
  const msb = typenum(value >> 1)
  const lsb = bit[value & 1]!
  const made = struct('substrate_typenum::uint::UInt', { msb, lsb }, { U: msb, B: lsb })
  typenumCache.set(value, made)
  return made
}

const fixed = (name: string, bits: Ty<bigint>, fraction: number): Ty<bigint> =>
  newtype(`substrate_fixed::${name}`, bits, { name: 'bits', params: { Frac: typenum(fraction) } })

/** `I32F32`: the value is its bits, that is the number × 2^32. */
export const i32f32 = fixed('FixedI64', i64, 32)
/** `I96F32`: the value is its bits, that is the number × 2^32. */
export const i96f32 = fixed('FixedI128', i128, 32)
/** `I64F64`: the value is its bits, that is the number × 2^64. */
export const i64f64 = fixed('FixedI128', i128, 64)
/** `U64F64`: the value is its bits, that is the number × 2^64. */
export const u64f64 = fixed('FixedU128', u128, 64)
/** `U96F32`: the value is its bits, that is the number × 2^32. */
export const u96f32 = fixed('FixedU128', u128, 32)
/** `sp_arithmetic` FixedU128: the number × 10^18. */
export const fixedU128: Ty<bigint> = newtype('sp_arithmetic::fixed_point::FixedU128', u128)
export const percent: Ty<number> = newtype('sp_arithmetic::per_things::Percent', u8)
export const permill: Ty<number> = newtype('sp_arithmetic::per_things::Permill', u32)
export const perbill: Ty<number> = newtype('sp_arithmetic::per_things::Perbill', u32)
export const perquintill: Ty<bigint> = newtype('sp_arithmetic::per_things::Perquintill', u64)

/** Time on the chain's processor in picoseconds, and bytes of proof. */
export const weight = struct('sp_weights::weight_v2::Weight', {
  ref_time: compact(u64),
  proof_size: compact(u64),
})
export const dispatchClass = enumeration('frame_support::dispatch::DispatchClass', [
  'Normal',
  'Operational',
  'Mandatory',
])
export const pays = enumeration('frame_support::dispatch::Pays', ['Yes', 'No'])
