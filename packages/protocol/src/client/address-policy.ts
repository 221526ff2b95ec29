import { BlockList, isIP, isIPv4 } from 'node:net'

/** What an IP address is for. */
export type AddressKind = 'public' | 'loopback' | 'private' | 'link-local' | 'useless'

// 'useless' is what no axon can have: unspecified, multicast, documentation, translation prefixes, future use.
// They come first: an address is what its first list says.
const ranges: Readonly<Record<Exclude<AddressKind, 'public'>, readonly string[]>> = {
  useless: [
    '0.0.0.0/8',
    '192.0.0.0/24',
    '192.0.2.0/24',
    '198.18.0.0/15',
    '198.51.100.0/24',
    '203.0.113.0/24',
    '224.0.0.0/4',
    '240.0.0.0/4',
    '::/128',
    '64:ff9b::/96',
    '64:ff9b:1::/48',
    '100::/64',
    '2001::/23',
    '2001:db8::/32',
    '2002::/16',
    'ff00::/8',
  ],
  loopback: ['127.0.0.0/8', '::1/128'],
  private: ['10.0.0.0/8', '100.64.0.0/10', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
  'link-local': ['169.254.0.0/16', 'fe80::/10', 'fec0::/10'],
}

const lists = Object.entries(ranges).map(([kind, subnets]) => {
  const v4 = new BlockList()
  const v6 = new BlockList()
  for (const subnet of subnets) {
    const [network = '', bits] = subnet.split('/')
    if (isIPv4(network)) v4.addSubnet(network, Number(bits), 'ipv4')
    else v6.addSubnet(network, Number(bits), 'ipv6')
  }
  return { kind: kind as AddressKind, v4, v6 }
})

/** `::ffff:127.0.0.1` in any spelling is 127.0.0.1; other addresses stay as they are. */
export function unmapAddress(ip: string): string {
  if (isIP(ip) !== 6) return ip
  const dotted = /^(?:0*:)*:?ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1]
  if (dotted !== undefined) return dotted
  const hex = /^(?:0*:)*:?ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(ip)
  if (!hex) return ip
  const [high, low] = [Number.parseInt(hex[1]!, 16), Number.parseInt(hex[2]!, 16)]
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}

/** Sorts an IP address; text that is none is 'useless'. */
export function addressKind(ip: string): AddressKind {
  const plain = unmapAddress(ip)
  const version = isIP(plain)
  if (version === 0) return 'useless'
  for (const { kind, v4, v6 } of lists) {
    if (version === 4 ? v4.check(plain, 'ipv4') : v6.check(plain, 'ipv6')) return kind
  }
  // ::/96, the "IPv4-compatible" form, was given up long ago; some systems still route it to the IPv4 address.
  return version === 6 && /^(?:0*:)+[^:]*(?::[^:]*)?$/.test(plain) ? 'useless' : 'public'
}

/** Whether a client may connect there. On a public network an axon has no business naming the caller's own. */
export function mayConnect(ip: string, allowLocal: boolean): boolean {
  const kind = addressKind(ip)
  return kind === 'public' || (allowLocal && kind !== 'useless')
}
