import type { RuntimeApi } from '../runtime-api.ts'
import { delegateApi } from './delegate-api.ts'
import { neuronApi } from './neuron-api.ts'
import { stakeApi } from './stake-api.ts'
import { subnetApi, subnetRegistrationApi } from './subnet-api.ts'
import { swapApi } from './swap-api.ts'

/** The queries that only Subtensor answers. */
export const subtensorApis: readonly RuntimeApi[] = [
  delegateApi,
  neuronApi,
  subnetApi,
  stakeApi,
  subnetRegistrationApi,
  swapApi,
]
