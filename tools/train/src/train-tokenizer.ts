import { type TokenizerFile, wordPattern } from '@subnetkit/models'

const special = ['<end>', '<prompt>', '<text>', '<unknown>'] as const
const printable = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i))

interface Word {
  tokens: number[]
  readonly count: number
}

/**
 * Learns byte-pair merges (Sennrich et al., 2016) until there are `size` tokens or no pair occurs twice. All printable
 * ASCII characters are tokens, so that any such prompt can be encoded. The same text gives the same tokenizer.
 */
export function trainTokenizer(text: string, size: number): TokenizerFile {
  const pieces: string[] = [...special, ...new Set([...printable, ...[...new Set(text)].sort()])]
  const tokenOf = new Map(pieces.map((piece, token) => [piece, token]))
  const words = countWords(text).map(([word, count]): Word => {
    return { tokens: Array.from(word, (character) => tokenOf.get(character)!), count }
  })
  const merges: [number, number][] = []
  while (pieces.length < size) {
    const pair = commonestPair(words, size)
    if (!pair) break
    const [left, right] = pair
    const merged = pieces.length
    pieces.push(pieces[left]! + pieces[right]!)
    merges.push(pair)
    for (const word of words) join(word, left, right, merged)
  }
  return { kind: 'byte-pair', pieces, merges, special: { end: 0, prompt: 1, text: 2, unknown: 3 } }
}

function countWords(text: string): [string, number][] {
  const counts = new Map<string, number>()
  for (const [word] of text.matchAll(wordPattern)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts]
}

/** Of equally common pairs the one of lower tokens, so that the order of words does not matter. */
function commonestPair(words: readonly Word[], base: number): [number, number] | undefined {
  const counts = new Map<number, number>()
  for (const { tokens, count } of words) {
    for (let i = 0; i + 1 < tokens.length; i++) {
      const pair = tokens[i]! * base + tokens[i + 1]!
      counts.set(pair, (counts.get(pair) ?? 0) + count)
    }
  }
  let best: number | undefined
  let most = 1
  for (const [pair, count] of counts) {
    if (count > most || (count === most && best !== undefined && pair < best)) {
      best = pair
      most = count
    }
  }
  return best === undefined ? undefined : [Math.floor(best / base), best % base]
}

function join(word: Word, left: number, right: number, merged: number): void {
  const { tokens } = word
  let length = 0
  for (let i = 0; i < tokens.length; i++) {
    const pair = tokens[i] === left && tokens[i + 1] === right
    tokens[length++] = pair ? merged : tokens[i]!
    if (pair) i++
  }
  tokens.length = length
}
