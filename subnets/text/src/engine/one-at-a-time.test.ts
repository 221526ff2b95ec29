import { expect, test } from 'vitest'
import { oneAtATime } from './one-at-a-time.ts'

const { signal } = new AbortController()

test('the next waits until the one before has left', async () => {
  const enter = oneAtATime()
  const order: string[] = []
  const first = await enter(signal)
  const second = enter(signal).then((leave) => {
    order.push('second')
    leave()
  })
  await new Promise(setImmediate)
  order.push('first leaves')
  first()
  await second
  expect(order).toEqual(['first leaves', 'second'])
})

test('whoever aborts makes room, inside or waiting', async () => {
  const enter = oneAtATime()
  const [inside, waiting] = [new AbortController(), new AbortController()]
  const reason = new Error('enough')
  await enter(inside.signal)
  const queued = enter(waiting.signal)
  const last = enter(signal)
  waiting.abort(reason)
  inside.abort()
  await expect(queued).rejects.toBe(reason)
  expect(await last).toBeTypeOf('function')
})
