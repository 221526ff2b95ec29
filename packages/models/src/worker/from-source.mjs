// Where a worker starts when the package runs from source: plain JavaScript, so that Node reads it before tsx is there.
import { register } from 'tsx/esm/api'

register()
await import('./model-worker.ts')
