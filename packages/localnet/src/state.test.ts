import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyState } from './state.ts'

const key = fc.string({ unit: fc.constantFrom('a', 'b', '\u00ff', '\u0000'), minLength: 1, maxLength: 3 })
const step = fc.oneof(
  fc.record({ do: fc.constant('set' as const), key, value: fc.uint8Array({ maxLength: 2 }) }),
  fc.record({ do: fc.constant('delete' as const), key }),
  fc.record({ do: fc.constantFrom('begin' as const, 'commit' as const, 'rollback' as const) }),
)

describe('state', () => {
  it('does what a plain map with snapshots would do', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const state = emptyState()
        let model = new Map<string, Uint8Array>()
        const layers: Map<string, Uint8Array>[] = []
        for (const each of steps) {
          if (each.do === 'set') {
            state.set(each.key, each.value)
            model.set(each.key, each.value)
          } else if (each.do === 'delete') {
            state.delete(each.key)
            model.delete(each.key)
          } else if (each.do === 'begin') {
            state.begin()
            layers.push(new Map(model))
          } else if (layers.length > 0) {
            state[each.do]()
            const before = layers.pop()!
            if (each.do === 'rollback') model = before
          }
        }
        const sorted = [...model.keys()].sort()
        expect([...state.keys('')]).toEqual(sorted)
        expect(state.changes()).toEqual(sorted.map((name) => [name, model.get(name)]))
        expect(state.size).toBe(model.size)
      }),
    )
  })

  it('lists keys below a prefix, after one, and while they are removed', () => {
    const state = emptyState()
    for (const name of ['a', 'ab', 'abc', 'b', 'ba']) state.set(name, Uint8Array.of(1))
    expect([...state.keys('ab')]).toEqual(['ab', 'abc'])
    expect([...state.keys('a', 'ab')]).toEqual(['abc'])
    expect([...state.keys('b', 'b')]).toEqual(['ba'])
    for (const name of state.keys('a')) state.delete(name)
    expect([...state.keys('')]).toEqual(['b', 'ba'])
    expect(state.nextKey('b')).toBe('ba')
  })

  it('forks without one seeing the other', () => {
    const parent = emptyState()
    parent.set('x', Uint8Array.of(1))
    const child = parent.fork()
    child.set('x', Uint8Array.of(2))
    child.set('y', Uint8Array.of(3))
    expect([parent.get('x'), parent.has('y')]).toEqual([Uint8Array.of(1), false])
    expect(child.changes().map(([name]) => name)).toEqual(['x', 'y'])
  })

  it('has a root that follows from the changes alone', () => {
    const make = (order: readonly string[], undo: boolean) => {
      const state = emptyState()
      for (const name of order) state.set(name, Uint8Array.of(name.length))
      if (undo) {
        state.begin()
        state.set('a', Uint8Array.of(9))
        state.rollback()
        state.set('temporary', Uint8Array.of(1))
        state.delete('temporary')
      }
      return state.root()
    }
    expect(make(['a', 'bb'], false)).toEqual(make(['bb', 'a'], true))
    expect(make(['a'], false)).not.toEqual(make(['bb'], false))
    const parent = emptyState()
    parent.set('a', Uint8Array.of(1))
    const child = parent.fork()
    expect(child.root()).toEqual(parent.root())
    child.set('a', Uint8Array.of(2))
    expect(child.root()).not.toEqual(parent.root())
    // Setting back what was there is no change.
    child.set('a', Uint8Array.of(1))
    expect(child.root()).toEqual(parent.root())
  })
})
