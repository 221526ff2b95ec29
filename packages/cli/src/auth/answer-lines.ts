import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { isSubnetkitError } from '@subnetkit/core'
import type { z } from 'zod'
import { readLines } from '../epoch/read-lines.ts'
import { describeIssue, SignLine, VerifyLine } from './line-shapes.ts'
import { parseExact } from './parse-exact.ts'
import { lineSigner } from './sign-line.ts'
import { lineVerifier } from './verify-line.ts'

/** Room for bodies of 16 MiB in base64. */
const maxLine = 24 * 2 ** 20

type Answer = (text: string) => Promise<{ result: object; refused: boolean }>

const answerer = <S extends z.ZodType>(
  shape: S,
  work: (line: z.output<S>) => object | Promise<object>,
): Answer => {
  return async (text) => {
    let id = {}
    const refuse = (message: string) => ({ result: { ...id, error: 'usage', message }, refused: true })
    let json: unknown
    try {
      json = parseExact(text)
    } catch {
      return refuse('The line is not JSON.')
    }
    if (typeof json === 'object' && json !== null && 'id' in json) id = { id: json.id }
    const line = shape.safeParse(json)
    if (!line.success) return refuse(describeIssue(line.error))
    try {
      return { result: { ...id, ...(await work(line.data)) }, refused: false }
    } catch (error) {
      if (isSubnetkitError(error)) return refuse(error.message)
      throw error
    }
  }
}

const isBrokenPipe = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EPIPE'

/**
 * Answers every line of `input` with one line on `output`, in order. A line that is not of the shape, or whose key
 * cannot be read, gets `{ id?, error: "usage", message }`.
 *
 * @returns how many lines were answered and how many of them refused
 */
export async function answerAuthLines(options: {
  readonly what: 'sign' | 'verify'
  readonly input: Readable
  readonly output: Writable
}): Promise<{ answered: number; refused: number }> {
  const { what, input, output } = options
  const answer = what === 'sign' ? answerer(SignLine, lineSigner()) : answerer(VerifyLine, lineVerifier())
  const counts = { answered: 0, refused: 0 }
  let gone: unknown
  output.once('error', (error) => {
    gone = error
  })
  for await (const line of readLines(input, maxLine)) {
    const { result, refused } =
      'tooLong' in line
        ? {
            result: { error: 'usage', message: `The line is longer than ${maxLine} characters.` },
            refused: true,
          }
        : await answer(line.text)
    counts.answered++
    if (refused) counts.refused++
    try {
      if (gone) throw gone
      if (!output.write(`${JSON.stringify(result)}\n`)) await once(output, 'drain')
    } catch (error) {
      // A reader that went away, as `head` does, is no fault.
      if (isBrokenPipe(error)) break
      throw error
    }
  }
  return counts
}
