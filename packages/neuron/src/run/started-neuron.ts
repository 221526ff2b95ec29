import { connect, resolveEndpoint } from '@subnetkit/chain'
import { systemClock } from '@subnetkit/core'
import { createModels, type Models } from '@subnetkit/models'
import { readHotkey } from '@subnetkit/wallet/files'
import type { Keypair } from '@subnetkit/wallet/keys'
import type { ChainPort } from '../chain-port.ts'
import { connectPort } from '../connect-port.ts'

const settleMs = 150

/** A neuron that runs, with all that it stands on. */
export interface StartedNeuron {
  stop(): Promise<void>
}

/** What miner and validator programs both need first. */
export interface Ground {
  readonly hotkey: Keypair
  readonly chain: ChainPort
  readonly models: Models
  /** Gives everything back. */
  leave(): Promise<void>
}

/** Opens the hotkey (no coldkey, ever), connects to the chain and prepares the model workers. */
export async function ground(config: {
  readonly network: string
  readonly endpoint?: string | undefined
  readonly wallet: string
  readonly hotkey: string
  readonly walletDir: string
  readonly workers: number
  readonly threads: number
}): Promise<Ground> {
  const { wallet, walletDir, workers, threads } = config
  const endpoint = resolveEndpoint(config.network, { BT_CHAIN_ENDPOINT: config.endpoint })
  const hotkey = await readHotkey({ walletDir, wallet, hotkey: config.hotkey })
  const connection = await connect({ endpoint })
  const models = createModels({ workers, threads })
  return {
    hotkey,
    chain: connectPort(connection, { wallet, hotkeyName: config.hotkey }),
    models,
    async leave() {
      // Work that was aborted ends at its next token. A session torn down in the middle of a run takes the process along.
      await systemClock.sleep(settleMs)
      await Promise.allSettled([models.close(), connection.disconnect()])
    },
  }
}
