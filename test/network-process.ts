/** A live network in a process of its own that tells the test what it needs to know, by IPC. */
import { connect } from '@subnetkit/chain'
import { type Localnet, replayBlocks } from '@subnetkit/localnet'
import { runNetwork, silentScreen } from 'subnetkit'

const [folder = '', seed = 'live'] = process.argv.slice(2)
const stop = new AbortController()
const say = (message: object): void => void process.send?.(message)

/** Makes all blocks again on a fresh chain and compares every hash with what the running one serves. */
async function replay(localnet: Localnet): Promise<void> {
  const recorded = localnet.recordedBlocks()
  const again = replayBlocks({ slotDurationMs: localnet.slotDurationMs }, recorded)
  const chain = await connect({ endpoint: localnet.url })
  const differ: number[] = []
  for (const [i, hash] of again.entries()) {
    if ((await chain.rpc('chain_getBlockHash', [i + 1])) !== hash) differ.push(i + 1)
  }
  const extrinsics = recorded.reduce((sum, block) => sum + block.extrinsics.length, 0)
  await chain.disconnect()
  say({ type: 'replayed', blocks: again.length, extrinsics, differ })
}

process.on('SIGINT', () => stop.abort(new Error('stopped')))
await runNetwork(
  { subnets: ['text'], keep: false, seed, port: 0, folder, blockTimeMs: 500, tempo: 30 },
  {
    screen: { ...silentScreen, note: (text) => say({ type: 'note', text }) },
    signal: stop.signal,
    onUp({ localnet, hosts, subnets }) {
      process.on('message', () => void replay(localnet))
      say({
        type: 'up',
        url: localnet.url,
        netuid: subnets[0]!.netuid,
        pids: { miner: hosts.miner.pid(), validator: hosts.validator.pid() },
      })
    },
  },
)
process.disconnect?.()
