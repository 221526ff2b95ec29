import type { Netuid, U16, Uid } from '@subnetkit/core'
import { type Plain, take } from './runtime/plain.ts'
import type { Snapshot } from './snapshot.ts'

/** One row of the weight matrix, as stored: `[uid, u16]` in the order that the validator sent. */
export type WeightRow = readonly (readonly [Uid, U16])[]

/** Where `Weights`, `LastUpdate`, `Incentive` and `Bonds` of a mechanism are stored. */
export const mechanismIndex = (netuid: Netuid, mechanism = 0): number => mechanism * 4096 + netuid

const rows = async (snapshot: Snapshot, item: string, netuid: Netuid, mechanism: number) => {
  const count = take.number(await snapshot.storage('SubtensorModule', 'SubnetworkN', netuid), 'SubnetworkN')
  const index = mechanismIndex(netuid, mechanism)
  const values = await snapshot.storageAll(
    Array.from({ length: count }, (_, uid) => ['SubtensorModule', item, index, uid] as const),
  )
  const row = (value: Plain): WeightRow =>
    take.list(value, item).map((pair) => {
      const [uid, weight] = take.list(pair, item)
      return [take.number(uid, item), take.number(weight, item)]
    })
  return new Map(
    values.map((value, uid) => [uid, row(value)] as const).filter(([, found]) => found.length > 0),
  )
}

/** The weights of every uid that has set some, at the snapshot's block. */
export function readWeights(snapshot: Snapshot, netuid: Netuid, mechanism = 0): Promise<Map<Uid, WeightRow>> {
  return rows(snapshot, 'Weights', netuid, mechanism)
}

/** The bonds of every uid that has some, at the snapshot's block. */
export function readBonds(snapshot: Snapshot, netuid: Netuid, mechanism = 0): Promise<Map<Uid, WeightRow>> {
  return rows(snapshot, 'Bonds', netuid, mechanism)
}
