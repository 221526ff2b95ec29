import { type MarkdownFile, nodesOf } from '../markdown/markdown-file.ts'
import { isChecked, type Snippet } from './snippet.ts'

/** The snippets of a Markdown file. */
export function snippetsOfMarkdown({ file, tree }: MarkdownFile): Snippet[] {
  const found: Snippet[] = []
  for (const node of nodesOf(tree)) {
    if (node.type !== 'code' || !isChecked(node.lang ?? '', node.meta ?? '')) continue
    const named = node.meta?.split(/\s+/).find((word) => word.endsWith('.ts'))
    const line = (node.position?.start.line ?? 0) + 1
    found.push({ file, line, code: node.value, ...(named ? { named } : {}) })
  }
  return found
}
