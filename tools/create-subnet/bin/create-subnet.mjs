#!/usr/bin/env node
// Compiled it is plain JavaScript; in a checkout it is TypeScript, which tsx runs.
import { existsSync } from 'node:fs'

if (existsSync(new URL('../src/main.ts', import.meta.url))) {
  const { register } = await import('tsx/esm/api')
  register()
  await import('../src/main.ts')
} else {
  await import('../dist/main.js')
}
