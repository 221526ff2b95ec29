import { defineErrors } from '@subnetkit/core'

/** Every error that this package throws. None of them ever carries a phrase, a seed, a private key or a password. */
export const walletErrors = defineErrors({
  SS58_INVALID: {
    message: '"{text}" is not an ss58 address with prefix 42: {reason}.',
    remedy: 'Copy the whole address as btcli prints it; it starts with 5 and has 47 or 48 characters.',
  },
  MNEMONIC_INVALID: {
    message: 'The phrase is not a valid BIP39 mnemonic: {reason}.',
    remedy: 'Check that it has 12, 15, 18, 21 or 24 English words in lower case, in the right order.',
  },
  KEY_URI_INVALID: {
    message: 'The key URI cannot be read: {reason}.',
    remedy: 'Write [phrase or 0x seed][//hard][/soft][///password], for example //Alice.',
  },
  KEY_INVALID: {
    message: 'The key material is not valid: {reason}.',
    remedy: 'Export the key again from the program that made it, or import its phrase instead.',
  },
  KEY_SCHEME_UNSUPPORTED: {
    message: 'Keys of the type {scheme} are not supported.',
    remedy: 'Use an sr25519 or ed25519 key.',
  },
  KEY_WASM_UNAVAILABLE: {
    message: 'The WebAssembly module for sr25519 keys could not be started.',
    remedy: 'Run on Node 20.19 or later, or in a browser whose content policy allows WebAssembly.',
  },
})
