export {
  type ActionOptions,
  addStake,
  batch,
  burnedRegister,
  registerNetwork,
  removeStake,
  serveAxon,
  setCommitment,
  setWeights,
  startCall,
  sudo,
  transfer,
} from './actions.ts'
export { type AxonAddress, decodeAxon, encodeAxonIp } from './axon.ts'
export { type BtcliContext, type BtcliTask, btcliLine } from './btcli.ts'
export type { Chain, Head } from './chain.ts'
export { decodeCommitment, readCommitment } from './commitment.ts'
export { type ConnectOptions, connect } from './connect.ts'
export { type EpochSchedule, type EpochState, isEpochDue, nextEpochBlock, readEpoch } from './epoch.ts'
export { chainErrors } from './errors.ts'
export {
  type HyperparameterDifference,
  hyperparameterDifferences,
  newSubnetDefaults,
} from './hyperparameter-defaults.ts'
export { type Hyperparameters, hyperparameterItems, readHyperparameters } from './hyperparameters.ts'
export { readMetagraph } from './metagraph.ts'
export type { Commitment, Market, Metagraph, NeuronInfo } from './metagraph-types.ts'
export { localEndpoint, type NetworkKind, networkKind, resolveEndpoint } from './network.ts'
export { blocksToWait, checkWeights, readWeightsState, type WeightsState } from './plan/check-weights.ts'
export { composeCall } from './plan/compose.ts'
export type * from './plan/intent.ts'
export { type ExecuteOptions, execute, type Plan, plan } from './plan/plan.ts'
export type { Findings, Violation } from './plan/violation.ts'
export type { Plain } from './runtime/plain.ts'
export type { RuntimeView } from './runtime/runtime-view.ts'
export type { Snapshot, StorageRead } from './snapshot.ts'
export { readBalance, readStake, type StakeQuery } from './stake.ts'
export type { ChainEvent, DispatchFailure } from './submit/events.ts'
export { customRefusals, type PoolRefusal, readPoolRefusal } from './submit/pool-refusals.ts'
export { knownRefusals, remedyFor } from './submit/remedies.ts'
export { type SignedExtrinsic, type SigningContext, signExtrinsic } from './submit/sign-extrinsic.ts'
export { isFreeCall, type SpendPolicy } from './submit/spend-guard.ts'
export type { Receipt, SubmitOptions, SubmittableCall } from './submit/submit.ts'
export { readNetworkCost, readSubnets, type SubnetInfo } from './subnets.ts'
export { type WaitForEpochOptions, waitForEpoch } from './wait-for-epoch.ts'
export { mechanismIndex, readBonds, readWeights, type WeightRow } from './weights.ts'
