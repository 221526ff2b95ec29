import { accounts } from './storage/accounts.ts'
import { emission } from './storage/emission.ts'
import { family } from './storage/family.ts'
import { hyperparameters } from './storage/hyperparameters.ts'
import { market } from './storage/market.ts'
import { neurons } from './storage/neurons.ts'
import { rateLimits } from './storage/rate-limits.ts'
import { registration } from './storage/registration.ts'
import { root } from './storage/root.ts'
import { stake } from './storage/stake.ts'
import { subnets } from './storage/subnets.ts'
import { unused } from './storage/unused.ts'
import { weights } from './storage/weights.ts'

/** All storage of SubtensorModule; the files of the folder group it by theme. */
export const storage = {
  ...accounts,
  ...subnets,
  ...hyperparameters,
  ...registration,
  ...rateLimits,
  ...neurons,
  ...weights,
  ...stake,
  ...family,
  ...emission,
  ...market,
  ...root,
  ...unused,
}
