import { expandMetadata, Metadata, StorageKey, TypeRegistry, unwrapStorageType } from '@polkadot/types'
import type { Call, DispatchError } from '@polkadot/types/interfaces'
import type { StorageEntry } from '@polkadot/types/primitive/types'
import type { Codec, Registry } from '@polkadot/types/types'
import { chainErrors } from '../errors.ts'
import { type Plain, plain } from './plain.ts'

const noBytes = { extrinsic: {}, payload: {} }

/** The transaction extensions of Subtensor that @polkadot does not know. They add no bytes to a transaction. */
export const subtensorExtensions = {
  SudoTransactionExtension: noBytes,
  CheckShieldedTxValidity: noBytes,
  SubtensorTransactionExtension: noBytes,
  DrandPriority: noBytes,
}

/** One version of the runtime, seen through its metadata: how to name, encode and decode everything in it. */
export interface RuntimeView {
  readonly specVersion: number
  readonly transactionVersion: number
  readonly registry: Registry
  has(pallet: string, item: string): boolean
  /** Storage key in hex. */
  storageKey(pallet: string, item: string, keys: readonly unknown[]): string
  /** The value of a storage entry; null stands for no entry: the default of the item, or null. */
  decodeStorage(pallet: string, item: string, value: string | null): Plain
  hasApi(api: string, method: string): boolean
  /** SCALE arguments of a runtime API method, in hex. */
  encodeApiArguments(api: string, method: string, args: readonly unknown[]): string
  decodeApiResult(api: string, method: string, bytes: string): Plain
  /** A call by its names in the runtime, for example `SubtensorModule`, `set_weights`. */
  call(pallet: string, name: string, args: readonly unknown[]): Call
  constant(pallet: string, name: string): Plain
  /** The pallet's real name from @polkadot's camelCase section. */
  palletName(section: string): string
  moduleError(error: DispatchError): { pallet: string; name: string; docs: string }
}

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1)
const camel = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())

/**
 * Builds the view of a runtime from its metadata (`0x6d657461…`, V14 or V15; V14 has no runtime APIs).
 * Indices, types and hashers all come from there, nothing is assumed.
 */
export function runtimeView(options: {
  readonly endpoint: string
  readonly specVersion: number
  readonly transactionVersion: number
  readonly metadata: string
  /** A registry that already holds exactly this metadata, to spare a second parse. */
  readonly parsed?: { readonly registry: Registry; readonly metadata: Metadata }
}): RuntimeView {
  const { endpoint, specVersion, transactionVersion } = options
  const { registry, metadata } = options.parsed ?? parse(options.metadata)
  const decorated = expandMetadata(registry, metadata)
  const missing = (item: string) => chainErrors.CHAIN_INTERFACE_MISSING({ endpoint, specVersion, item })

  const storage = (pallet: string, item: string): StorageEntry | undefined => {
    const entries = decorated.query[lowerFirst(pallet)]
    if (!entries) return undefined
    // @polkadot lower-cases runs of capitals (CKBurn -> ckBurn): look by the real name when the plain one fails.
    return (
      entries[lowerFirst(item)] ??
      Object.values(entries).find((entry) => entry.meta?.name?.toString() === item)
    )
  }
  const entryOf = (pallet: string, item: string): StorageEntry => {
    const entry = storage(pallet, item)
    if (!entry) throw missing(`${pallet}.${item}`)
    return entry
  }
  const methodOf = (api: string, method: string) =>
    metadata.asLatest.apis
      .find(({ name }) => name.toString() === api)
      ?.methods.find(({ name }) => name.toString() === method)
  const apiOf = (api: string, method: string) => {
    const found = methodOf(api, method)
    if (!found) throw missing(`runtime API ${api}.${method}`)
    return found
  }
  const decode = (type: string, value: string | Uint8Array, item: string): Plain => {
    const bytes = typeof value === 'string' ? hexBytes(value) : value
    let codec: Codec
    try {
      codec = registry.createTypeUnsafe(type, [bytes])
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message.slice(0, 200) : 'undecodable bytes'
      throw chainErrors.CHAIN_DECODE({ item, reason }, { cause })
    }
    // @polkadot reads zeros past the end and ignores what is left over.
    if (codec.encodedLength !== bytes.length) {
      const reason = `${bytes.length} bytes instead of ${codec.encodedLength}`
      throw chainErrors.CHAIN_DECODE({ item, reason })
    }
    return plain(codec)
  }
  const palletName = (section: string): string =>
    metadata.asLatest.pallets.find(({ name }) => lowerFirst(name.toString()) === section)?.name.toString() ??
    section

  return {
    specVersion,
    transactionVersion,
    palletName,
    registry,
    has: (pallet, item) => storage(pallet, item) !== undefined,
    storageKey: (pallet, item, keys) => new StorageKey(registry, [entryOf(pallet, item), [...keys]]).toHex(),
    decodeStorage(pallet, item, value) {
      const { meta } = entryOf(pallet, item)
      if (value === null && meta.modifier.isOptional) return null
      const type = unwrapStorageType(registry, meta.type)
      return decode(type, value ?? meta.fallback.toU8a(true), `${pallet}.${item}`)
    },
    hasApi: (api, method) => methodOf(api, method) !== undefined,
    encodeApiArguments(api, method, args) {
      const { inputs } = apiOf(api, method)
      const bytes = inputs.map(({ type }, at) =>
        registry.createTypeUnsafe(registry.createLookupType(type), [args[at]]).toU8a(),
      )
      return `0x${Buffer.concat(bytes).toString('hex')}`
    },
    decodeApiResult: (api, method, bytes) =>
      decode(registry.createLookupType(apiOf(api, method).output), bytes, `${api}.${method}`),
    call(pallet, name, args) {
      const creator = decorated.tx[lowerFirst(pallet)]?.[camel(name)]
      if (!creator) throw missing(`call ${pallet}.${name}`)
      return registry.createType('Call', creator(...args).toU8a()) as unknown as Call
    },
    constant(pallet, name) {
      const constant = decorated.consts[lowerFirst(pallet)]?.[lowerFirst(name)]
      if (!constant) throw missing(`constant ${pallet}.${name}`)
      return plain(constant)
    },
    moduleError(error) {
      if (error.isModule) {
        const { section, name, docs } = registry.findMetaError(error.asModule)
        return { pallet: palletName(section), name, docs: docs.join(' ').trim() }
      }
      const value = plain(error)
      const inner = typeof value === 'object' && value !== null && 'value' in value ? value.value : null
      const kind = typeof inner === 'object' && inner !== null && 'type' in inner ? `${inner.type}` : null
      return { pallet: kind === null ? 'System' : error.type, name: kind ?? error.type, docs: '' }
    },
  }
}

function parse(hex: string): { registry: Registry; metadata: Metadata } {
  const registry = new TypeRegistry()
  const metadata = new Metadata(registry, hex as `0x${string}`)
  registry.setMetadata(metadata, undefined, subtensorExtensions, true)
  return { registry, metadata }
}

/** The bytes of `0x…`. */
export const hexBytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.slice(2), 'hex'))
