import { describe, expect, it } from 'vitest'
import { defineErrors } from './define-errors.ts'
import { isSubnetkitError, SubnetkitError } from './subnetkit-error.ts'

const errors = defineErrors({
  PORT_TAKEN: { message: 'Port {port} is taken by {who}.', remedy: 'Pass another than {port}.' },
})

describe('defineErrors', () => {
  it('fills the texts and keeps code, details and cause', () => {
    const cause = new Error('EADDRINUSE')
    const error = errors.PORT_TAKEN({ port: 9944 }, { cause })
    expect(error).toBeInstanceOf(SubnetkitError)
    expect(error.message).toBe('Port 9944 is taken by {who}.')
    expect(error.remedy).toBe('Pass another than 9944.')
    expect(error.details).toEqual({ port: 9944 })
    expect(error.cause).toBe(cause)
  })

  it('is recognised by code, also across copies of the package', () => {
    const error = errors.PORT_TAKEN()
    expect(isSubnetkitError(error, 'PORT_TAKEN')).toBe(true)
    expect(isSubnetkitError(error, 'OTHER')).toBe(false)
    expect(isSubnetkitError(new Error('x'))).toBe(false)
    expect(isSubnetkitError({ code: 'PORT_TAKEN', [Symbol.for('subnetkit.error')]: true })).toBe(true)
  })
})
