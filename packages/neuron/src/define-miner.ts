import type { Contract, Route, Routes } from '@subnetkit/protocol'
import type { Call, HandlerResult } from '@subnetkit/protocol/server'
import type { z } from 'zod'
import type { Host } from './host.ts'

/** One request, verified, admitted and parsed, and what `setup` returned. */
export interface MinerCall<R = Route, Env = undefined> extends Call<R> {
  readonly env: Env
}

/** A subnet's miner: the work, and nothing of the wire or the chain. */
export interface Miner<R extends Routes, Env = undefined, Config = undefined> {
  /** The subnet's own settings; read from `MINER_<NAME>` variables and `--set name=value`. */
  readonly config?: z.ZodType<Config>
  /** Runs once before the first request. */
  setup?(host: Host<Config>): Promise<Env> | Env
  /** What this miner commits to on chain. */
  commit?(env: Env): Uint8Array
  /** One handler a route: async functions, or for a route with events generators that return the response. */
  readonly routes: { readonly [K in keyof R]: (call: MinerCall<R[K], Env>) => HandlerResult<R[K]> }
}

/**
 * Declares a miner for a contract; requests, events and responses infer from it.
 *
 * @example
 * ```ts fragment
 * import { defineMiner } from '@subnetkit/neuron'
 * import { contract } from './contract.ts'
 *
 * export const miner = defineMiner(contract, {
 *   routes: { sort: async ({ request }) => ({ numbers: request.numbers.toSorted((a, b) => a - b) }) },
 * })
 * ```
 */
export function defineMiner<R extends Routes, Env = undefined, Config = undefined>(
  _contract: Contract<R>,
  miner: Miner<R, Env, Config>,
): Miner<R, Env, Config> {
  return miner
}
