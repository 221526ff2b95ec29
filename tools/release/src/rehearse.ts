import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkChangesets } from './checks/changesets.ts'
import { checkExports } from './checks/exports.ts'
import { checkImports } from './checks/imports.ts'
import { checkLeaks } from './checks/leaks.ts'
import { checkLicences } from './checks/licences.ts'
import { checkSize } from './checks/size.ts'
import { checkTypes } from './checks/types.ts'
import { importEntries, installConsumer, typeCheck, typescriptVersions } from './consumer.ts'
import type { Finding } from './finding.ts'
import { packAll, packedFolder } from './pack.ts'
import { publishedPackages } from './published-packages.ts'
import { serveRegistry } from './registry.ts'
import { run } from './run.ts'

/** All of a release but the upload: pack, check, install elsewhere, use. */
async function rehearse(root: string): Promise<void> {
  const startedAt = performance.now()
  const say = (line: string): void =>
    void process.stderr.write(
      `${((performance.now() - startedAt) / 1000).toFixed(0).padStart(4)} s  ${line}\n`,
    )
  const stopFor = (findings: readonly Finding[]): void => {
    if (findings.length === 0) return
    for (const { check, package: name, problem } of findings)
      process.stderr.write(`${check}  ${name}: ${problem}\n`)
    throw new Error(
      `RELEASE_REFUSED: ${findings.length} problem${findings.length > 1 ? 's' : ''}, listed above.`,
    )
  }

  const packages = publishedPackages(root)
  stopFor(checkChangesets(root, packages))
  say(`Building and packing ${packages.length} packages …`)
  const tarballs = await packAll(root, packages)
  say(`Checking exports, types, imports, sizes, secrets …`)
  const perTarball = tarballs.map(async (tarball) => [
    ...(await checkExports(tarball)),
    ...(await checkTypes(tarball)),
    ...checkImports(tarball),
    ...checkSize(tarball),
    ...checkLeaks(tarball, root),
  ])
  stopFor((await Promise.all(perTarball)).flat())

  const { stdout } = await run('npm', ['config', 'get', 'registry'], { cwd: root })
  const registry = await serveRegistry(tarballs, stdout.trim())
  const folder = mkdtempSync(join(tmpdir(), 'subnetkit-rehearsal-'))
  try {
    say('Installing them elsewhere from a registry on loopback …')
    const consumer = await installConsumer(join(folder, 'consumer'), tarballs, registry.url)
    stopFor(checkLicences(consumer.modules))
    const { entries, commonJs } = await importEntries(consumer, tarballs)
    say(`${entries} entries import. CommonJS: ${commonJs}.`)
    await typeCheck(consumer, tarballs)
    say(`A consumer type-checks under TypeScript ${typescriptVersions.join(', ')}.`)
    const up = [
      'subnetkit',
      'up',
      '--subnets',
      'text',
      '--epochs',
      '2',
      '--json',
      '--port',
      '0',
      '--seed',
      'rehearsal',
    ]
    const report = JSON.parse((await run('npx', up, { cwd: consumer.folder })).stdout)
    const paid = report.subnets[0].neurons.filter(
      (neuron: { incentive: number }) => neuron.incentive > 0,
    ).length
    say(`Miners and validators ran from it: ${paid} miners earned.`)
    if (paid === 0) throw new Error('RELEASE_REFUSED: nobody earned anything in the installed network.')
  } finally {
    await registry.close()
    rmSync(folder, { recursive: true, force: true })
  }
  for (const { manifest, size } of tarballs) {
    process.stdout.write(
      `${manifest.name.padEnd(32)} ${manifest.version.padEnd(10)} ${Math.ceil(size / 1024)} KiB\n`,
    )
  }
  say(`Everything is ready in ${packedFolder}/.`)
}

try {
  await rehearse(fileURLToPath(new URL('../../../', import.meta.url)).replace(/\/$/, ''))
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
