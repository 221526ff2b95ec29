#!/usr/bin/env node
// In a checkout the export below is TypeScript, and a founder's subnet may be too: tsx runs both.
import { register } from 'tsx/esm/api'

register()
await import('subnetkit/main')
