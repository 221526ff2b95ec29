import { defineErrors } from '@subnetkit/core'

/** Every error that this package throws on purpose. */
export const scoringErrors = defineErrors({
  RULE_SCORE_INVALID: {
    message: 'The rule gave {hotkey} the score {score}.',
    remedy:
      'A rule returns numbers from 0 to 1, one per hotkey of the round; check it for a division by zero.',
  },
  RULE_FINDING_INVALID: {
    message: 'A finding does not fit the schema of its rule: {problem}.',
    remedy: 'Return from `verify` what the rule declares in `finding`, or widen that schema.',
  },
  SCORE_INPUT_INVALID: {
    message: 'Scores cannot be kept: {problem}.',
    remedy: 'Pass alpha above 0 and up to 1, and every registration once.',
  },
  WEIGHTS_INVALID: {
    message: 'These scores cannot become weights: {problem}.',
    remedy: 'Pass every uid once with a finite score of 0 or more.',
  },
  EPOCH_INPUT_INVALID: {
    message: 'This is no epoch: {problem}.',
    remedy: 'Compare it with the table of fields in the README of @subnetkit/scoring.',
  },
})
