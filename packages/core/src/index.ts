export { type Clock, manualClock, systemClock } from './clock.ts'
export { type Deadline, startDeadline } from './deadline.ts'
export { defineErrors, type ErrorEntry, type ErrorFactory } from './define-errors.ts'
export { type Random, seededRandom } from './random.ts'
export { type ErrorDetails, isSubnetkitError, SubnetkitError } from './subnetkit-error.ts'
export {
  type AlphaRao,
  type BlockNumber,
  type Coldkey,
  formatTao,
  type Hotkey,
  type Netuid,
  parseTao,
  type Rao,
  raoPerTao,
  type Ss58,
  type U16,
  type Uid,
  unitErrors,
} from './units.ts'
