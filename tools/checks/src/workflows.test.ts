import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'

interface Step {
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, string | number | boolean>>
}

interface Job {
  readonly uses?: string
  readonly permissions?: Readonly<Record<string, string>>
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly string[]>> }
  readonly steps?: readonly Step[]
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>
  readonly permissions?: Readonly<Record<string, string>>
  readonly concurrency?: { readonly group: string }
  readonly jobs: Readonly<Record<string, Job>>
}

const root = fileURLToPath(new URL('../../..', import.meta.url))
const folder = join(root, '.github', 'workflows')
const json = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'))
const versions: string[] = json('tools/nodes/versions.json')
const files = readdirSync(folder)
const read = (file: string): Workflow => parse(readFileSync(join(folder, file), 'utf8'))
const stepsOf = (workflow: Workflow): Step[] =>
  Object.values(workflow.jobs).flatMap(({ steps = [] }) => steps)

/** What a job may do beyond reading the code. */
const rights: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'release.yml version': { contents: 'write', 'pull-requests': 'write' },
  'release.yml publish': { contents: 'write', 'id-token': 'write' },
}

describe.each(files)('%s', (file) => {
  const workflow = read(file)

  it('runs scripts that there are', () => {
    const { scripts } = json('package.json')
    const commands = stepsOf(workflow).flatMap(({ run = '' }) => [
      ...run.matchAll(/\bnpm (?:run )?([a-z][\w:-]*)/g),
    ])
    expect(commands.length).toBeGreaterThan(0)
    for (const [, script] of commands) expect(scripts).toHaveProperty([script!])
  })

  it('may read the code, and each job no more than it needs', () => {
    expect([{}, { contents: 'read' }]).toContainEqual(workflow.permissions)
    for (const [name, { permissions }] of Object.entries(workflow.jobs))
      expect(permissions ?? { contents: 'read' }).toEqual(rights[`${file} ${name}`] ?? { contents: 'read' })
  })

  it('leaves no credentials where a job only reads', () => {
    for (const [name, { steps = [] }] of Object.entries(workflow.jobs)) {
      const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'))
      for (const { with: settings } of checkouts)
        expect(settings?.['persist-credentials'] === false).toBe(!rights[`${file} ${name}`])
    }
  })

  it('uses what GitHub itself keeps, by major version, or a workflow of this repository', () => {
    const used = [...stepsOf(workflow), ...Object.values(workflow.jobs)].flatMap(({ uses }) => uses ?? [])
    for (const one of used) {
      if (one.startsWith('./')) expect(existsSync(join(root, one))).toBe(true)
      else expect(one).toMatch(/^actions\/[a-z-]+@v\d+$/)
    }
  })

  it('does not run twice at once, and puts no text of others into a shell', () => {
    expect(workflow.concurrency?.group).toBeTypeOf('string')
    for (const { run = '' } of stepsOf(workflow)) expect(run).not.toContain('${{')
    expect(workflow.on).not.toHaveProperty('pull_request_target')
  })
})

it('tests under the Node versions that we say we support', () => {
  expect(read('ci.yml').jobs.test!.strategy!.matrix.node).toEqual(versions)
  expect(versions[0]).toBe(json('package.json').engines.node.replace('>=', ''))
  const used = ['release.yml', 'interop.yml'].flatMap((file) =>
    stepsOf(read(file)).flatMap(({ with: settings }) => settings?.['node-version'] ?? []),
  )
  for (const version of used) expect(versions).toContain(version)
})

it('has the whole history where changesets are judged', () => {
  const judged = [
    read('ci.yml').jobs.test!,
    read('release.yml').jobs.version!,
    read('release.yml').jobs.publish!,
  ]
  for (const { steps } of judged) expect(steps![0]!.with).toMatchObject({ 'fetch-depth': 0 })
})
