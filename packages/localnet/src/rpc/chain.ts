import type { Block } from '../block.ts'
import type { Node } from '../node.ts'
import { bytesToHex } from '../runtime/scale/hex.ts'
import { headerJson } from './header-json.ts'
import type { Method, Methods } from './method.ts'
import { hashParam, numberParam } from './params.ts'

/** Methods about blocks. */
export function chainMethods({ chain, finality }: Node): Methods {
  const hashAt = (number: unknown): string | null => chain.at(numberParam(number, 'number'))?.hash ?? null
  const known = (hash: unknown): Block | undefined => {
    const wanted = hashParam(hash)
    return wanted === undefined ? chain.head : chain.find(wanted)
  }
  const getBlockHash: Method = ([number]) => {
    if (number === undefined || number === null) return chain.head.hash
    return Array.isArray(number) ? number.map(hashAt) : hashAt(number)
  }
  const finalizedHead: Method = () => finality.head.hash
  const heads =
    (
      notification: string,
      first: () => Block,
      follow: (push: (block: Block) => void) => () => void,
    ): Method =>
    (_params, session) =>
      session.subscribe(notification, (push) => {
        push(headerJson(first()))
        return follow((block) => push(headerJson(block)))
      })
  const newHeads = heads('chain_newHead', () => chain.head, chain.onBlock)
  const finalizedHeads = heads('chain_finalizedHead', () => finality.head, finality.onFinal)
  const unsubscribe: Method = ([id], session) => session.unsubscribe(id)

  return {
    chain_getBlockHash: getBlockHash,
    chain_getHead: getBlockHash,
    chain_getFinalizedHead: finalizedHead,
    chain_getFinalisedHead: finalizedHead,
    chain_getHeader: ([hash]) => {
      const block = known(hash)
      return block ? headerJson(block) : null
    },
    chain_getBlock: ([hash]) => {
      const block = known(hash)
      return block
        ? {
            block: { header: headerJson(block), extrinsics: block.body.map(bytesToHex) },
            justifications: null,
          }
        : null
    },
    chain_subscribeNewHeads: newHeads,
    chain_subscribeNewHead: newHeads,
    chain_unsubscribeNewHeads: unsubscribe,
    chain_unsubscribeNewHead: unsubscribe,
    chain_subscribeAllHeads: heads('chain_allHead', () => chain.head, chain.onBlock),
    chain_unsubscribeAllHeads: unsubscribe,
    chain_subscribeFinalizedHeads: finalizedHeads,
    chain_subscribeFinalisedHeads: finalizedHeads,
    chain_unsubscribeFinalizedHeads: unsubscribe,
    chain_unsubscribeFinalisedHeads: unsubscribe,
  }
}
