import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseEpochLine } from './epoch-line.ts'
import { yumaEpoch } from './yuma-epoch.ts'

/**
 * A hundred random epochs with what the runtime's own functions (spec 425, epoch/run_epoch.rs and epoch/math.rs with
 * substrate-fixed 0.6.0) made of them: all kinds of stake, permits, registrations, commits, both kinds of bonds, rows in
 * any order. Input as in `subnetkit epoch`.
 */
const recorded: { input: unknown; output: Record<string, unknown> }[] = JSON.parse(
  readFileSync(new URL('../testing/vectors/runtime-425.json', import.meta.url), 'utf8'),
)

describe('epochs recorded from the runtime', () => {
  it('agree in every u16 and every rao', () => {
    expect(recorded).toHaveLength(100)
    for (const { input, output } of recorded) {
      const { mechanisms: _, ...epoch } = yumaEpoch(parseEpochLine(JSON.stringify(input)))
      const inStrings = (amounts: readonly bigint[]) => amounts.map(String)
      expect({
        ...epoch,
        emission: inStrings(epoch.emission),
        serverEmission: inStrings(epoch.serverEmission),
        validatorEmission: inStrings(epoch.validatorEmission),
      }).toEqual(output)
    }
  })
})
