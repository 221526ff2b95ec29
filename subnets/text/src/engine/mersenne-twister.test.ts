import { expect, test } from 'vitest'
import { mersenneDraws } from './mersenne-twister.ts'

// Printed by a C++ program with std::mt19937 and std::uniform_real_distribution<double>: draws 1, 2, 3 and 1000.
test.each([
  [5489, 0.1354770042967805, 0.8350085899945795, 0.96886777112423139, 0.91948257849243231],
  [1000, 0.20552172317486014, 0.61038295927341257, 0.01025827949640408, 0.95650845136756502],
  [4294967294, 0.10184899170898529, 0.94789751258733013, 0.82893340139475558, 0.26258688509729228],
])('seed %d draws what the C++ standard library draws', (seed, ...expected) => {
  const draws = mersenneDraws(seed, 1_000)
  expect([draws[0], draws[1], draws[2], draws[999]]).toEqual(expected)
})

test('its 10,000th output is the one that the C++ standard names', () => {
  expect(Math.floor(mersenneDraws(5_489, 5_000)[4_999]! * 2 ** 32)).toBe(4_123_659_995)
})
