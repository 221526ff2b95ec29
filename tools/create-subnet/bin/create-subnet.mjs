#!/usr/bin/env node
// In a checkout this is TypeScript, which tsx runs.
import { register } from 'tsx/esm/api'

register()
await import('../src/main.ts')
