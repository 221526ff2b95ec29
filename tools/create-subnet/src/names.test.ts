import { expect, it } from 'vitest'
import { namesOf } from './names.ts'

it('makes names with and without a scope', () => {
  expect(namesOf('weather')).toEqual({ subnet: 'weather', packageName: 'subnet-weather', scope: undefined })
  expect(namesOf('weather', 'ada').packageName).toBe('@ada/subnet-weather')
  expect(namesOf('subnet-weather', '@ada').packageName).toBe('@ada/subnet-weather')
})

it.each([
  ['12', /netuid/],
  ['', /kebab-case/],
  ['Weather', /kebab-case/],
  ['a b', /kebab-case/],
  ['../up', /kebab-case/],
  ['trailing-', /kebab-case/],
  ['node_modules', /kebab-case/],
  ['x'.repeat(60), /50 letters/],
])('refuses %j', (name, problem) => {
  expect(() => namesOf(name)).toThrow(problem)
})

it('refuses a scope that npm does not take', () => {
  expect(() => namesOf('weather', 'A B')).toThrow(expect.objectContaining({ code: 'SCOPE_INVALID' }))
})
