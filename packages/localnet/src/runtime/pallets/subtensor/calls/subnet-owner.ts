import { call } from '../../../pallet.ts'
import { bytes } from '../../../scale/composites.ts'
import { u16, u32 } from '../../../scale/primitives.ts'
import { setIdentity, setSubnetIdentity } from '../identity.ts'
import { setActivityCutoffFactor, setTempo, triggerEpoch } from '../tempo.ts'

/** What an owner does besides the hyperparameters of AdminUtils, and what a coldkey says about itself. */
export const subnetOwnerCalls = {
  set_identity: call(
    68,
    {
      name: bytes,
      url: bytes,
      github_repo: bytes,
      image: bytes,
      discord: bytes,
      description: bytes,
      additional: bytes,
    },
    (chain, origin, identity) => setIdentity(chain, origin, identity),
    { docs: ['Say who the signing coldkey is.'] },
  ),
  set_subnet_identity: call(
    78,
    {
      netuid: u16,
      subnet_name: bytes,
      github_repo: bytes,
      subnet_contact: bytes,
      subnet_url: bytes,
      discord: bytes,
      description: bytes,
      logo_url: bytes,
      additional: bytes,
    },
    (chain, origin, { netuid, ...identity }) => setSubnetIdentity(chain, origin, netuid, identity),
    { docs: ['Say what a subnet is.'] },
  ),
  set_tempo: call(
    139,
    { netuid: u16, tempo: u16 },
    (chain, origin, { netuid, tempo }) => setTempo(chain, origin, netuid, tempo),
    { docs: ['Set the blocks of an epoch, 360 to 50400.'] },
  ),
  set_activity_cutoff_factor: call(
    140,
    { netuid: u16, factor_milli: u32 },
    (chain, origin, { netuid, factor_milli: factor }) =>
      setActivityCutoffFactor(chain, origin, netuid, factor),
    { docs: ['Set after how many tempos ÷ 1000 without weights a validator is inactive.'] },
  ),
  trigger_epoch: call(
    141,
    { netuid: u16 },
    (chain, origin, { netuid }) => triggerEpoch(chain, origin, netuid),
    { docs: ['Have an epoch run soon.'] },
  ),
}
