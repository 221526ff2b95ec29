import { definePallet } from '../../pallet.ts'
import { subtensorGenesis } from '../../subtensor-genesis.ts'
import { blockStep } from './block-step.ts'
import { neuronCalls } from './calls/neuron.ts'
import { registrationCalls } from './calls/registration.ts'
import { stakingCalls } from './calls/staking.ts'
import { subnetOwnerCalls } from './calls/subnet-owner.ts'
import { weightsCalls } from './calls/weights.ts'
import { constants } from './constants.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { storage } from './storage.ts'

/**
 * Bittensor itself: subnets, neurons, stake, weights, epochs and emission, with the names, indices and types of spec
 * 424. Storage, errors and events are all declared; of the calls, those that work.
 */
export const subtensorModule = definePallet('SubtensorModule', 7, {
  crate: 'pallet_subtensor',
  storage,
  errors,
  events,
  constants,
  calls: {
    ...weightsCalls,
    ...stakingCalls,
    ...neuronCalls,
    ...registrationCalls,
    ...subnetOwnerCalls,
  },
  genesis: subtensorGenesis,
  onInitialize: blockStep,
})
