import { expect, it } from 'vitest'
import { provenanceOf } from './provenance.ts'

const github = {
  GITHUB_ACTIONS: 'true',
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_REPOSITORY: 'ada/subnets',
}

it('knows what a workflow can vouch for', () => {
  const env = { ...github, ACTIONS_ID_TOKEN_REQUEST_URL: 'https://token.example' }
  expect(provenanceOf(env)).toEqual({ repository: 'https://github.com/ada/subnets' })
  const gitlab = {
    GITLAB_CI: 'true',
    SIGSTORE_ID_TOKEN: 'x',
    CI_PROJECT_URL: 'https://gitlab.com/ada/subnets',
  }
  expect(provenanceOf(gitlab)).toEqual({ repository: 'https://gitlab.com/ada/subnets' })
})

it.each([
  ['a laptop', {}, /GitHub Actions or GitLab CI/],
  ['a workflow without the right', github, /id-token: write/],
  ['a pipeline without the token', { GITLAB_CI: 'true' }, /SIGSTORE_ID_TOKEN/],
])('refuses %s, saying what is missing', (_, env, problem) => {
  expect(() => provenanceOf(env)).toThrow(problem)
  expect(() => provenanceOf(env)).toThrow(expect.objectContaining({ code: 'PROVENANCE_IMPOSSIBLE' }))
})
