import { localnetErrors } from '../errors.ts'
import { subtensorApis } from './apis/index.ts'
import { coreApis } from './executive/core-apis.ts'
import { paymentApis } from './executive/payment-apis.ts'
import { blake2_64 } from './hashing.ts'
import { type EncodedMetadata, encodeMetadata } from './metadata/encode-metadata.ts'
import { openContext } from './open-context.ts'
import { outerTypes } from './outer-types.ts'
import type { Pallet } from './pallet.ts'
import { allPallets } from './pallets/index.ts'
import type { ApiMethod, RuntimeApi } from './runtime-api.ts'
import { type RuntimeConfig, specName, specVersion, transactionVersion } from './runtime-config.ts'
import type { RuntimeVersion } from './scale/block-types.ts'
import { bytesToHex } from './scale/hex.ts'
import { Reader } from './scale/reader.ts'
import type { OuterTypes } from './scale/type.ts'
import { Writer } from './scale/writer.ts'
import type { StateView } from './state-view.ts'

/** Anything that runs the chain's rules on a state: the TypeScript runtime, later a WASM one. */
export interface RuntimeHost {
  /**
   * Calls an exported function by Substrate's name, `Api_method`, with SCALE arguments.
   *
   * @throws RUNTIME_METHOD_UNKNOWN, and whatever the method itself refuses
   */
  call(name: string, args: Uint8Array, state: StateView): Uint8Array
}

/** The TypeScript runtime. */
export interface Runtime extends RuntimeHost {
  readonly config: RuntimeConfig
  readonly version: RuntimeVersion
  readonly pallets: readonly Pallet[]
  readonly apis: readonly RuntimeApi[]
  readonly outer: OuterTypes
  /** Metadata as clients read it, starting with `meta`. */
  metadata(version: 14 | 15): Uint8Array
}

/**
 * Puts the runtime together.
 *
 * @example
 * ```ts
 * import { createRuntime } from '@subnetkit/localnet/runtime'
 * const runtime = createRuntime({ slotDurationMs: 12_000 })
 * runtime.call('Core_version', new Uint8Array(), state)
 * ```
 */
export function createRuntime(config: RuntimeConfig): Runtime {
  const self = (): Runtime => runtime
  const apis = [...coreApis(self), ...paymentApis(self), ...subtensorApis]
  const version: RuntimeVersion = {
    spec_name: specName,
    impl_name: specName,
    authoring_version: 1,
    spec_version: specVersion,
    impl_version: 1,
    apis: apis.map((api) => [bytesToHex(blake2_64(new TextEncoder().encode(api.name))), api.version]),
    transaction_version: transactionVersion,
    system_version: 1,
  }
  const pallets = allPallets(config, version)
  const outer = outerTypes(pallets)
  const methods = new Map<string, ApiMethod>(
    apis.flatMap((api) =>
      Object.entries(api.methods).map(([name, method]): [string, ApiMethod] => [
        `${api.name}_${name}`,
        method,
      ]),
    ),
  )
  const cache = new Map<number, EncodedMetadata>()

  const runtime: Runtime = {
    config,
    version,
    pallets,
    apis,
    outer,
    metadata: (wanted) => {
      const made = cache.get(wanted) ?? encodeMetadata({ pallets, apis, outer }, wanted)
      cache.set(wanted, made)
      return made
    },
    call: (name, args, state) => {
      const method = methods.get(name)
      if (!method) throw localnetErrors.RUNTIME_METHOD_UNKNOWN({ method: name })
      const reader = new Reader(args, outer)
      const inputs = Object.fromEntries(
        Object.entries(method.inputs).map(([input, type]) => [input, type.read(reader)]),
      )
      const writer = new Writer(outer)
      method.output.write(method.run(openContext(state), inputs), writer)
      return writer.finish()
    },
  }
  return runtime
}
