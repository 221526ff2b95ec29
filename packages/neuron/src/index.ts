export type { AnyMiner, AnyValidator, MinerSubnet, ValidatorSubnet } from './any-subnet.ts'
export type { ChainPort, PortEpoch, PortMetagraph, PortNeuron } from './chain-port.ts'
export type {
  AdjustWeights,
  Character,
  CharacterTools,
  CharacterWrap,
  PastAnswer,
  Peer,
  WeightsDraft,
  Work,
  WorkCall,
} from './character.ts'
export { helpText } from './config/help.ts'
export { type ReadConfig, type ReadConfigOptions, readConfig } from './config/read-config.ts'
export {
  type ConfigOf,
  type MinerConfig,
  minerSettings,
  type Setting,
  type Settings,
  type ValidatorConfig,
  validatorSettings,
} from './config/settings.ts'
export { connectPort } from './connect-port.ts'
export { defineMiner, type Miner, type MinerCall } from './define-miner.ts'
export { defineValidator, type Schedule, type Validator } from './define-validator.ts'
export { neuronErrors } from './errors.ts'
export type {
  ErrorEvent,
  MinerEvent,
  NeuronEvent,
  RoundSettledEvent,
  SettledReason,
  StartedEvent,
  StoppedEvent,
  ValidatorEvent,
} from './events.ts'
export type { AnsweredExchange, Ask, Exchange, Question } from './exchange.ts'
export { type Host, type Log, silentLog } from './host.ts'
export { createMiner, type MinerOptions, type MinerStatus, type RunningMiner } from './miner/create-miner.ts'
export { type NeuronView, registrationKey } from './neuron-view.ts'
export { createLog } from './run/create-log.ts'
export { logEvent } from './run/log-event.ts'
export { type BinOptions, runMinerBin, runValidatorBin } from './run/run-bin.ts'
export type {
  ExchangeRecord,
  ReceiptRecord,
  RoundRecord,
  ScoreRecord,
  ValidatorState,
  Verdict,
} from './state/validator-state.ts'
export { openValidatorState } from './state/validator-state.ts'
export {
  createValidator,
  type RunningValidator,
  type ValidatorOptions,
  type ValidatorStatus,
} from './validator/create-validator.ts'
