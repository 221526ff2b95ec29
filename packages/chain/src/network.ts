import { chainErrors } from './errors.ts'

/**
 * What a chain is, told from its genesis hash first: `finney` and `test` hold funds that matter; `local` says of
 * itself that it is a local or development chain; anything else is `other`.
 */
export type NetworkKind = 'finney' | 'test' | 'local' | 'other'

/** The address that `local` means unless BT_CHAIN_ENDPOINT says otherwise. */
export const localEndpoint = 'ws://127.0.0.1:9944'

const endpoints: Readonly<Record<string, string>> = {
  finney: 'wss://entrypoint-finney.opentensor.ai:443',
  test: 'wss://test.finney.opentensor.ai:443',
}

const genesisHashes: Readonly<Record<string, NetworkKind>> = {
  '0x2f0555cc76fc2840a25a6ea3b9637146806f1f44b090c175ffde2a7e5ab36c03': 'finney',
  '0x8f9cf856bf558a14440e75569c9e58594757048d7b3a84b5d25f6bd978263105': 'test',
}

/**
 * The websocket address of a network name (`local`, `test`, `finney`) or of an address.
 * `local` is `BT_CHAIN_ENDPOINT` when that is set, as in the official tools.
 *
 * @throws CHAIN_ENDPOINT_INVALID
 * @example
 * ```ts
 * import { resolveEndpoint } from '@subnetkit/chain'
 * resolveEndpoint('test') // 'wss://test.finney.opentensor.ai:443'
 * ```
 */
export function resolveEndpoint(
  network: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): string {
  if (Object.hasOwn(endpoints, network)) return endpoints[network]!
  const endpoint = network === 'local' ? env.BT_CHAIN_ENDPOINT || localEndpoint : network
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null
  if (!url || (url.protocol !== 'ws:' && url.protocol !== 'wss:') || url.hostname === '') {
    throw chainErrors.CHAIN_ENDPOINT_INVALID({ endpoint: endpoint.slice(0, 200) })
  }
  return endpoint
}

/**
 * The kind of a network. The genesis hash decides, because signatures are bound to it: a node that lies about it
 * gets signatures that are worth nothing on the chain it hides.
 *
 * @param chainType `system_chainType` of the node: `Local`, `Development`, `Live`, …
 */
export function networkKind(genesisHash: string, chainType: string): NetworkKind {
  const known = genesisHashes[genesisHash.toLowerCase()]
  if (known) return known
  return chainType === 'Local' || chainType === 'Development' ? 'local' : 'other'
}
