import { accountId, boundedBytes, btreeSet, percent, u64f64 } from '../../scale/chain-types.ts'
import { byteArray, bytes, newtype, struct } from '../../scale/composites.ts'
import { i64, u8, u16, u32, u64, u128 } from '../../scale/primitives.ts'
import type { Ty } from '../../scale/type.ts'
import { arm, enumeration, option, variant } from '../../scale/variants.ts'

/** The eight letters of a pallet's account. */
export const palletId = newtype('frame_support::PalletId', byteArray(8))

const optionalBytes = option(bytes)

/** `Option<Vec<u8>>` with null for none, so that none can be a default. */
export const nullableBytes: Ty<Uint8Array | null> = {
  ...optionalBytes,
  write: (value, writer) => optionalBytes.write(value ?? undefined, writer),
  read: (reader) => optionalBytes.read(reader) ?? null,
}

export const axonInfo = struct('pallet_subtensor::pallet::AxonInfo', {
  block: u64,
  version: u32,
  ip: u128,
  port: u16,
  ip_type: u8,
  protocol: u8,
  placeholder1: u8,
  placeholder2: u8,
})

export const prometheusInfo = struct('pallet_subtensor::pallet::PrometheusInfo', {
  block: u64,
  version: u32,
  ip: u128,
  port: u16,
  ip_type: u8,
})

export const neuronCertificate = struct('pallet_subtensor::pallet::NeuronCertificate', {
  public_key: boundedBytes,
  algorithm: u8,
})

export const chainIdentityV2 = struct('pallet_subtensor::pallet::ChainIdentityV2', {
  name: bytes,
  url: bytes,
  github_repo: bytes,
  image: bytes,
  discord: bytes,
  description: bytes,
  additional: bytes,
})

export const subnetIdentityV3 = struct('pallet_subtensor::pallet::SubnetIdentityV3', {
  subnet_name: bytes,
  github_repo: bytes,
  subnet_contact: bytes,
  subnet_url: bytes,
  discord: bytes,
  description: bytes,
  logo_url: bytes,
  additional: bytes,
})

export const lockState = struct('pallet_subtensor::staking::lock::LockState', {
  locked_mass: u64,
  conviction: u64f64,
  last_update: u64,
})

export const subnetLease = struct(
  'pallet_subtensor::subnets::leasing::SubnetLease',
  {
    beneficiary: accountId,
    coldkey: accountId,
    hotkey: accountId,
    emissions_share: percent,
    end_block: option(u32),
    netuid: u16,
    cost: u64,
  },
  { AccountId: accountId, BlockNumber: u32, Balance: u64 },
)

export const safeFloatType = struct('share_pool::SafeFloat', {
  mantissa: u128,
  exponent: i64,
})

export const recycleOrBurn = enumeration('pallet_subtensor::pallet::RecycleOrBurnEnum', ['Burn', 'Recycle'])

export const rootClaimType = variant('pallet_subtensor::pallet::RootClaimTypeEnum', {
  Swap: arm(0),
  Keep: arm(1),
  KeepSubnets: arm(2, { subnets: btreeSet(u16) }),
})

export const hyperparameter = enumeration('pallet_subtensor::utils::rate_limiting::Hyperparameter', [
  'Unknown',
  'ServingRateLimit',
  'MaxDifficulty',
  'AdjustmentAlpha',
  'MaxWeightLimit',
  'ImmunityPeriod',
  'MinAllowedWeights',
  'Kappa',
  'Rho',
  'ActivityCutoff',
  'PowRegistrationAllowed',
  'MinBurn',
  'MaxBurn',
  'BondsMovingAverage',
  'BondsPenalty',
  'CommitRevealEnabled',
  'LiquidAlphaEnabled',
  'AlphaValues',
  'WeightCommitInterval',
  'TransferEnabled',
  'AlphaSigmoidSteepness',
  'Yuma3Enabled',
  'BondsResetEnabled',
  'ImmuneNeuronLimit',
  'RecycleOrBurn',
  'MaxAllowedUids',
  'BurnHalfLife',
  'BurnIncreaseMult',
  'SubnetEmissionEnabled',
  'MinChildkeyTake',
  'ActivityCutoffFactorMilli',
  'TriggerEpoch',
])

export const rateLimitKey = variant(
  'pallet_subtensor::RateLimitKey',
  {
    SetSNOwnerHotkey: arm(0, [u16]),
    OwnerHyperparamUpdate: arm(1, [u16, hyperparameter]),
    NetworkLastRegistered: arm(2),
    LastTxBlock: arm(3, [accountId]),
    LastTxBlockChildKeyTake: arm(4, [accountId]),
    LastTxBlockDelegateTake: arm(5, [accountId]),
    AddStakeBurn: arm(6, [u16]),
  },
  { params: { AccountId: accountId } },
)
