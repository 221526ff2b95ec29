import { identity } from '../../../hashing.ts'
import { i64f64, i96f32, u64f64 } from '../../../scale/chain-types.ts'
import { tuple } from '../../../scale/composites.ts'
import { bool, i64, u16, u64, u128 } from '../../../scale/primitives.ts'
import { defineStorage, map, value } from '../../../storage.ts'

/** The pool of a subnet: TAO on one side, alpha on the other. */
export const market = defineStorage('SubtensorModule', {
  /** TAO in the pool, rao. */
  SubnetTAO: map([u16, identity], u64, 0n),
  /** Alpha in the pool, rao. */
  SubnetAlphaIn: map([u16, identity], u64, 0n),
  /** Alpha outside the pool, rao: staked, waiting, or burned. */
  SubnetAlphaOut: map([u16, identity], u64, 0n),
  /** Alpha that the chain bought and holds. */
  SubnetProtocolAlpha: map([u16, identity], u64, 0n),
  SubnetVolume: map([u16, identity], u128, 0n),
  SubnetMovingPrice: map([u16, identity], i96f32, 0n),
  SubnetMovingAlpha: value(i96f32, 12_885n),
  EMAPriceHalvingBlocks: map([u16, identity], u64, 201_600n),
  SubnetTaoFlow: map([u16, identity], i64, 0n),
  SubnetEmaTaoFlow: map([u16, identity], tuple(u64, i64f64)),
  SubnetProtocolFlow: map([u16, identity], i64, 0n),
  SubnetEmaProtocolFlow: map([u16, identity], tuple(u64, i64f64)),
  NetTaoFlowEnabled: value(bool, true),
  TaoFlowCutoff: value(i64f64, 0n),
  FlowNormExponent: value(u64f64, 18_446_744_073_709_551_616n),
  FlowEmaSmoothingFactor: value(u64, 29_597_889_189_277n),
  TaoInRefundDeploymentBlock: value(u64, 0n),
})
