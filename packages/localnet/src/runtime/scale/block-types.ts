import { h256, weight } from './chain-types.ts'
import { byteArray, bytes, compact, newtype, struct, tuple, vec } from './composites.ts'
import { text, u8, u32, u64 } from './primitives.ts'
import type { Ty, ValueOf } from './type.ts'
import { arm, variant } from './variants.ts'

const engineItem = [byteArray(4), bytes] as const

const digestItem = variant('sp_runtime::generic::digest::DigestItem', {
  PreRuntime: arm(6, engineItem),
  Consensus: arm(4, engineItem),
  Seal: arm(5, engineItem),
  Other: arm(0, [bytes]),
  RuntimeEnvironmentUpdated: arm(8),
})
/** What a header says besides hashes: here the Aura slot, and in the genesis the hash of the metadata. */
export const digest = struct('sp_runtime::generic::digest::Digest', { logs: vec(digestItem) })
export type DigestItem = ValueOf<typeof digestItem>

export const header = struct(
  'sp_runtime::generic::header::Header',
  {
    parent_hash: h256,
    number: compact(u32),
    state_root: h256,
    extrinsics_root: h256,
    digest,
  },
  { Number: u32, Hash: undefined },
)
export type Header = ValueOf<typeof header>

/** Aura's 4-byte id in digests, as hex. */
export const auraEngine = '0x61757261'

/** Rust's `Cow<'static, T>`. */
const cow = <T>(inner: Ty<T>): Ty<T> => newtype('Cow', inner, { params: { T: inner }, structural: true })
export const runtimeName = cow(text)

export const runtimeVersion = struct('sp_version::RuntimeVersion', {
  spec_name: runtimeName,
  impl_name: runtimeName,
  authoring_version: u32,
  spec_version: u32,
  impl_version: u32,
  apis: cow(vec(tuple(byteArray(8), u32))),
  transaction_version: u32,
  system_version: u8,
})
export type RuntimeVersion = ValueOf<typeof runtimeVersion>

/** A type without fields, of which only the path is seen. */
export const marker = (path: string): Ty<undefined> => ({
  structural: false,
  leastSize: 0,
  write: () => {},
  read: () => undefined,
  describe: () => ({ path: path.split('::'), params: [], def: { tag: 'composite', value: [] } }),
})

/** One struct per dispatch class. */
export const perDispatchClass = <T>(inner: Ty<T>) => ({
  ...struct(
    'frame_support::dispatch::PerDispatchClass',
    { normal: inner, operational: inner, mandatory: inner },
    { T: inner },
  ),
  structural: true,
})
export const weightPerClass = perDispatchClass(weight)

/** `sp_inherents::InherentData`: what the node tells the runtime for a block, by 8-byte id. */
export const inherentData: Ty<[string, Uint8Array][]> = newtype(
  'sp_inherents::InherentData',
  newtype('BTreeMap', vec(tuple(byteArray(8), bytes)) as Ty<[string, Uint8Array][]>, {
    params: { K: byteArray(8), V: bytes },
    structural: true,
  }),
  { name: 'data' },
)

export const slot: Ty<bigint> = newtype('sp_consensus_slots::Slot', u64)
export const slotDuration: Ty<bigint> = newtype('sp_consensus_slots::SlotDuration', u64)
export const auraPublic: Ty<string> = newtype(
  'sp_consensus_aura::sr25519::app_sr25519::Public',
  byteArray(32),
)
