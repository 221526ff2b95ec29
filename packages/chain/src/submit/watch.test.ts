import { describe, expect, it } from 'vitest'
import { readStatus } from './watch.ts'

describe('readStatus', () => {
  it.each(['future', 'ready', { broadcast: ['peer'] }, { retracted: '0x01' }, {}, null])(
    '%j decides nothing',
    (status) => {
      expect(readStatus(status, false)).toBeNull()
    },
  )

  it('takes a block as the end unless finality is asked for', () => {
    expect(readStatus({ inBlock: '0x01' }, false)).toEqual({ kind: 'included', block: '0x01' })
    expect(readStatus({ inBlock: '0x01' }, true)).toBeNull()
    expect(readStatus({ finalized: '0x02' }, true)).toEqual({ kind: 'included', block: '0x02' })
    // A node may skip inBlock, or the client may miss it.
    expect(readStatus({ finalized: '0x02' }, false)).toEqual({ kind: 'included', block: '0x02' })
  })

  it.each(['dropped', 'invalid', { usurped: '0x01' }, { finalityTimeout: '0x01' }])(
    '%j ends it',
    (status) => {
      expect(readStatus(status, false)?.kind).toBe('dropped')
    },
  )
})
