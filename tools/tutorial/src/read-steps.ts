import { tutorialErrors } from './errors.ts'

/** One fence of a guide, and what a reader does with it. `line` is where it begins, from 1. */
export type Step =
  /** Write a file. */
  | { readonly kind: 'write'; readonly path: string; readonly text: string; readonly line: number }
  /** Apply a unified diff. */
  | { readonly kind: 'change'; readonly text: string; readonly line: number }
  /** Type commands. */
  | { readonly kind: 'run'; readonly text: string; readonly line: number }
  /** Look at what the last commands printed. */
  | { readonly kind: 'look'; readonly text: string; readonly line: number }
  /** Commands that whoever follows has typed before; the only fence that is not run. */
  | { readonly kind: 'before'; readonly text: string; readonly line: number }

const fence = /^```(.*)$/

/**
 * The steps of a guide: its fences in order. There is no fence that is only looked at, so nothing in a guide goes unrun.
 *
 * @throws FENCE_UNKNOWN, FENCE_OPEN, OUTPUT_ALONE, PATH_OUTSIDE
 * @example
 * ```ts
 * readSteps('guide.md', markdown).filter(({ kind }) => kind === 'run')
 * ```
 */
export function readSteps(page: string, markdown: string): Step[] {
  const steps: Step[] = []
  const lines = markdown.split('\n')
  for (let i = 0; i < lines.length; i++) {
    const opening = fence.exec(lines[i]!)
    if (!opening) continue
    const line = i + 1
    const end = lines.indexOf('```', i + 1)
    if (end < 0) throw tutorialErrors.FENCE_OPEN({ page, line })
    const text = lines.slice(i + 1, end).join('\n')
    const step = stepOf(page, opening[1]!, `${text}\n`, line)
    if (step.kind === 'look' && !steps.some(({ kind }) => kind === 'run')) {
      throw tutorialErrors.OUTPUT_ALONE({ page, line })
    }
    steps.push(step)
    i = end
  }
  return steps
}

function stepOf(page: string, info: string, text: string, line: number): Step {
  if (info === 'sh') return { kind: 'run', text, line }
  if (info === 'sh before') return { kind: 'before', text, line }
  if (info === 'text') return { kind: 'look', text, line }
  if (info === 'diff') return { kind: 'change', text, line }
  const path = /^(?:ts|json|md) (\S+)$/.exec(info)?.[1]
  if (path === undefined) throw tutorialErrors.FENCE_UNKNOWN({ page, line, info })
  if (!/^[\w-]/.test(path) || path.split('/').includes('..')) {
    throw tutorialErrors.PATH_OUTSIDE({ page, line, path })
  }
  return { kind: 'write', path, text, line }
}
