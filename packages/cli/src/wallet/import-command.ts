import { Command } from 'commander'
import { answer, type WalletAnswer, type WalletIo } from './answer.ts'
import { askNewPassword, openSecretAsker, type SecretAsker } from './ask-secret.ts'
import { describeKey } from './describe-key.ts'
import { type StoreFlags, withStoreOptions } from './options.ts'

interface Flags extends StoreFlags {
  hotkey?: string
  from?: string
  overwrite?: boolean
}

/** `subnetkit wallet import`. */
export function importWalletCommand(io: WalletIo): Command {
  return withStoreOptions(new Command('import'))
    .summary('store a key that exists already')
    .description(
      'Stores a key from its phrase, seed, private key (hexadecimal, as keyfiles have it) or URI, which is asked for ' +
        'unseen, or read from the first line of standard input: never from the command line, which others can see. ' +
        'A coldkey is encrypted (without a terminal the password is the next two lines), a hotkey is stored plain ' +
        'unless --password-file is given.',
    )
    .option('--hotkey <name>', 'store it as this hotkey (default: as the coldkey)')
    .option('--from <file>', 'take the key from this keyfile of any form')
    .option('--overwrite', 'replace a key of that name, which is lost then')
    .addHelpText(
      'after',
      `
Examples:
  subnetkit wallet import --wallet mine
  subnetkit wallet import --wallet mine --hotkey default < phrase.txt
  subnetkit wallet import --wallet mine --hotkey default --from backup/hotkey`,
    )
    .action((flags: Flags) => answer(io, flags.json, () => importOne(flags, io)))
}

async function importOne(flags: Flags, io: WalletIo): Promise<WalletAnswer> {
  const asker = openSecretAsker(io)
  try {
    return await store(flags, asker)
  } finally {
    asker.close()
  }
}

async function store(flags: Flags, asker: SecretAsker): Promise<WalletAnswer> {
  const { importKey, openKeyfile, readPasswordFile, walletErrors } = await import('@subnetkit/wallet/files')
  const { keypairFromText } = await import('./keypair-from-text.ts')
  const keypair =
    flags.from === undefined
      ? keypairFromText(await asker.ask('Phrase, seed, private key or URI'), flags.scheme)
      : (await openKeyfile(flags.from)).keypair
  if (!keypair) throw walletErrors.WALLET_NO_SECRET({ path: flags.from })

  const role = flags.hotkey === undefined ? 'coldkey' : 'hotkey'
  let password: string | null = null
  if (flags.passwordFile !== undefined) password = await readPasswordFile(flags.passwordFile)
  else if (role === 'coldkey' && flags.password) password = await askNewPassword(asker)
  const { walletDir, wallet, hotkey, overwrite = false } = flags
  const { path } = await importKey({ walletDir, wallet, hotkey, role, keypair, password, overwrite })
  return {
    json: { wallet, role, path, ...describeKey(keypair), encrypted: password !== null },
    text: `${role.padEnd(7)}  ${keypair.ss58}  ${path}`,
  }
}
