import { cancel, group, intro, select, text } from '@clack/prompts'
import { createErrors } from './errors.ts'
import { namesOf } from './names.ts'
import type { PackageManager } from './project-files.ts'
import { templates } from './template.ts'

/** What is asked of every subnet, unless flags say it. */
export interface SubnetAnswers {
  readonly name: string
  readonly scope: string
  readonly template: string
}

/** What is asked of a new project besides. */
export interface ProjectAnswers {
  readonly licence: string
  readonly packageManager: PackageManager
}

export const subnetDefaults: Omit<SubnetAnswers, 'name'> = { scope: '', template: 'blank' }
export const projectDefaults: ProjectAnswers = { licence: 'MIT', packageManager: 'npm' }

const descriptions = new Map<string, string>([
  ['blank', 'three short files to replace'],
  ['text', 'a language model, proven token by token'],
  ['image', 'pictures, checked by pixels'],
  ['inference', 'any ONNX model over the Open Inference Protocol'],
])

/** What the text of a problem is, or undefined when there is none. */
const problemOf = (check: () => unknown): string | undefined => {
  try {
    check()
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

const givenOr = <T>(given: T | undefined, asks: () => Promise<T | symbol>) =>
  given === undefined ? asks() : Promise.resolve(given)

const onCancel = (): never => {
  cancel('Nothing was made.')
  throw createErrors.INTERRUPTED()
}

/**
 * Asks what no flag said of a subnet.
 *
 * @throws INTERRUPTED when the person gives up
 */
export function askSubnet({ name, scope, template }: Partial<SubnetAnswers>): Promise<SubnetAnswers> {
  intro('A subnet of your own')
  return group(
    {
      name: () =>
        givenOr(name, () =>
          text({
            message: 'What is it called?',
            placeholder: 'weather',
            validate: (value) => problemOf(() => namesOf(value ?? '')),
          }),
        ),
      scope: () =>
        givenOr(scope, () =>
          text({
            message: 'Your npm scope, or nothing',
            placeholder: '@ada',
            defaultValue: subnetDefaults.scope,
            validate: (value) => problemOf(() => namesOf('x', value)),
          }),
        ),
      template: () =>
        givenOr(template, () =>
          select({
            message: 'What does it do?',
            initialValue: subnetDefaults.template,
            options: templates.map((value) => ({
              value: value as string,
              label: `${value}: ${descriptions.get(value)}`,
            })),
          }),
        ),
    },
    { onCancel },
  )
}

/**
 * Asks what no flag said of a project.
 *
 * @throws INTERRUPTED when the person gives up
 */
export function askProject({ licence, packageManager }: Partial<ProjectAnswers>): Promise<ProjectAnswers> {
  return group(
    {
      licence: () =>
        givenOr(licence, () => text({ message: 'Licence', initialValue: projectDefaults.licence })),
      packageManager: () =>
        givenOr(packageManager, () =>
          select({
            message: 'Package manager',
            initialValue: projectDefaults.packageManager,
            options: [{ value: 'npm' as PackageManager }, { value: 'pnpm' as PackageManager }],
          }),
        ),
    },
    { onCancel },
  )
}
