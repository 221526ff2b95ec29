import { defaultWeight } from './pallet.ts'
import type { RuntimeCall } from './runtime-call.ts'

/** ref_time of a call, without the base weight of its extrinsic. */
export function weightOf({ definition, args }: RuntimeCall): bigint {
  const { weight = defaultWeight } = definition.options
  return typeof weight === 'function' ? weight(args) : weight
}

/** Whether a call pays a fee. */
export function paysOf({ definition, args }: RuntimeCall): 'yes' | 'no' {
  const { pays = 'yes' } = definition.options
  return typeof pays === 'function' ? pays(args) : pays
}

export const classOf = ({ definition }: RuntimeCall): 'normal' | 'operational' | 'mandatory' =>
  definition.options.class ?? 'normal'
