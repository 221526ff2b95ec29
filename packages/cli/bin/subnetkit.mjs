#!/usr/bin/env node
// Commands that talk to a chain load @polkadot/api before tsx, whose hooks would handle each of its thousand modules
// once more; the others do without it.
if (['up', 'miner', 'validator'].includes(process.argv[2])) await import('@polkadot/api')

// In a checkout the export below is TypeScript, and a founder's subnet may be too: tsx runs both.
const { register } = await import('tsx/esm/api')
register()
await import('subnetkit/main')
