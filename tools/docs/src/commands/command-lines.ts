import { type MarkdownFile, nodesOf } from '../markdown/markdown-file.ts'

/** A line that a reader would type. */
export interface CommandLine {
  readonly file: string
  readonly line: number
  readonly words: readonly string[]
}

const starts = /^(npm|npx|subnetkit|create-subnet)$/

/** Cuts a shell line into its commands, and those into words; comments, here-documents and redirections go. */
function commandsOf(text: string): string[][] {
  return text
    .replace(/(^|\s)#.*$/, '')
    .split(/[()]|&&|\|\||[;|]|<<.*$|\d?>.*$|</)
    .map((command) => command.trim().split(/\s+/))
    .filter(([first = '']) => starts.test(first))
}

/** Every line of npm, npx and our commands in the `sh` snippets and in the code of the text. */
export function commandLines({ file, tree }: MarkdownFile): CommandLine[] {
  const found: CommandLine[] = []
  const take = (text: string, line: number): void => {
    for (const words of commandsOf(text)) found.push({ file, line, words })
  }
  for (const node of nodesOf(tree)) {
    const line = node.position?.start.line ?? 0
    if (node.type === 'inlineCode') take(node.value, line)
    if (node.type !== 'code' || !/^(sh|bash|console)$/.test(node.lang ?? '')) continue
    // A backslash at the end goes on with the next line.
    const joined = node.value.replace(/\\\n/g, (end) => ` ${end.slice(2)}`)
    joined.split('\n').forEach((text, index) => {
      take(text.replace(/^\$ /, ''), line + 1 + index)
    })
  }
  return found
}
