import { marker } from './scale/block-types.ts'
import { h256 } from './scale/chain-types.ts'
import { byteArray, compact, newtype, struct, tuple, unit } from './scale/composites.ts'
import { u8, u32, u64 } from './scale/primitives.ts'
import type { Ty } from './scale/type.ts'
import { type Arm, arm, enumeration, option, variant } from './scale/variants.ts'

/** A transaction extension: what it adds to the extrinsic, and what it adds to the signed payload only. */
export interface Extension {
  readonly identifier: string
  readonly type: Ty<unknown>
  readonly implicit: Ty<unknown>
}

const arms: Record<string, Arm> = { Immortal: arm(0) }
for (let first = 1; first < 256; first++) arms[`Mortal${first}`] = arm(first, [u8])
/** How long a transaction is valid; see {@link readEra} for what the bytes mean. */
export const era = variant('sp_runtime::generic::era::Era', arms)

const extensionType = <T>(path: string, inner: Ty<T>, name?: string) =>
  newtype(path, inner, { params: { T: undefined }, ...(name === undefined ? {} : { name }) })

const silent = (identifier: string, path: string): Extension => ({
  identifier,
  type: marker(path),
  implicit: unit,
})
const mode = enumeration('frame_metadata_hash_extension::Mode', ['Disabled', 'Enabled'])

/** The 13 extensions of spec 424, in order. Source: runtime/src/lib.rs, `TransactionExtensions`. */
export const extensions: readonly Extension[] = [
  silent('CheckNonZeroSender', 'frame_system::extensions::check_non_zero_sender::CheckNonZeroSender'),
  {
    identifier: 'CheckSpecVersion',
    type: marker('frame_system::extensions::check_spec_version::CheckSpecVersion'),
    implicit: u32,
  },
  {
    identifier: 'CheckTxVersion',
    type: marker('frame_system::extensions::check_tx_version::CheckTxVersion'),
    implicit: u32,
  },
  {
    identifier: 'CheckGenesis',
    type: marker('frame_system::extensions::check_genesis::CheckGenesis'),
    implicit: h256,
  },
  {
    identifier: 'CheckMortality',
    type: extensionType('node_subtensor_runtime::check_mortality::CheckMortality', era),
    implicit: h256,
  },
  {
    identifier: 'CheckNonce',
    type: extensionType('node_subtensor_runtime::check_nonce::CheckNonce', compact(u32)),
    implicit: unit,
  },
  silent('CheckWeight', 'frame_system::extensions::check_weight::CheckWeight'),
  {
    identifier: 'ChargeTransactionPayment',
    type: extensionType('pallet_transaction_payment::ChargeTransactionPayment', compact(u64)),
    implicit: unit,
  },
  silent('SudoTransactionExtension', 'node_subtensor_runtime::sudo_wrapper::SudoTransactionExtension'),
  silent('CheckShieldedTxValidity', 'pallet_shield::extension::CheckShieldedTxValidity'),
  silent(
    'SubtensorTransactionExtension',
    'pallet_subtensor::extensions::subtensor::SubtensorTransactionExtension',
  ),
  silent('DrandPriority', 'pallet_drand::drand_priority::DrandPriority'),
  {
    identifier: 'CheckMetadataHash',
    type: struct('frame_metadata_hash_extension::CheckMetadataHash', { mode }, { T: undefined }),
    implicit: option(byteArray(32)),
  },
]

/** The extensions' part of an extrinsic, as one type. */
export const extra: Ty<unknown> = tuple(...extensions.map(({ type }) => type))
