import type { Pallet } from '../pallet.ts'
import type { RuntimeConfig } from '../runtime-config.ts'
import type { RuntimeVersion } from '../scale/block-types.ts'
import { adminUtils } from './admin-utils/pallet.ts'
import { alphaAssets } from './alpha-assets.ts'
import { auraPallet } from './aura.ts'
import { balances } from './balances.ts'
import { commitments } from './commitments/pallet.ts'
import { subtensorModule } from './subtensor/pallet.ts'
import { sudo } from './sudo.ts'
import { swapPallet } from './swap/pallet.ts'
import { systemPallet } from './system.ts'
import { timestampPallet } from './timestamp.ts'
import { transactionPayment } from './transaction-payment.ts'
import { utility } from './utility.ts'

/** The pallets of the runtime, in the order of their indices: hooks run in this order. */
export const allPallets = (config: RuntimeConfig, version: RuntimeVersion): readonly Pallet[] => [
  systemPallet(version),
  timestampPallet(config),
  auraPallet(config),
  balances,
  transactionPayment,
  subtensorModule,
  utility,
  sudo,
  commitments,
  adminUtils,
  swapPallet,
  alphaAssets,
]
