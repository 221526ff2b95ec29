import { existsSync } from 'node:fs'
import { addStake, burnedRegister, type Chain, transfer } from '@subnetkit/chain'
import { formatTao, raoPerTao } from '@subnetkit/core'
import { createWallet, readColdkey, readHotkey, walletPaths } from '@subnetkit/wallet/files'
import { type Keypair, keypairFromUri } from '@subnetkit/wallet/keys'

/** What a joining coldkey is given, beyond what it stakes: enough to register more than once. */
const purse = 100n * raoPerTao
/** What a joining validator stakes: enough to count beside those of `up`. */
const validatorStake = 300n * raoPerTao

export interface JoinOptions {
  chain: Chain
  netuid: number
  role: 'miner' | 'validator'
  wallet: { walletDir: string; wallet: string; hotkey: string }
  /** Progress, a line a step. */
  say(line: string): void
}

/**
 * Makes, funds, registers (and for a validator stakes) a wallet on a local chain, doing only what is not done yet.
 * The money comes from //Alice, whom every local chain endows; on any other network this is never called.
 */
export async function joinLocal({ chain, netuid, role, wallet, say }: JoinOptions): Promise<Keypair> {
  if (!existsSync(walletPaths(wallet).hotkey)) {
    await createWallet({ ...wallet, password: null })
    say(`Made the wallet ${wallet.wallet}/${wallet.hotkey} in ${wallet.walletDir}.`)
  }
  const hotkey = await readHotkey(wallet)
  const coldkey = await readColdkey(wallet)
  const wanted = purse + (role === 'validator' ? validatorStake : 0n)
  const { neurons } = await chain.metagraph(netuid)
  const neuron = neurons.find((one) => one.hotkey === hotkey.ss58)
  const stakeMissing = role === 'validator' && (neuron?.stake ?? 0n) === 0n
  if (neuron && !stakeMissing) return hotkey

  const balance = await chain.balanceOf(coldkey.ss58)
  if (balance < wanted) {
    const alice = keypairFromUri('//Alice')
    await transfer(chain, { dest: coldkey.ss58, amount: wanted - balance, keypair: alice })
    say(`Funded ${coldkey.ss58} with ${formatTao(wanted - balance, 0)} local TAO from //Alice.`)
  }
  if (!neuron) {
    await burnedRegister(chain, { netuid, hotkey: hotkey.ss58, keypair: coldkey })
    say(`Registered ${hotkey.ss58} on subnet ${netuid}.`)
  }
  if (stakeMissing) {
    await addStake(chain, { netuid, hotkey: hotkey.ss58, amount: validatorStake, keypair: coldkey })
    say(`Staked ${formatTao(validatorStake, 0)} TAO to it.`)
  }
  return hotkey
}
