import { axonInfo, chainIdentityV2, subnetIdentityV3 } from '../pallets/subtensor/types.ts'
import { accountId, i96f32 } from '../scale/chain-types.ts'
import { compact, struct, tuple, vec } from '../scale/composites.ts'
import { bool, u8, u16, u64, u128 } from '../scale/primitives.ts'
import type { Ty, ValueOf } from '../scale/type.ts'
import { option } from '../scale/variants.ts'

/*
 * What a metagraph is made of: one subnet as its neurons see it. Compact fields are as the chain packs them; lists are
 * by uid.
 */

const fields = {
  netuid: compact(u16),
  name: vec(compact(u8)),
  symbol: vec(compact(u8)),
  identity: option(subnetIdentityV3),
  network_registered_at: compact(u64),
  owner_hotkey: accountId,
  owner_coldkey: accountId,
  block: compact(u64),
  tempo: compact(u16),
  last_step: compact(u64),
  blocks_since_last_step: compact(u64),
  subnet_emission: compact(u64),
  alpha_in: compact(u64),
  alpha_out: compact(u64),
  tao_in: compact(u64),
  alpha_out_emission: compact(u64),
  alpha_in_emission: compact(u64),
  tao_in_emission: compact(u64),
  pending_alpha_emission: compact(u64),
  pending_root_emission: compact(u64),
  subnet_volume: compact(u128),
  moving_price: i96f32,
  rho: compact(u16),
  kappa: compact(u16),
  min_allowed_weights: compact(u16),
  max_weights_limit: compact(u16),
  weights_version: compact(u64),
  weights_rate_limit: compact(u64),
  activity_cutoff: compact(u64),
  max_validators: compact(u16),
  num_uids: compact(u16),
  max_uids: compact(u16),
  burn: compact(u64),
  difficulty: compact(u64),
  registration_allowed: bool,
  pow_registration_allowed: bool,
  immunity_period: compact(u16),
  min_difficulty: compact(u64),
  max_difficulty: compact(u64),
  min_burn: compact(u64),
  max_burn: compact(u64),
  adjustment_alpha: compact(u64),
  adjustment_interval: compact(u16),
  target_regs_per_interval: compact(u16),
  max_regs_per_block: compact(u16),
  serving_rate_limit: compact(u64),
  commit_reveal_weights_enabled: bool,
  commit_reveal_period: compact(u64),
  liquid_alpha_enabled: bool,
  alpha_high: compact(u16),
  alpha_low: compact(u16),
  bonds_moving_avg: compact(u64),
  hotkeys: vec(accountId),
  coldkeys: vec(accountId),
  identities: vec(option(chainIdentityV2)),
  axons: vec(axonInfo),
  active: vec(bool),
  validator_permit: vec(bool),
  pruning_score: vec(compact(u16)),
  last_update: vec(compact(u64)),
  emission: vec(compact(u64)),
  dividends: vec(compact(u16)),
  incentives: vec(compact(u16)),
  consensus: vec(compact(u16)),
  trust: vec(compact(u16)),
  rank: vec(compact(u16)),
  block_at_registration: vec(compact(u64)),
  alpha_stake: vec(compact(u64)),
  tao_stake: vec(compact(u64)),
  total_stake: vec(compact(u64)),
  tao_dividends_per_hotkey: vec(tuple(accountId, compact(u64))),
  alpha_dividends_per_hotkey: vec(tuple(accountId, compact(u64))),
}

/** A whole metagraph. */
export const metagraph = struct('pallet_subtensor::rpc_info::metagraph::Metagraph', fields, {
  AccountId: accountId,
})
export type Metagraph = ValueOf<typeof metagraph>

/** `Option<Option<T>>`: `{ value: undefined }` is the identity that was asked for and is not there. */
const nested = <T>(inner: Ty<T | undefined>): Ty<{ readonly value: T | undefined } | undefined> => ({
  ...option(inner),
  write: (outer, writer) => {
    writer.integer(outer === undefined ? 0 : 1, 1)
    if (outer !== undefined) inner.write(outer.value, writer)
  },
  read: (reader) => (reader.integer(1) === 0 ? undefined : { value: inner.read(reader) }),
})

const optional = Object.fromEntries(
  Object.entries(fields).map(([name, type]) => [
    name,
    name === 'netuid' ? type : name === 'identity' ? nested(fields.identity) : option(type as Ty<unknown>),
  ]),
) as unknown as {
  readonly [N in keyof typeof fields]: N extends 'identity'
    ? Ty<{ readonly value: Metagraph['identity'] } | undefined>
    : Ty<Metagraph[N] | undefined>
}

/** Fields of a metagraph that were asked for, by their place in this list; the others are none. */
export const selectiveMetagraph = struct(
  'pallet_subtensor::rpc_info::metagraph::SelectiveMetagraph',
  {
    ...optional,
    validators: option(vec(compact(u16))),
    commitments: option(vec(tuple(accountId, vec(compact(u8))))),
  },
  { AccountId: accountId },
)
export type SelectiveMetagraph = ValueOf<typeof selectiveMetagraph>

/** The names of the fields by index: what clients ask by. */
export const metagraphFields = [...Object.keys(fields), 'validators', 'commitments'] as const
