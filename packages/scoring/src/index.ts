export { scoringErrors } from './errors.ts'
export { maxUpscale } from './max-upscale.ts'
export { defineRule, type Finding, type Round, type RoundNeuron, type Rule } from './rule.ts'
export { type KeptScore, keepScores, type Registration, type ScoreBook, scoreKey } from './score-keeper.ts'
export { toWeights } from './to-weights.ts'
export type {
  EpochHyperparameters,
  EpochInput,
  EpochMechanism,
  EpochNeuron,
  Pair,
} from './yuma/epoch-input.ts'
export { type EpochOutputJson, formatEpochOutput, maxEpochLine, parseEpochLine } from './yuma/epoch-line.ts'
export type { EpochOutput, MechanismOutput } from './yuma/epoch-output.ts'
export { formatTraceStep } from './yuma/format-trace-step.ts'
export { splitEmission } from './yuma/split-emission.ts'
export { stakeWeight } from './yuma/stake-weight.ts'
export { type TraceStep, traceEpoch } from './yuma/trace-epoch.ts'
export { yumaEpoch } from './yuma/yuma-epoch.ts'
