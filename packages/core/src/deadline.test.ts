import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { startDeadline } from './deadline.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('aborts when its time is over, and says so', () => {
  const deadline = startDeadline(1_000)
  vi.advanceTimersByTime(999)
  expect(deadline.signal.aborted).toBe(false)
  vi.advanceTimersByTime(1)
  expect(deadline.signal.reason).toMatchObject({ name: 'TimeoutError' })
  expect(deadline.isLate).toBe(true)
})

it('aborts with the caller, also one who is gone already', () => {
  const caller = new AbortController()
  const deadline = startDeadline(1_000, caller.signal)
  const reason = new Error('gone')
  caller.abort(reason)
  expect(deadline.signal.reason).toBe(reason)
  expect(deadline.isLate).toBe(false)
  expect(startDeadline(1_000, caller.signal).signal.reason).toBe(reason)
})

it('is never late after its end, and leaves no timer', () => {
  const deadline = startDeadline(1_000)
  deadline.end()
  expect(vi.getTimerCount()).toBe(0)
  expect(deadline.isLate).toBe(false)
})
