import type { PackageManager } from './project-files.ts'
import { runStep } from './step.ts'

/**
 * Installs the dependencies of the project in a folder.
 *
 * @throws STEP_FAILED, INTERRUPTED
 */
export async function installIn(
  folder: string,
  packageManager: PackageManager,
  { signal, say }: { readonly signal: AbortSignal; readonly say: (line: string) => void },
): Promise<void> {
  say('Installing …')
  // The project's own .npmrc silences npm, also about what goes wrong.
  const flags = packageManager === 'npm' ? ['--no-audit', '--no-fund', '--loglevel=error'] : []
  await runStep('Installing the dependencies', packageManager, ['install', ...flags], { cwd: folder, signal })
}
