import { expect, it } from 'vitest'
import { withoutSecrets } from './without-secrets.ts'

it.each([
  ['npm error code E401 npm_aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dE3fG5', 'npm error code E401 ***'],
  ['//registry.npmjs.org/:_authToken=abc-def', '//registry.npmjs.org/:_authToken=***'],
  ['authorization: Bearer eyJhbGciOi.J9x', 'authorization: Bearer ***'],
])('hides %s', (text, shown) => {
  expect(withoutSecrets(text, {})).toBe(shown)
})

it('hides what a variable of the environment calls secret, and nothing else', () => {
  const env = { NODE_AUTH_TOKEN: 'correct-horse', HOME: '/home/ada-lovelace' }
  expect(withoutSecrets('correct-horse in /home/ada-lovelace', env)).toBe('*** in /home/ada-lovelace')
})
