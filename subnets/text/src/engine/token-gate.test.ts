import { expect, test } from 'vitest'
import { tokenGate } from './token-gate.ts'

const token = (text: string) => ({ token: 5, text, logprob: -1 })

test('counts, and ends at the limit whatever the engine goes on to say', () => {
  const gate = tokenGate({ stop: [], maxTokens: 2 })
  expect(gate.pass(token('a'), false)).toEqual({ shown: token('a'), finish: undefined })
  expect(gate.pass(token('b'), false)).toEqual({ shown: token('b'), finish: 'length' })
  expect(gate.count).toBe(2)
})

test('ends with the token that completes a stop string, and shows nothing of it', () => {
  const gate = tokenGate({ stop: ['end'], maxTokens: 9 })
  expect(gate.pass(token('the e'), false)).toEqual({ shown: token('the '), finish: undefined })
  expect(gate.pass(token('nd.'), false)).toEqual({ shown: token(''), finish: 'stop' })
})

test('gives back what it held when the text ends otherwise', () => {
  const atEnd = tokenGate({ stop: ['end'], maxTokens: 9 })
  atEnd.pass(token('e'), false)
  expect(atEnd.pass(token(''), true)).toEqual({ shown: token('e'), finish: 'stop' })
  const atLimit = tokenGate({ stop: ['end'], maxTokens: 1 })
  expect(atLimit.pass(token('e'), false)).toEqual({ shown: token('e'), finish: 'length' })
})
