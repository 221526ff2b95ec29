import type { ChainContext } from '../../chain-context.ts'
import type { DispatchFailure } from '../../dispatch-error.ts'
import { type Origin, signed } from '../../origin.ts'
import type { AccountId } from '../../scale/chain-types.ts'
import { u8, u16, u32, u128 } from '../../scale/primitives.ts'
import type { FieldsOf } from '../../scale/type.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { isPast } from './rate-limits.ts'
import { storage } from './storage.ts'

/*
 * Neurons say where they can be reached. Source: pallets/subtensor, subnets/serving.rs.
 */

export const prometheusArgs = { netuid: u16, version: u32, ip: u128, port: u16, ip_type: u8 }
export const axonArgs = { ...prometheusArgs, protocol: u8, placeholder1: u8, placeholder2: u8 }

type Endpoint = FieldsOf<typeof prometheusArgs>

const LOCALHOST_V4 = 0x7f000001n
const LAST_V4 = 0xffff_ffffn
const LOCALHOST_V6 = 1n
const LAST_V6 = (1n << 128n) - 1n

const isUsableAddress = (type: number, ip: bigint): boolean =>
  type === 4 ? ip < LAST_V4 && ip !== LOCALHOST_V4 : ip !== LAST_V6 && ip !== LOCALHOST_V6

/** Why an endpoint cannot be served, or undefined. Zero is a fine address for an axon, not for Prometheus. */
function problem(
  chain: ChainContext,
  hotkey: AccountId,
  { netuid, ip, ip_type: type, port }: Endpoint,
  last: bigint,
  allowZero: boolean,
): DispatchFailure | undefined {
  if (!storage.Uids.has(chain, netuid, hotkey)) return errors.HotKeyNotRegisteredInNetwork()
  if (type !== 4 && type !== 6) return errors.InvalidIpType()
  if (!isUsableAddress(type, ip) || (ip === 0n && !allowZero)) return errors.InvalidIpAddress()
  if (!isPast(chain, last, storage.ServingRateLimit.get(chain, netuid))) {
    return errors.ServingRateLimitExceeded()
  }
  return port === 0 ? errors.InvalidPort() : undefined
}

export const axonProblem = (
  chain: ChainContext,
  hotkey: AccountId,
  endpoint: Endpoint,
): DispatchFailure | undefined =>
  problem(chain, hotkey, endpoint, storage.Axons.get(chain, endpoint.netuid, hotkey)?.block ?? 0n, true)

export const prometheusProblem = (
  chain: ChainContext,
  hotkey: AccountId,
  endpoint: Endpoint,
): DispatchFailure | undefined =>
  problem(chain, hotkey, endpoint, storage.Prometheus.get(chain, endpoint.netuid, hotkey)?.block ?? 0n, false)

/** A TLS certificate: the algorithm's byte, then the key. One that is none is left out without a word. */
function storeCertificate(chain: ChainContext, netuid: number, hotkey: AccountId, bytes: Uint8Array): void {
  if (bytes.length === 0 || bytes.length > 65) return
  storage.NeuronCertificates.set(chain, netuid, hotkey, {
    algorithm: bytes[0]!,
    public_key: bytes.slice(1),
  })
}

/** A hotkey publishes its axon. */
export function serveAxon(
  chain: ChainContext,
  origin: Origin,
  axon: FieldsOf<typeof axonArgs>,
  certificate?: Uint8Array,
): void {
  const hotkey = signed(origin)
  const found = axonProblem(chain, hotkey, axon)
  if (found) throw found
  const { netuid, ...info } = axon
  if (certificate) storeCertificate(chain, netuid, hotkey, certificate)
  storage.Axons.set(chain, netuid, hotkey, { ...info, block: BigInt(chain.block) })
  chain.emit(events.AxonServed(netuid, hotkey))
}

/** A hotkey publishes where its metrics are. */
export function servePrometheus(chain: ChainContext, origin: Origin, endpoint: Endpoint): void {
  const hotkey = signed(origin)
  const found = prometheusProblem(chain, hotkey, endpoint)
  if (found) throw found
  const { netuid, ...info } = endpoint
  storage.Prometheus.set(chain, netuid, hotkey, { ...info, block: BigInt(chain.block) })
  chain.emit(events.PrometheusServed(netuid, hotkey))
}
