import { Command } from 'commander'
import { answer, type WalletAnswer, type WalletIo } from './answer.ts'
import { type CommonFlags, withCommonOptions } from './options.ts'

/** `subnetkit wallet list`. */
export function listWalletsCommand(io: WalletIo): Command {
  return withCommonOptions(new Command('list'))
    .summary('list wallets and their addresses')
    .description('Lists the wallets of a folder with the addresses that can be read without a password.')
    .addHelpText(
      'after',
      `
Examples:
  subnetkit wallet list
  subnetkit wallet list --wallet-dir ./wallets --json`,
    )
    .action((flags: CommonFlags) => answer(io, flags.json, () => list(flags)))
}

async function list(flags: CommonFlags): Promise<WalletAnswer> {
  const { defaultWalletDir, listWallets } = await import('@subnetkit/wallet/files')
  const walletDir = flags.walletDir ?? defaultWalletDir()
  const wallets = await listWallets(walletDir)
  const lines = wallets.flatMap(({ name, coldkey, hotkeys }) => [
    name,
    ...[{ ...coldkey, name: 'coldkey' }, ...hotkeys].map((key, index) => {
      const label = index === 0 ? 'coldkey' : `hotkey ${key.name}`
      const state = key.error ?? (key.encrypted ? 'encrypted' : 'plain')
      return `  ${label.padEnd(24)} ${(key.ss58 ?? '-').padEnd(48)} ${key.scheme ?? '-'} ${state}`
    }),
  ])
  return { json: { walletDir, wallets }, text: lines.join('\n') || `No wallets in ${walletDir}.` }
}
