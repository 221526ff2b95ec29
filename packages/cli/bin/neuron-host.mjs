// A process of neurons, started by `subnetkit up`. Loaded before tsx, whose hooks would handle each of the thousand
// modules of @polkadot/api once more: the process is ready in half the time.
import '@polkadot/api'
import { register } from 'tsx/esm/api'

register()
await import('subnetkit/host')
