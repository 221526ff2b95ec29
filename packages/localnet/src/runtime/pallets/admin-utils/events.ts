import { defineEvents, event } from '../../events.ts'
import { u64f64 } from '../../scale/chain-types.ts'
import { bool, u16 } from '../../scale/primitives.ts'
import { precompile } from './storage.ts'

export const adminEvents = defineEvents('AdminUtils', 19, {
  PrecompileUpdated: event(0, { precompile_id: precompile, enabled: bool }),
  Yuma3EnableToggled: event(1, { netuid: u16, enabled: bool }),
  BondsResetToggled: event(2, { netuid: u16, enabled: bool }),
  BurnHalfLifeSet: event(3, { netuid: u16, burn_half_life: u16 }),
  BurnIncreaseMultSet: event(4, { netuid: u16, burn_increase_mult: u64f64 }),
  SubnetEmissionEnabledSet: event(5, { netuid: u16, enabled: bool }),
})
