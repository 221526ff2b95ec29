import { createTarGzip } from 'nanotar'
import { openTarball, type Tarball } from '../tarball.ts'

const sound: Readonly<Record<string, string>> = {
  'README.md': '# Sound\n',
  LICENSE: 'MIT\n',
  'dist/index.js': "import { z } from 'zod'\nexport const one = z.number()\n",
  'dist/index.d.ts': "import { z } from 'zod'\nexport declare const one: z.ZodNumber\n",
}
const soundManifest = {
  name: '@test/sound',
  version: '1.0.0',
  license: 'MIT',
  type: 'module',
  sideEffects: false,
  files: ['dist'],
  repository: { type: 'git', url: 'git+https://example.com/sound.git' },
  exports: {
    '.': { types: './dist/index.d.ts', default: './dist/index.js' },
    './package.json': './package.json',
  },
  dependencies: { zod: '^4.0.0' },
}

/** A package in which nothing is wrong but what a test asks for. */
export async function packed(
  files: Readonly<Record<string, string | undefined>> = {},
  manifest: object = {},
): Promise<Tarball> {
  const all = { ...sound, ...files, 'package.json': JSON.stringify({ ...soundManifest, ...manifest }) }
  const entries = Object.entries(all).flatMap(([path, data]) =>
    data === undefined ? [] : { name: `package/${path}`, data },
  )
  return openTarball(await createTarGzip(entries))
}
