import { chainErrors } from './errors.ts'

/** Where a neuron listens. `ip` is IPv4 dotted (also for `::ffff:` mapped addresses) or IPv6 text. */
export interface AxonAddress {
  readonly ip: string
  readonly port: number
}

const mappedPrefix = 0xffffn << 32n

/**
 * The address inside an on-chain AxonInfo; null for ip 0 or port 0, which mean "not serving".
 * IPv4-mapped IPv6 (`::ffff:1.2.3.4`) comes back as the IPv4 address that one connects to.
 *
 * @param ip the integer that the chain stores
 * @param ipType 4 or 6
 */
export function decodeAxon(ip: bigint, port: number, ipType: number): AxonAddress | null {
  if (ip === 0n || port === 0) return null
  const isMapped = ip >> 32n === mappedPrefix >> 32n
  if (isMapped) return { ip: dotted(ip & 0xffff_ffffn), port }
  if (ipType === 4 || (ipType !== 6 && ip < 1n << 32n)) {
    return ip < 1n << 32n ? { ip: dotted(ip), port } : null
  }
  return { ip: compressed(ip), port }
}

/**
 * An address as `serve_axon` takes it: the integer and the ip type.
 *
 * @throws CHAIN_ARGUMENT for text that is no IP address
 */
export function encodeAxonIp(ip: string): { ip: bigint; ipType: 4 | 6 } {
  const v4 = parseV4(ip)
  if (v4 !== null) return { ip: v4, ipType: 4 }
  const v6 = parseV6(ip)
  if (v6 !== null) return { ip: v6, ipType: 6 }
  throw chainErrors.CHAIN_ARGUMENT({ argument: 'ip', reason: `"${ip.slice(0, 60)}" is not an IP address` })
}

const dotted = (ip: bigint): string => [24n, 16n, 8n, 0n].map((shift) => (ip >> shift) & 255n).join('.')

function compressed(ip: bigint): string {
  const groups = Array.from({ length: 8 }, (_, at) => ((ip >> BigInt(112 - 16 * at)) & 0xffffn).toString(16))
  // RFC 5952: the longest run of two or more zero groups, the first of equals, becomes '::'.
  let best = { from: 0, length: 1 }
  for (let from = 0; from < 8; from++) {
    let length = 0
    while (from + length < 8 && groups[from + length] === '0') length++
    if (length > best.length) best = { from, length }
  }
  if (best.length < 2) return groups.join(':')
  return `${groups.slice(0, best.from).join(':')}::${groups.slice(best.from + best.length).join(':')}`
}

function parseV4(text: string): bigint | null {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)
  if (!match) return null
  const parts = match.slice(1)
  if (parts.some((part) => Number(part) > 255 || (part.length > 1 && part.startsWith('0')))) return null
  return parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n)
}

function parseV6(text: string): bigint | null {
  const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text)
  if (tail) {
    const v4 = parseV4(tail[2]!)
    if (v4 === null) return null
    return parseV6(`${tail[1]}${(v4 >> 16n).toString(16)}:${(v4 & 0xffffn).toString(16)}`)
  }
  const halves = text.split('::')
  if (halves.length > 2) return null
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')))
  const head = groups[0]!
  const rest = groups[1] ?? []
  const zeros = halves.length === 2 ? 8 - head.length - rest.length : 0
  if (halves.length === 2 && zeros < 1) return null
  const all = [...head, ...Array.from({ length: zeros }, () => '0'), ...rest]
  if (all.length !== 8 || all.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return null
  return all.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n)
}
