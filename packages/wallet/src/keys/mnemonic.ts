import { pbkdf2 } from '@noble/hashes/pbkdf2.js'
import { sha512 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import * as bip39 from '@scure/bip39'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { walletErrors } from '../errors.ts'

/** How many words a phrase may have. */
export type WordCount = 12 | 15 | 18 | 21 | 24

const wordCounts: readonly number[] = [12, 15, 18, 21, 24]

/**
 * A new random phrase of English words.
 *
 * @throws MNEMONIC_INVALID for another number of words
 */
export function generateMnemonic(words: WordCount = 12): string {
  assertWordCount(words)
  return bip39.generateMnemonic(wordlist, (words * 32) / 3)
}

/** The words of a phrase with single blanks between them. Throws MNEMONIC_INVALID, without naming a word. */
export function normalizeMnemonic(mnemonic: string): string {
  const words = mnemonic.trim().split(/\s+/)
  assertWordCount(words.length)
  const phrase = words.join(' ')
  if (!words.every((word) => wordlist.includes(word))) {
    throw walletErrors.MNEMONIC_INVALID({ reason: 'a word is not in the English list' })
  }
  // No cause: the library's message may quote the phrase.
  if (!bip39.validateMnemonic(phrase, wordlist)) {
    throw walletErrors.MNEMONIC_INVALID({ reason: 'the checksum does not match' })
  }
  return phrase
}

/**
 * The mini secret (32 bytes) of a phrase, as Substrate derives it: PBKDF2 over the entropy, not over the words as
 * BIP39 itself does.
 *
 * @throws MNEMONIC_INVALID
 */
export function mnemonicToSeed(mnemonic: string, password = ''): Uint8Array {
  const entropy = bip39.mnemonicToEntropy(normalizeMnemonic(mnemonic), wordlist)
  const salt = utf8ToBytes(`mnemonic${password.normalize('NFKD')}`)
  return pbkdf2(sha512, entropy, salt, { c: 2048, dkLen: 64 }).slice(0, 32)
}

function assertWordCount(count: number): void {
  if (!wordCounts.includes(count)) throw walletErrors.MNEMONIC_INVALID({ reason: `it has ${count} words` })
}
