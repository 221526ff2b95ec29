import type { ChainContext } from './chain-context.ts'
import type { Args } from './pallet.ts'
import type { FieldsOf, Ty } from './scale/type.ts'

/** A declared method of a runtime API: answers a query, changes nothing that lasts. */
export interface ApiMethod {
  readonly inputs: Args
  readonly output: Ty<unknown>
  readonly docs: readonly string[]
  run(chain: ChainContext, inputs: Readonly<Record<string, unknown>>): unknown
}

/** A declared runtime API: clients call `Name_method` by `state_call`. */
export interface RuntimeApi {
  readonly name: string
  readonly version: number
  readonly methods: Readonly<Record<string, ApiMethod>>
}

/** Declares a method: its inputs in order, its output, and how it is answered. */
export function apiMethod<const I extends Args, O>(
  inputs: I,
  output: Ty<O>,
  run: (chain: ChainContext, inputs: FieldsOf<I>) => O,
  docs: readonly string[] = [],
): ApiMethod {
  return { inputs, output, run, docs } as unknown as ApiMethod
}

/**
 * Declares a runtime API.
 *
 * @example
 * ```ts
 * export const swapApi = defineRuntimeApi('SwapRuntimeApi', 1, {
 *   current_alpha_price: apiMethod({ netuid: u16 }, u64, (chain, { netuid }) => alphaPrice(chain, netuid)),
 * })
 * ```
 */
export const defineRuntimeApi = (
  name: string,
  version: number,
  methods: Readonly<Record<string, ApiMethod>>,
): RuntimeApi => ({ name, version, methods })
