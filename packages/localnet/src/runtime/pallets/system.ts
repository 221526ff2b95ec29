import { blake2_256 } from '../hashing.ts'
import { signed } from '../origin.ts'
import { call, constant, definePallet } from '../pallet.ts'
import { ss58Prefix } from '../runtime-config.ts'
import { perDispatchClass, type RuntimeVersion, runtimeVersion } from '../scale/block-types.ts'
import { weight } from '../scale/chain-types.ts'
import { bytes, struct } from '../scale/composites.ts'
import { bytesToHex } from '../scale/hex.ts'
import { u16, u32, u64 } from '../scale/primitives.ts'
import { option } from '../scale/variants.ts'
import { systemErrors, systemEvents, systemStorage } from './system-storage.ts'

/** How many block hashes the chain remembers, and so the longest life of a mortal transaction. */
export const blockHashCount = 2400

/** ref_time of any extrinsic besides its call. */
export const baseExtrinsicWeight = 108_157_000n

const weightsPerClass = struct('frame_system::limits::WeightsPerClass', {
  base_extrinsic: weight,
  max_extrinsic: option(weight),
  max_total: option(weight),
  reserved: option(weight),
})
const blockWeights = struct('frame_system::limits::BlockWeights', {
  base_block: weight,
  max_block: weight,
  per_class: perDispatchClass(weightsPerClass),
})
const blockLength = struct('frame_system::limits::BlockLength', { max: perDispatchClass(u32) })
const dbWeight = struct('sp_weights::RuntimeDbWeight', { read: u64, write: u64 })

const allProof = 18_446_744_073_709_551_615n
const mib = 1024 * 1024
const base = { ref_time: baseExtrinsicWeight, proof_size: 0n }

/** What a block may hold. The numbers are spec 424's. */
const limits = {
  base_block: { ref_time: 431_614_000n, proof_size: 0n },
  max_block: { ref_time: 4_000_000_000_000n, proof_size: allProof },
  per_class: {
    normal: {
      base_extrinsic: base,
      max_extrinsic: { ref_time: 2_599_891_843_000n, proof_size: 11_990_383_647_911_208_550n },
      max_total: { ref_time: 3_000_000_000_000n, proof_size: 13_835_058_055_282_163_711n },
      reserved: { ref_time: 0n, proof_size: 0n },
    },
    operational: {
      base_extrinsic: base,
      max_extrinsic: { ref_time: 3_599_891_843_000n, proof_size: 16_602_069_666_338_596_454n },
      max_total: { ref_time: 4_000_000_000_000n, proof_size: allProof },
      reserved: { ref_time: 1_000_000_000_000n, proof_size: 4_611_686_018_427_387_904n },
    },
    mandatory: {
      base_extrinsic: base,
      max_extrinsic: undefined,
      max_total: undefined,
      reserved: undefined,
    },
  },
}

/** Accounts, blocks and events. Source: frame_system. Code upgrades and raw storage calls are not offered. */
export const systemPallet = (version: RuntimeVersion) =>
  definePallet('System', 0, {
    crate: 'frame_system',
    storage: systemStorage,
    events: systemEvents,
    errors: systemErrors,
    constants: {
      BlockWeights: constant(blockWeights, limits, ['Block and extrinsic weights: base values and limits.']),
      BlockLength: constant(blockLength, {
        max: { normal: 7.5 * mib, operational: 10 * mib, mandatory: 10 * mib },
      }),
      BlockHashCount: constant(u32, blockHashCount, ['How many block hashes the chain remembers.']),
      DbWeight: constant(dbWeight, { read: 25_000_000n, write: 100_000_000n }),
      Version: constant(runtimeVersion, version),
      SS58Prefix: constant(u16, ss58Prefix),
    },
    calls: {
      remark: call(0, { remark: bytes }, () => {}, { docs: ['Put bytes on chain.'] }),
      remark_with_event: call(
        7,
        { remark: bytes },
        (chain, origin, { remark }) => {
          chain.emit(systemEvents.Remarked({ sender: signed(origin), hash: bytesToHex(blake2_256(remark)) }))
        },
        { docs: ['Put bytes on chain and emit an event.'] },
      ),
    },
  })
