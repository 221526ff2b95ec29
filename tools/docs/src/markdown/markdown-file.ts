import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Nodes, Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { root } from '../root.ts'

/** A Markdown file, parsed. */
export interface MarkdownFile {
  /** From the root, with slashes. */
  readonly file: string
  readonly tree: Root
}

export const parseMarkdown = (file: string, text: string): MarkdownFile => ({
  file,
  tree: fromMarkdown(text),
})

/** Every Markdown file that git knows or would take. */
export function markdownFiles(): MarkdownFile[] {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate', '*.md']
  const files = execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\0')
  return files.flatMap((file) => {
    if (file === '') return []
    try {
      return [parseMarkdown(file, readFileSync(join(root, file), 'utf8'))]
    } catch (error) {
      // Deleted, and not committed yet.
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
      throw error
    }
  })
}

/** Every node below a node, itself included, in the order of the text. */
export function* nodesOf(node: Nodes): Generator<Nodes> {
  yield node
  if ('children' in node) for (const child of node.children) yield* nodesOf(child)
}

/** Where a node is, as editors take it: `README.md:12`. */
export const placeOf = ({ file }: MarkdownFile, node: Nodes, plus = 0): string =>
  `${file}:${(node.position?.start.line ?? 1) + plus}`
