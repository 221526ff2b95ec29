import { Command, Option } from 'commander'
import { answer, type WalletAnswer, type WalletIo } from './answer.ts'
import { askNewPassword, openSecretAsker } from './ask-secret.ts'
import { describeKey } from './describe-key.ts'
import { type StoreFlags, withStoreOptions } from './options.ts'

interface Flags extends StoreFlags {
  hotkey: string
  words: '12' | '15' | '18' | '21' | '24'
  hotkeyOnly?: boolean
}

/** `subnetkit wallet create`. */
export function createWalletCommand(io: WalletIo): Command {
  return withStoreOptions(new Command('create'))
    .summary('make a wallet with a new coldkey and hotkey')
    .description(
      'Makes a coldkey, a hotkey and their public halves. The coldkey is encrypted: the password is asked for twice ' +
        '(without a terminal: two lines of standard input). The hotkey is stored plain, as neurons need it. ' +
        'The phrases are shown once, on standard error. Keys that exist are never replaced.',
    )
    .addOption(new Option('--hotkey <name>', 'name of the hotkey').env('BT_WALLET_HOTKEY').default('default'))
    .option('--hotkey-only', 'add a hotkey, make no coldkey')
    .addOption(
      new Option('--words <n>', 'words of the phrases').choices(['12', '15', '18', '21', '24']).default('12'),
    )
    .addHelpText(
      'after',
      `
Examples:
  subnetkit wallet create --wallet mine
  subnetkit wallet create --wallet mine --hotkey second --hotkey-only
  subnetkit wallet create --wallet test --no-password --wallet-dir ./wallets --json`,
    )
    .action((flags: Flags) =>
      answer(io, flags.json, () => (flags.hotkeyOnly ? addHotkey : create)(flags, io)),
    )
}

async function create(flags: Flags, io: WalletIo): Promise<WalletAnswer> {
  const { createWallet, walletPaths } = await import('@subnetkit/wallet/files')
  const password = await newPassword(flags, io)
  const { coldkey, hotkey, mnemonics } = await createWallet({ ...keyOptions(flags), password })
  showPhrases(io, mnemonics)
  const paths = walletPaths(flags)
  const json = {
    wallet: flags.wallet,
    path: paths.folder,
    coldkey: { path: paths.coldkey, ...describeKey(coldkey), encrypted: password !== null },
    hotkey: { name: flags.hotkey, path: paths.hotkey, ...describeKey(hotkey), encrypted: false },
  }
  return {
    json,
    text: `coldkey  ${coldkey.ss58}  ${paths.coldkey}\nhotkey   ${hotkey.ss58}  ${paths.hotkey}`,
  }
}

async function addHotkey(flags: Flags, io: WalletIo): Promise<WalletAnswer> {
  const { createHotkey, walletPaths } = await import('@subnetkit/wallet/files')
  const { hotkey, mnemonic } = await createHotkey(keyOptions(flags))
  showPhrases(io, { hotkey: mnemonic })
  const paths = walletPaths(flags)
  return {
    json: {
      wallet: flags.wallet,
      path: paths.folder,
      hotkey: { name: flags.hotkey, path: paths.hotkey, ...describeKey(hotkey), encrypted: false },
    },
    text: `hotkey   ${hotkey.ss58}  ${paths.hotkey}`,
  }
}

const keyOptions = ({ walletDir, wallet, hotkey, scheme, words }: Flags) => ({
  walletDir,
  wallet,
  hotkey,
  scheme,
  words: Number(words) as 12 | 15 | 18 | 21 | 24,
})

/** The password for a new coldkey; null with --no-password. */
async function newPassword(flags: StoreFlags, io: WalletIo): Promise<string | null> {
  if (!flags.password) return null
  if (flags.passwordFile !== undefined) {
    const { readPasswordFile } = await import('@subnetkit/wallet/files')
    return readPasswordFile(flags.passwordFile)
  }
  const asker = openSecretAsker(io)
  try {
    return await askNewPassword(asker)
  } finally {
    asker.close()
  }
}

function showPhrases(io: WalletIo, phrases: { coldkey?: string; hotkey?: string }): void {
  io.output.write('Write this down now: it is not shown again, and whoever reads it has the key.\n')
  for (const [name, phrase] of Object.entries(phrases)) {
    io.output.write(`  phrase of the ${name}: ${phrase}\n`)
  }
}
