import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, extname, join, normalize } from 'node:path'
import GithubSlugger from 'github-slugger'
import { toString as textOf } from 'mdast-util-to-string'
import { type MarkdownFile, nodesOf, parseMarkdown, placeOf } from './markdown-file.ts'

/** The anchors of a Markdown file, as GitHub makes them of headings, and those written in HTML. */
export function anchorsOf({ tree }: MarkdownFile): Set<string> {
  const slugger = new GithubSlugger()
  const anchors = new Set<string>()
  for (const node of nodesOf(tree)) {
    if (node.type === 'heading') anchors.add(slugger.slug(textOf(node)))
    if (node.type === 'html') {
      for (const [, id] of node.value.matchAll(/\b(?:id|name)="([^"]+)"/g)) anchors.add(id!)
    }
  }
  return anchors
}

function missing(file: MarkdownFile, anchor = ''): string | undefined {
  const known = anchorsOf(file)
  return anchor === '' || known.has(anchor)
    ? undefined
    : `${file.file} has no heading #${anchor}; it has ${[...known].map((each) => `#${each}`).join(', ')}`
}

/** What a relative link lacks, or undefined. */
function judge(root: string, from: MarkdownFile, url: string): string | undefined {
  const [path = '', anchor] = url.split('#').map(decodeURIComponent)
  if (path === '') return missing(from, anchor)
  const target = normalize(join(dirname(from.file), path))
  const full = join(root, target)
  if (target.startsWith('..')) return 'leads out of the checkout'
  if (!existsSync(full)) return `there is no ${target}`
  if (!anchor) return undefined
  if (statSync(full).isDirectory()) return `${target} is a folder: link to its README.md to name a heading`
  // Lines of a source (#L12) move with every change.
  if (extname(target) !== '.md') return `${target} has no headings: leave #${anchor} out`
  return missing(parseMarkdown(target, readFileSync(full, 'utf8')), anchor)
}

/** Every link and picture of a file that leads nowhere. Addresses on the web are not asked. */
export function brokenLinks(root: string, file: MarkdownFile): string[] {
  const broken: string[] = []
  for (const node of nodesOf(file.tree)) {
    if (node.type !== 'link' && node.type !== 'image' && node.type !== 'definition') continue
    if (/^[a-z][a-z+.-]*:/i.test(node.url)) continue
    const why = judge(root, file, node.url)
    if (why) broken.push(`${placeOf(file, node)}: the link to ${node.url} is broken: ${why}.`)
  }
  return broken
}
