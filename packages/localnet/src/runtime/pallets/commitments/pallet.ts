import type { ChainContext } from '../../chain-context.ts'
import { defineModuleErrors, failure } from '../../dispatch-error.ts'
import { defineEvents, event } from '../../events.ts'
import { ensureRoot, type Origin, signed } from '../../origin.ts'
import { call, constant, definePallet } from '../../pallet.ts'
import { type AccountId, accountId } from '../../scale/chain-types.ts'
import { u16, u32, u64 } from '../../scale/primitives.ts'
import type { ValueOf } from '../../scale/type.ts'
import { mechanismIndices } from '../subtensor/neurons.ts'
import { storage as subtensor } from '../subtensor/storage.ts'
import { commitmentInfo, type Data, fits, sizeOf } from './data.ts'
import { commitmentsStorage as storage } from './storage.ts'

const MAX_FIELDS = 3
/** Every call counts at least this many bytes. */
const LEAST_SPACE = 100

const errors = defineModuleErrors('Commitments', 18, {
  TooManyFieldsInCommitmentInfo: [0, 'More than three fields.'],
  AccountNotAllowedCommit: [1, 'The signer is no hotkey of the subnet.'],
  SpaceLimitExceeded: [2, 'More bytes than a hotkey may commit in an epoch.'],
  UnexpectedUnreserveLeftover: 3,
})

const perHotkey = { netuid: u16, who: accountId }

const events = defineEvents('Commitments', 18, {
  Commitment: event(0, perHotkey),
  TimelockCommitment: event(1, { ...perHotkey, reveal_round: u64 }),
  CommitmentRevealed: event(2, perHotkey),
})

/** Counts the bytes of a commitment against the hotkey's space in this epoch. */
function useSpace(chain: ChainContext, netuid: number, who: AccountId, fields: readonly Data[]): void {
  const size = fields.reduce((sum, field) => sum + sizeOf(field), 0)
  const epoch = subtensor.SubnetEpochIndex.get(chain, netuid)
  const usage = storage.UsedSpaceOf.get(chain, netuid, who)
  const before = usage?.last_epoch === epoch ? usage.used_space : 0n
  const used = before + BigInt(Math.max(size, LEAST_SPACE))
  if (used > BigInt(storage.MaxSpace.get(chain))) throw errors.SpaceLimitExceeded()
  storage.UsedSpaceOf.set(chain, netuid, who, { last_epoch: epoch, used_space: used })
}

/** Removes the bonds of all validators to a hotkey: it starts anew, as its commitment said. */
function resetBonds(chain: ChainContext, netuid: number, who: AccountId): void {
  storage.LastBondsReset.set(chain, netuid, who, chain.block)
  const uid = subtensor.Uids.get(chain, netuid, who)
  if (uid === undefined || !subtensor.BondsResetOn.get(chain, netuid)) return
  for (const index of mechanismIndices(chain, netuid)) {
    for (const [[, from], row] of [...subtensor.Bonds.entries(chain, index)]) {
      subtensor.Bonds.set(
        chain,
        index,
        from,
        row.filter(([to]) => to !== uid),
      )
    }
  }
}

/** Keeps the list of hotkeys with a timelocked commitment, sorted as a set is. */
function indexTimelocked(chain: ChainContext, netuid: number, who: AccountId, locked: boolean): void {
  const index = storage.TimelockedIndex.get(chain)
  const others = index.filter(([n, account]) => n !== netuid || account !== who)
  if (others.length === index.length && !locked) return
  const all: [number, AccountId][] = locked ? [...others, [netuid, who]] : others
  storage.TimelockedIndex.set(
    chain,
    all.sort(([a, x], [b, y]) => a - b || (x < y ? -1 : 1)),
  )
}

function setCommitment(
  chain: ChainContext,
  origin: Origin,
  netuid: number,
  info: ValueOf<typeof commitmentInfo>,
): void {
  const who = signed(origin)
  if (!subtensor.Uids.has(chain, netuid, who)) throw errors.AccountNotAllowedCommit()
  if (info.fields.length > MAX_FIELDS) throw errors.TooManyFieldsInCommitmentInfo()
  if (!info.fields.every(fits)) throw failure.other()
  useSpace(chain, netuid, who, info.fields)
  if (info.fields.some(({ type }) => type === 'ResetBondsFlag')) resetBonds(chain, netuid, who)
  storage.CommitmentOf.set(chain, netuid, who, { deposit: 0n, block: chain.block, info })
  storage.LastCommitment.set(chain, netuid, who, chain.block)

  const locked = info.fields.find(({ type }) => type === 'TimelockEncrypted')
  indexTimelocked(chain, netuid, who, locked !== undefined)
  if (locked === undefined) chain.emit(events.Commitment({ netuid, who }))
  else {
    const { reveal_round: round } = locked.value as { reveal_round: bigint }
    chain.emit(events.TimelockCommitment({ netuid, who, reveal_round: round }))
  }
}

/** What hotkeys commit to in public: a model's hash, a repository, whatever the subnet asks for. */
export const commitments = definePallet('Commitments', 18, {
  crate: 'pallet_commitments',
  storage,
  errors,
  events,
  constants: {
    MaxFields: constant(u32, MAX_FIELDS),
    InitialDeposit: constant(u64, 0n),
    FieldDeposit: constant(u64, 0n),
  },
  calls: {
    set_commitment: call(
      0,
      { netuid: u16, info: commitmentInfo },
      (chain, origin, { netuid, info }) => setCommitment(chain, origin, netuid, info),
      { pays: 'no', docs: ['Publish what the signing hotkey commits to on a subnet.'] },
    ),
    set_max_space: call(2, { new_limit: u32 }, (chain, origin, { new_limit: limit }) => {
      ensureRoot(origin)
      storage.MaxSpace.set(chain, limit)
    }),
  },
})
