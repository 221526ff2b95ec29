import { type Chain, submit } from '@subnetkit/chain'
import type { Keypair } from '@subnetkit/wallet/keys'

export type Call = Parameters<typeof submit>[1]

/** Sends one call and waits until it is in a block; gives its events. */
export type Send = (call: Call, keypair: Keypair) => Promise<Awaited<ReturnType<typeof submit>>['events']>

/** A call by its names, with the arguments in order. */
export function callOf(chain: Chain, pallet: string, method: string, ...args: unknown[]): Call {
  return chain.api.tx[pallet]![method]!(...args)
}

export function sender(chain: Chain): Send {
  return async (call, keypair) => (await submit(chain, call, keypair, { wait: 'block' })).events
}
