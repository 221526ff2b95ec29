import { stateOf } from '../chain.ts'
import type { Node } from '../node.ts'
import { accountId } from '../runtime/scale/chain-types.ts'
import { tuple } from '../runtime/scale/composites.ts'
import { bytesToHex } from '../runtime/scale/hex.ts'
import { u32 } from '../runtime/scale/primitives.ts'
import { decode, encode } from '../runtime/scale/type.ts'
import type { Methods } from './method.ts'
import { accountParam, bytesParam, hashParam } from './params.ts'

const properties = { ss58Format: 42, tokenDecimals: 9, tokenSymbol: 'TAO' }

/** Methods about the node itself. */
export function systemMethods({ chain, pool, name, version }: Node): Methods {
  const nextIndex = ([account]: readonly unknown[]): number => {
    const who = accountParam(account)
    let nonce = decode(u32, chain.call('AccountNonceApi_account_nonce', encode(accountId, who)))
    while (pool.provides(encode(tuple(accountId, u32), [who, nonce]))) nonce++
    return nonce
  }
  return {
    system_name: () => name,
    system_version: () => version,
    system_chain: () => 'Bittensor',
    system_chainType: () => 'Local',
    system_properties: () => properties,
    system_health: () => ({ peers: 0, isSyncing: false, shouldHavePeers: false }),
    system_nodeRoles: () => ['Authority'],
    system_peers: () => [],
    system_syncState: () => ({
      startingBlock: 0,
      currentBlock: chain.head.number,
      highestBlock: chain.head.number,
    }),
    system_accountNextIndex: nextIndex,
    account_nextIndex: nextIndex,
    system_dryRun: ([extrinsic, hash]) => {
      const state = stateOf(chain.block(hashParam(hash))).fork()
      return bytesToHex(
        chain.host.call('BlockBuilder_apply_extrinsic', bytesParam(extrinsic, 'extrinsic'), state),
      )
    },
  }
}
