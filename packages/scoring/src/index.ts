export { scoringErrors } from './errors.ts'
export { defineRule, type Finding, type Round, type RoundNeuron, type Rule } from './rule.ts'
