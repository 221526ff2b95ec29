import { knownRefusals, remedyFor } from '../../../../packages/chain/src/submit/remedies.ts'
import { moduleErrorTable } from '../../../../packages/localnet/src/runtime/dispatch-error.ts'
import { createRuntime } from '../../../../packages/localnet/src/runtime/runtime.ts'

/** What the chain says of an error, by pallet: the declarations of localnet hold the runtime's words. */
function declaredErrors(): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const { name: pallet, errors } of createRuntime({ slotDurationMs: 12_000 }).pallets) {
    for (const [name, { docs }] of Object.entries(errors?.[moduleErrorTable] ?? {})) {
      found.set(name, [...(found.get(name) ?? []), [`\`${pallet}.${name}\``, ...docs].join(': ')])
    }
  }
  return found
}

/** A heading per refusal of the chain or its pool that has a remedy, or that a pallet of localnet declares. */
export function refusalsPage(): string {
  const declared = declaredErrors()
  const names = [...new Set([...knownRefusals, ...declared.keys()])].sort()
  const known = new Set(knownRefusals)
  return `${[
    '# Refusals of the chain',
    'A transaction can be refused by the pool or fail in a pallet. [CHAIN_POOL_REFUSED](CHAIN_POOL_REFUSED.md), ' +
      '[CHAIN_CALL_FAILED](CHAIN_CALL_FAILED.md) and [CHAIN_PREFLIGHT](CHAIN_PREFLIGHT.md) carry the names below, which are ' +
      "the runtime's own.",
    ...names.flatMap((name) => [
      `## ${name}`,
      ...(declared.get(name) ?? []),
      ...(known.has(name) ? [`What to do: ${remedyFor(name)}`] : []),
    ]),
    '[All errors](README.md)',
  ].join('\n\n')}\n`
}
