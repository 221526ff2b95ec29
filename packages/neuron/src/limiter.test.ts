import { expect, test } from 'vitest'
import { limiter } from './limiter.ts'

test('never more than max at a time, and all get done in order', async () => {
  const limit = limiter(3)
  let running = 0
  let most = 0
  const started: number[] = []
  await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      limit(async () => {
        started.push(n)
        most = Math.max(most, ++running)
        await new Promise((resolve) => setTimeout(resolve, 1))
        running--
      }),
    ),
  )
  expect(most).toBe(3)
  expect(started).toEqual(Array.from({ length: 20 }, (_, n) => n))
})

test('a task that fails gives its place back', async () => {
  const limit = limiter(1)
  await expect(limit(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  await expect(limit(async () => 7)).resolves.toBe(7)
})
