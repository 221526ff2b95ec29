import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seededRandom } from '@subnetkit/core'
import type { Models } from '@subnetkit/models'
import { keypairFromSeed } from '@subnetkit/wallet/keys'
import type { MinerSubnet, ValidatorSubnet } from '../any-subnet.ts'
import type { Character } from '../character.ts'
import type { ErrorEvent, RoundSettledEvent, ValidatorEvent } from '../events.ts'
import { createMiner } from '../miner/create-miner.ts'
import { type ExchangeRecord, openValidatorState, type Verdict } from '../state/validator-state.ts'
import { createValidator } from '../validator/create-validator.ts'
import { fakeChain } from './fake-chain.ts'

/** What came of a rehearsal. */
export interface Rehearsal {
  /** The kept score by name of the cast, after the last epoch. */
  readonly scores: Readonly<Record<string, number>>
  readonly rounds: readonly RoundSettledEvent[]
  /** Every exchange with what verifying it showed, under the name of who answered. */
  readonly exchanges: readonly (ExchangeRecord & {
    readonly name: string
    readonly verdict: Verdict | undefined
  })[]
  readonly errors: readonly ErrorEvent[]
}

/**
 * Plays a subnet without a chain: one validator, a cast of miners, real signatures over real HTTP on loopback. For a
 * subnet's own tests.
 *
 * @param options.cast characters by name; `{ good: undefined }` is an honest miner
 * @example
 * ```ts
 * import { createModels } from '@subnetkit/models'
 * import { rehearse } from '@subnetkit/neuron/testing'
 *
 * const { scores } = await rehearse({ subnet: { contract, miner, validator }, cast: { good: undefined, lazy }, models })
 * ```
 */
export async function rehearse(options: {
  subnet: MinerSubnet & ValidatorSubnet
  cast: Readonly<Record<string, Character | undefined>>
  models: Models
  /** The subnet's own settings, for all; a character's come over them. */
  config?: Readonly<Record<string, unknown>>
  epochs?: number
  seed?: string
}): Promise<Rehearsal> {
  const { subnet, cast, models, config = {}, epochs = 1, seed = 'rehearsal' } = options
  const folder = mkdtempSync(join(tmpdir(), 'subnetkit-rehearsal-'))
  const statePath = join(folder, 'validator.db')
  const random = seededRandom(seed)
  const keyOf = (name: string) => keypairFromSeed(random.derive('key', name).bytes(32))
  const chain = fakeChain({ tempo: 10 })
  const rounds: RoundSettledEvent[] = []
  const errors: ErrorEvent[] = []
  let onRound = (): void => {}
  const nextRound = (): Promise<void> =>
    new Promise((resolve) => {
      onRound = resolve
    })

  const hotkey = keyOf('validator')
  chain.register(hotkey.ss58, { validatorPermit: true, stakeWeight: 1_000n })
  const names = new Map(Object.keys(cast).map((name) => [keyOf(name).ss58, name]))
  const common = { subnet, chain, netuid: 1, models }
  const miners = Object.entries(cast).map(([name, character]) => {
    chain.register(keyOf(name).ss58)
    return createMiner({
      ...common,
      hotkey: keyOf(name),
      listen: { host: '127.0.0.1', port: 0 },
      random: random.derive('character', name),
      ...(character?.wrap ? { wrap: character.wrap } : {}),
      config: { ...config, ...character?.config },
      ...(character?.alteration ? { models: models.altered(character.alteration) } : {}),
      onEvent: (event) => event.type === 'error' && errors.push(event),
    })
  })
  const validator = createValidator({
    ...common,
    hotkey,
    config,
    statePath,
    challengeKey: random.derive('challenge').bytes(32),
    roundDeadlineMs: 120_000,
    onEvent(event: ValidatorEvent) {
      if (event.type === 'error') errors.push(event)
      if (event.type !== 'round-settled') return
      rounds.push(event)
      onRound()
    },
  })
  try {
    await Promise.all(miners.map((miner) => miner.start()))
    for (let epoch = 0; epoch < epochs; epoch++) {
      const settled = nextRound()
      if (epoch === 0) await validator.start()
      else chain.seal(10)
      await settled
    }
    await validator.stop()
    const state = openValidatorState(statePath, `${chain.genesisHash}/1/${hotkey.ss58}`)
    const scores = Object.fromEntries([...names.values()].map((name) => [name, 0]))
    for (const { hotkey: of, score } of state.scores()) scores[names.get(of) ?? of] = score
    const exchanges = Array.from({ length: epochs }, (_, epoch) => state.exchanges(epoch)).flat()
    state.close()
    return {
      scores,
      rounds,
      errors,
      exchanges: exchanges.map((exchange) => ({ ...exchange, name: names.get(exchange.hotkey) ?? '' })),
    }
  } finally {
    await Promise.all([validator.stop(), ...miners.map((miner) => miner.stop())])
    rmSync(folder, { recursive: true, force: true })
  }
}
