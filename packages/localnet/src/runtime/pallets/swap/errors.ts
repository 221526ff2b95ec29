import { defineModuleErrors } from '../../dispatch-error.ts'

export const swapErrors = defineModuleErrors('Swap', 28, {
  FeeRateTooHigh: [0, 'The fee rate is above 10000 parts of 65535.'],
  InsufficientInputAmount: 1,
  InsufficientLiquidity: [2, 'The pool does not hold what the swap should pay.'],
  PriceLimitExceeded: [3, 'The price is beyond the limit before anything is swapped.'],
  InsufficientBalance: 4,
  InvalidTickRange: 5,
  InvalidLiquidityValue: 6,
  ReservesTooLow: [7, 'The pool is too small, or the amount too little to get anything for it.'],
  MechanismDoesNotExist: [8, 'There is no such subnet.'],
  SubtokenDisabled: 9,
  ReservesOutOfBalance: 10,
  SwapInputTooLarge: [11, 'More than a thousand times what the pool holds.'],
  Deprecated: 12,
})
