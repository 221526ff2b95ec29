import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Chain, connect } from '@subnetkit/chain'
import { isSubnetkitError } from '@subnetkit/core'
import { minerSettings, readConfig, runMinerBin, runValidatorBin, validatorSettings } from '@subnetkit/neuron'
import { z } from 'zod'
import { cliErrors } from '../errors.ts'
import { loadSubnet } from '../subnets/load-subnet.ts'
import { findNetuid } from './find-netuid.ts'
import { joinLocal } from './join-local.ts'

/** Wallets that people make on local networks: kept apart from real ones, and kept when a network ends. */
const localWalletDir = join('.subnetkit', 'wallets')

/** The settings with those optional that a local network can answer by itself. */
function relaxed(role: 'miner' | 'validator') {
  const settings = role === 'miner' ? minerSettings : validatorSettings
  return {
    ...settings,
    netuid: { ...settings.netuid, schema: settings.netuid.schema.optional() },
    walletDir: { ...settings.walletDir, schema: z.string().optional() },
  }
}

/**
 * Runs one neuron. On a local network its wallet is made, funded, registered and staked first, as far as needed; on any
 * other network nothing is ever spent, and what is missing is said with the btcli line to type.
 */
export async function runNeuron(
  role: 'miner' | 'validator',
  subnetName: string,
  argv: readonly string[],
): Promise<void> {
  const subnet = await loadSubnet(subnetName)
  const run = (args: readonly string[]): Promise<void> =>
    role === 'miner' ? runMinerBin(subnet, { argv: args }) : runValidatorBin(subnet, { argv: args })
  const envFile = existsSync('.env') ? readFileSync('.env', 'utf8') : ''
  const { config, help } = readConfig({ settings: relaxed(role), role, argv, env: process.env, envFile })
  if (help) return run(argv)

  const endpoint = config.network === 'local' && config.endpoint ? config.endpoint : config.network
  const chain = await reach(endpoint)
  let netuid = config.netuid
  let walletDir = config.walletDir
  const isLocal = chain.kind === 'local'
  try {
    if (netuid === undefined) {
      if (!isLocal) {
        throw cliErrors.NETUID_NEEDED({ name: subnetName, problem: 'On a public network it must be said' })
      }
      netuid = await findNetuid(chain, subnet.contract.name)
    }
    if (isLocal) {
      walletDir ??= localWalletDir
      const wallet = { walletDir, wallet: config.wallet, hotkey: config.hotkey }
      await joinLocal({ chain, netuid, role, wallet, say: (line) => process.stderr.write(`${line}\n`) })
    }
  } finally {
    await chain.disconnect()
  }
  const isSet = (flag: string, env: string): boolean =>
    argv.some((arg) => arg === `--${flag}` || arg.startsWith(`--${flag}=`)) || Boolean(process.env[env])
  await run([
    ...argv,
    ...(config.netuid === undefined ? ['--netuid', String(netuid)] : []),
    ...(config.walletDir === undefined && walletDir ? ['--wallet-dir', walletDir] : []),
    // Several neurons share a local machine; a public miner's port is opened in a firewall and must not move.
    ...(isLocal && role === 'miner' && !isSet('axon-port', 'AXON_PORT') ? ['--axon-port', '0'] : []),
  ])
}

async function reach(endpoint: string): Promise<Chain> {
  try {
    return await connect({ endpoint, timeoutMs: 5_000 })
  } catch (error) {
    if (isSubnetkitError(error, 'CHAIN_UNREACHABLE') || isSubnetkitError(error, 'CHAIN_TIMEOUT')) {
      throw cliErrors.NETWORK_NOT_FOUND({ endpoint }, { cause: error })
    }
    throw error
  }
}
