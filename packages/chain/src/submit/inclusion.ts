import type { Rao } from '@subnetkit/core'
import type { Chain, Head } from '../chain.ts'
import { chainErrors } from '../errors.ts'
import { take } from '../runtime/plain.ts'
import { type ChainEvent, eventsOf } from './events.ts'

const betweenLooksMs = 500

/** The newest finalised block. */
export async function finalizedHead(chain: Chain): Promise<Head> {
  const hash = await chain.rpc<string>('chain_getFinalizedHead')
  const header = await chain.rpc<{ number: string }>('chain_getHeader', [hash])
  return { number: Number.parseInt(header.number, 16), hash }
}

interface Block {
  readonly block: { readonly header: { readonly number: string }; readonly extrinsics: readonly string[] }
}

/** The events of an extrinsic, given as its bytes, in the block that holds it. */
export async function readInclusion(
  chain: Chain,
  blockHash: string,
  hex: string,
): Promise<{ block: Head; events: ChainEvent[]; fee: Rao | null }> {
  const [{ block }, snapshot] = await Promise.all([
    chain.rpc<Block>('chain_getBlock', [blockHash]),
    chain.at(blockHash),
  ])
  const index = block.extrinsics.indexOf(hex)
  if (index < 0) {
    throw chainErrors.CHAIN_DECODE({ item: `block ${blockHash}`, reason: 'it does not hold the extrinsic' })
  }
  const key = snapshot.runtime.storageKey('System', 'Events', [])
  const value = await chain.rpc<string | null>('state_getStorage', [key, blockHash])
  const events = eventsOf(snapshot.runtime, value, index)
  const paid = events.find(
    ({ pallet, name }) => pallet === 'TransactionPayment' && name === 'TransactionFeePaid',
  )
  const fee = paid ? take.bigint(take.fields(paid.data, 'fee').actualFee ?? null, 'actual_fee') : null
  const number = Number.parseInt(block.header.number, 16)
  return { block: { number, hash: blockHash }, events, fee }
}

/** Looks through the blocks after height `from` for an extrinsic until the signal ends it; used when a watch broke. */
export async function findIncluded(
  chain: Chain,
  hex: string,
  options: { readonly from: number; readonly finalized: boolean; readonly signal: AbortSignal },
): Promise<string> {
  const { from, finalized, signal } = options
  for (let height = from + 1; ; ) {
    const head = finalized ? await finalizedHead(chain) : await chain.head()
    for (; height <= head.number; height++) {
      const hash = await chain.rpc<string>('chain_getBlockHash', [height])
      const { block } = await chain.rpc<Block>('chain_getBlock', [hash])
      if (block.extrinsics.includes(hex)) return hash
    }
    await chain.clock.sleep(betweenLooksMs, signal)
  }
}
