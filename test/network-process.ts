/** A live network in a process of its own that tells the test what it needs to know, by IPC. */
import { runNetwork, silentScreen } from 'subnetkit'

const [folder = '', seed = 'live'] = process.argv.slice(2)
const stop = new AbortController()
const say = (message: object): void => void process.send?.(message)

process.on('SIGINT', () => stop.abort(new Error('stopped')))
await runNetwork(
  { subnets: ['text'], keep: false, seed, port: 0, folder, blockTimeMs: 500, tempo: 30 },
  {
    screen: { ...silentScreen, note: (text) => say({ type: 'note', text }) },
    signal: stop.signal,
    onUp: ({ localnet, hosts, subnets }) =>
      say({
        type: 'up',
        url: localnet.url,
        genesisHash: localnet.genesisHash,
        netuid: subnets[0]!.netuid,
        pids: { miner: hosts.miner.pid(), validator: hosts.validator.pid() },
      }),
  },
)
process.disconnect?.()
