import { existsSync, readFileSync } from 'node:fs'
import { createLocalnet } from '@subnetkit/localnet'
import { type RuntimeView, runtimeView } from '../src/runtime/runtime-view.ts'
import { fetchMetadata } from '../src/runtime/runtimes.ts'
import { SocketProvider } from '../src/socket/socket-provider.ts'
import { type MockNode, startMockNode } from './mock-node.ts'

const folder = new URL('../../../../shared/subtensor-metadata/', import.meta.url)
const metadataFile = new URL('subtensor-finney-424.v15.scale', folder)
const metadataFileV14 = new URL('subtensor-finney-424.v14.scale', folder)

/** Whether the reference metadata of spec 424 lies beside the checkout; else our own dev chain's stands in. */
export const hasReference = existsSync(metadataFile)

const metadata: { readonly v14: string; readonly v15: string } = hasReference
  ? { v14: hexOf(readFileSync(metadataFileV14)), v15: hexOf(readFileSync(metadataFile)) }
  : await localnetMetadata()

/** The same runtime in the older format, without runtime APIs. */
export const v14Hex = (): string => metadata.v14

let view: RuntimeView | undefined

/** Spec 424 as its metadata describes it. */
export const spec424 = (): RuntimeView => {
  view ??= runtimeView({
    endpoint: 'reference metadata',
    specVersion: 424,
    transactionVersion: 1,
    metadata: metadata.v15,
  })
  return view
}

function hexOf(bytes: Uint8Array): string {
  return `0x${Buffer.from(bytes).toString('hex')}`
}

async function localnetMetadata() {
  const localnet = await createLocalnet()
  const provider = new SocketProvider(localnet.url)
  const rpc = {
    endpoint: localnet.url,
    send: <T>(method: string, params: readonly unknown[]) => provider.send<T>(method, params),
  }
  const found = { v14: await rpc.send<string>('state_getMetadata', []), v15: await fetchMetadata(rpc) }
  await provider.disconnect()
  await localnet.stop()
  return found
}

export interface MockSubtensor extends MockNode {
  readonly genesisHash: string
  readonly blockHash: string
  /** Stores the SCALE bytes of a value under its key. */
  store(pallet: string, item: string, keys: readonly unknown[], hex: string): void
  /** Answers a runtime API method with these SCALE bytes. */
  answer(apiMethod: string, hex: string): void
}

/** A node with the real metadata of spec 424, one block, and the state that the test stores. */
export async function startMockSubtensor(
  options: { genesisHash?: string; chainType?: string; port?: number } = {},
): Promise<MockSubtensor> {
  const node = await startMockNode(options.port)
  const genesisHash = options.genesisHash ?? `0x${'42'.repeat(32)}`
  const blockHash = `0x${'ab'.repeat(32)}`
  const storage = new Map<string, string>()
  const answers = new Map<string, string>()
  const answer = { genesisHash, blockHash }
  answers.set('Metadata_metadata_at_version', opaque(metadata.v15))
  node.handle('chain_getBlockHash', ({ params }) => (params[0] === 0 ? genesisHash : blockHash))
  node.handle('chain_getHeader', () => ({
    number: '0x1f4',
    parentHash: `0x${'01'.repeat(32)}`,
    stateRoot: `0x${'02'.repeat(32)}`,
    extrinsicsRoot: `0x${'03'.repeat(32)}`,
    digest: { logs: [] },
  }))
  node.handle('chain_subscribeNewHeads', () => 'heads')
  node.handle('chain_unsubscribeNewHeads', () => true)
  node.handle('state_getRuntimeVersion', () => ({
    specName: 'node-subtensor',
    implName: 'node-subtensor',
    authoringVersion: 1,
    specVersion: 424,
    implVersion: 1,
    apis: [],
    transactionVersion: 1,
    stateVersion: 1,
  }))
  node.handle('system_chain', () => 'Mock')
  node.handle('system_chainType', () => options.chainType ?? 'Local')
  node.handle('system_health', () => ({ peers: 0, isSyncing: false, shouldHavePeers: false }))
  node.handle('system_properties', () => ({ ss58Format: 42, tokenDecimals: 9, tokenSymbol: 'TAO' }))
  node.handle('rpc_methods', () => ({ methods: ['state_call', 'state_queryStorageAt'] }))
  node.handle('state_getMetadata', () => metadata.v14)
  node.handle('state_call', ({ params }) => {
    const hex = answers.get(String(params[0]))
    if (hex === undefined) throw { code: 4003, message: `Exported method ${params[0]} is not found` }
    return hex
  })
  node.handle('state_queryStorageAt', ({ params }) => {
    const keys = params[0] as string[]
    return [{ block: params[1], changes: keys.map((key) => [key, storage.get(key) ?? null]) }]
  })
  return {
    ...node,
    ...answer,
    store: (pallet, item, keys, hex) => void storage.set(spec424().storageKey(pallet, item, keys), hex),
    answer: (apiMethod, hex) => void answers.set(apiMethod, hex),
  }
}

/** `Option<Vec<u8>>` of some bytes. */
function opaque(hex: string): string {
  const bytes = Buffer.from(hex.slice(2), 'hex')
  const length = Buffer.alloc(4)
  length.writeUInt32LE(bytes.length * 4 + 2)
  return `0x01${length.toString('hex')}${bytes.toString('hex')}`
}
