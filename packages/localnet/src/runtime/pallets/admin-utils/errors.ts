import { defineModuleErrors } from '../../dispatch-error.ts'

export const adminErrors = defineModuleErrors('AdminUtils', 19, {
  SubnetDoesNotExist: [0, 'There is no such subnet.'],
  MaxValidatorsLargerThanMaxUIds: [1, 'More validators than uids.'],
  MaxAllowedUIdsLessThanCurrentUIds: [2, 'Fewer uids than there are neurons.'],
  BondsMovingAverageMaxReached: [3, 'An owner may set at most 975000.'],
  NegativeSigmoidSteepness: [4, 'Only root may set a negative steepness.'],
  ValueNotInBounds: [5, 'The value is out of its bounds.'],
  MinAllowedUidsGreaterThanCurrentUids: 6,
  MinAllowedUidsGreaterThanMaxAllowedUids: 7,
  MaxAllowedUidsLessThanMinAllowedUids: [8, 'Fewer than the least number of uids.'],
  MaxAllowedUidsGreaterThanDefaultMaxAllowedUids: [9, 'More than 256 uids.'],
  InvalidValue: [10, 'The value is out of its bounds.'],
  NotPermittedOnRootSubnet: [11, 'Root has no such parameter.'],
  POWRegistrationDisabled: 12,
  Deprecated: 13,
})
