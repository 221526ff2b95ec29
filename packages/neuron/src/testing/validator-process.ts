/**
 * A validator in a process of its own, to be killed: tells its events, seals when told to. Its chain is in memory and
 * stands at `block` when it starts.
 */
import { keypairFromUri } from '@subnetkit/wallet/keys'
import { createValidator } from '../validator/create-validator.ts'
import { fakeChain } from './fake-chain.ts'
import { noModels } from './no-models.ts'
import { contract, validator } from './sort-subnet.ts'

const [statePath = '', block = '1', minerHotkey = '', minerPort = '0'] = process.argv.slice(2)
const hotkey = keypairFromUri('//Validator')
const chain = fakeChain({ block: Number(block) })
chain.register(hotkey.ss58, { registeredAt: 1, validatorPermit: true })
chain.register(minerHotkey, { registeredAt: 1, axon: { ip: '127.0.0.1', port: Number(minerPort) } })

process.on('message', (message: { seal: number }) => chain.seal(message.seal))
process.on('disconnect', () => process.exit())
const one = createValidator({
  subnet: {
    contract,
    validator: { ...validator, schedule: { questions: 6, deadlineMs: 5_000, concurrency: 1 } },
  },
  chain,
  netuid: 2,
  hotkey,
  models: noModels,
  statePath,
  roundDeadlineMs: 30_000,
  scoreAlpha: 0.5,
  onEvent: (event) => process.send?.(event),
})
await one.start()
