import { defineErrors } from '@subnetkit/core'

/** Every error that this package throws on purpose. */
export const scoringErrors = defineErrors({
  RULE_SCORE_INVALID: {
    message: 'The rule gave {hotkey} the score {score}.',
    remedy:
      'A rule returns numbers from 0 to 1, one per hotkey of the round; check it for a division by zero.',
  },
  SCORE_INPUT_INVALID: {
    message: 'Scores cannot be kept: {problem}.',
    remedy: 'Pass alpha above 0 and up to 1, and every registration once.',
  },
  WEIGHTS_INVALID: {
    message: 'These scores cannot become weights: {problem}.',
    remedy: 'Pass every uid once with a finite score of 0 or more.',
  },
  WEIGHTS_ALL_ZERO: {
    message: 'All scores are zero, so there are no weights to set.',
    remedy: 'Skip this round, or give the weight to yourself or to the owner on purpose.',
  },
  WEIGHTS_TOO_FEW: {
    message: 'Only {count} weights are above zero; the subnet wants at least {least}.',
    remedy: 'Score more neurons, or wait until more of them answer.',
  },
  EPOCH_INPUT_INVALID: {
    message: 'This is no epoch: {problem}.',
    remedy: 'Compare it with the table of fields in the README of @subnetkit/scoring.',
  },
})
