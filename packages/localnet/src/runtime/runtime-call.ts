import type { CallDefinition } from './pallet.ts'
import type { Reader } from './scale/reader.ts'
import type { OuterTypes, Ty, TypeRegistry } from './scale/type.ts'
import type { Writer } from './scale/writer.ts'

/** A decoded call of any pallet. */
export interface RuntimeCall {
  readonly pallet: string
  readonly name: string
  readonly definition: CallDefinition
  readonly args: Readonly<Record<string, unknown>>
}

const need = (outer: OuterTypes | undefined): OuterTypes => {
  if (!outer) throw new TypeError('calls and events can only be coded within a runtime')
  return outer
}

/** The type of a call inside a call (batches, sudo); which calls there are only the runtime knows. */
export const runtimeCall: Ty<RuntimeCall> = {
  structural: false,
  leastSize: 2,
  write: (value: RuntimeCall, writer: Writer) => need(writer.outer).call.write(value, writer),
  read: (reader: Reader) => reader.nested(() => need(reader.outer).call.read(reader) as RuntimeCall),
  alias: (outer) => outer.call,
  describe: (registry: TypeRegistry) => registry.outer.call.describe(registry),
}
