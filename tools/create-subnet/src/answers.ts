import { cancel, group, intro, select, text } from '@clack/prompts'
import { createErrors } from './errors.ts'
import { namesOf } from './names.ts'
import type { PackageManager } from './project-files.ts'
import { templates } from './template.ts'

/** What a person was asked, or said by flags. */
export interface Answers {
  readonly name: string
  readonly scope: string
  readonly template: string
  readonly licence: string
  readonly packageManager: PackageManager
}

export const defaults: Omit<Answers, 'name'> = {
  scope: '',
  template: 'blank',
  licence: 'MIT',
  packageManager: 'npm',
}

/** What the text of a problem is, or undefined when there is none. */
const problemOf = (check: () => unknown): string | undefined => {
  try {
    check()
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

/**
 * Asks for what no flag said.
 *
 * @throws INTERRUPTED when the person gives up
 */
export async function ask(given: Partial<Answers>): Promise<Answers> {
  intro('A subnet of your own')
  const answers = await group(
    {
      name: () =>
        given.name !== undefined
          ? Promise.resolve(given.name)
          : text({
              message: 'What is it called?',
              placeholder: 'weather',
              validate: (value) => problemOf(() => namesOf(value ?? '')),
            }),
      scope: () =>
        given.scope !== undefined
          ? Promise.resolve(given.scope)
          : text({
              message: 'Your npm scope, or nothing',
              placeholder: '@ada',
              defaultValue: defaults.scope,
              validate: (value) => problemOf(() => namesOf('x', value)),
            }),
      template: () =>
        given.template !== undefined
          ? Promise.resolve(given.template)
          : select({
              message: 'What does it do?',
              initialValue: defaults.template,
              options: templates.map((value) => ({
                value: value as string,
                label: `${value}: ${descriptions.get(value)}`,
              })),
            }),
      licence: () =>
        given.licence !== undefined
          ? Promise.resolve(given.licence)
          : text({ message: 'Licence', initialValue: defaults.licence }),
      packageManager: () =>
        given.packageManager !== undefined
          ? Promise.resolve(given.packageManager)
          : select({
              message: 'Package manager',
              initialValue: defaults.packageManager,
              options: [{ value: 'npm' as PackageManager }, { value: 'pnpm' as PackageManager }],
            }),
    },
    {
      onCancel() {
        cancel('Nothing was made.')
        throw createErrors.INTERRUPTED()
      },
    },
  )
  return answers
}

const descriptions = new Map<string, string>([
  ['blank', 'three short files to replace'],
  ['text', 'a language model, proven token by token'],
  ['image', 'pictures, checked by pixels'],
  ['inference', 'any ONNX model over the Open Inference Protocol'],
])
