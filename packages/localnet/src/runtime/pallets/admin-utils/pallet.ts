import { call, definePallet } from '../../pallet.ts'
import { u16 } from '../../scale/primitives.ts'
import { errors as subtensorErrors } from '../subtensor/errors.ts'
import { storage } from '../subtensor/storage.ts'
import { adminErrors } from './errors.ts'
import { adminEvents } from './events.ts'
import { changeSubnet } from './setter.ts'
import { chainSetters, subnetSetters } from './setters.ts'
import { adminStorage } from './storage.ts'

const LEAST_ALPHA = 1638

/** Hyperparameters: what an owner sets on a subnet, and root on the chain. The tables are in setters.ts. */
export const adminUtils = definePallet('AdminUtils', 19, {
  crate: 'pallet_admin_utils',
  storage: adminStorage,
  errors: adminErrors,
  events: adminEvents,
  calls: {
    ...subnetSetters,
    ...chainSetters,
    /** How far bonds may move in an epoch with liquid alpha, parts of 65535. */
    sudo_set_alpha_values: call(
      51,
      { netuid: u16, alpha_low: u16, alpha_high: u16 },
      (chain, origin, { netuid, alpha_low: low, alpha_high: high }) =>
        changeSubnet(chain, origin, netuid, { who: { owner: 'AlphaValues' }, exists: false }, () => {
          if (!storage.LiquidAlphaOn.get(chain, netuid)) throw subtensorErrors.LiquidAlphaDisabled()
          if (high < LEAST_ALPHA) throw subtensorErrors.AlphaHighTooLow()
          if (low < LEAST_ALPHA || low > high) throw subtensorErrors.AlphaLowOutOfRange()
          storage.AlphaValues.set(chain, netuid, [low, high])
        }),
    ),
  },
})
