const plain = (line: string): RegExp =>
  new RegExp(
    `^${line
      .split('…')
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
  )

/** The first line of `expected` that was not printed, in that order, or undefined; `…` stands for any text. */
export function missingLine(expected: string, printed: string): string | undefined {
  const lines = printed.split('\n').map((line) => line.trim())
  let from = 0
  for (const wanted of expected.split('\n').map((line) => line.trim())) {
    if (wanted === '') continue
    const at = lines.findIndex((line, i) => i >= from && plain(wanted).test(line))
    if (at < 0) return wanted
    from = at + 1
  }
  return undefined
}
