import { call } from '../../../pallet.ts'
import { compact, tuple, vec } from '../../../scale/composites.ts'
import { u8, u16, u64 } from '../../../scale/primitives.ts'
import { errors } from '../errors.ts'
import { refuse } from '../guards.ts'
import { hasStakeForWeights, setWeights, setWeightsBatch, weightsGuard } from '../set-weights.ts'

const FREE = { pays: 'no' } as const

/** Validators say what they think of the others. */
export const weightsCalls = {
  set_weights: call(
    0,
    { netuid: u16, dests: vec(u16), weights: vec(u16), version_key: u64 },
    (chain, origin, { netuid, dests, weights, version_key: versionKey }) =>
      setWeights(chain, origin, { netuid, mechanism: 0, uids: dests, values: weights, versionKey }),
    {
      ...FREE,
      docs: ['Set the weights of the signing hotkey on a subnet.'],
      validate: (chain, who, { netuid }) => refuse(weightsGuard(chain, who, netuid, 0)),
    },
  ),
  set_mechanism_weights: call(
    119,
    { netuid: u16, mecid: u8, dests: vec(u16), weights: vec(u16), version_key: u64 },
    (chain, origin, { netuid, mecid: mechanism, dests, weights, version_key: versionKey }) =>
      setWeights(chain, origin, { netuid, mechanism, uids: dests, values: weights, versionKey }),
    {
      ...FREE,
      docs: ['Set the weights of the signing hotkey on one mechanism of a subnet.'],
      validate: (chain, who, { netuid, mecid }) => refuse(weightsGuard(chain, who, netuid, mecid)),
    },
  ),
  batch_set_weights: call(
    80,
    {
      netuids: vec(compact(u16)),
      weights: vec(vec(tuple(compact(u16), compact(u16)))),
      version_keys: vec(compact(u64)),
    },
    (chain, origin, { netuids, weights, version_keys: keys }) =>
      setWeightsBatch(chain, origin, netuids, weights, keys),
    {
      ...FREE,
      docs: ['Set weights on several subnets; each by itself.'],
      validate: (chain, who, { netuids, weights, version_keys: keys }) => {
        if (netuids.length !== weights.length || netuids.length !== keys.length) {
          refuse(errors.InputLengthsUnequal())
        }
        for (const netuid of netuids) {
          if (!hasStakeForWeights(chain, who, netuid)) refuse(errors.NotEnoughStakeToSetWeights())
        }
      },
    },
  ),
}
