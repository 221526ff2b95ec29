/**
 * What a JSON-RPC call is answered with when it fails: code, message and data as a Substrate node words them.
 * It goes to the client and is no fault of the program, so it is no SubnetkitError.
 */
export class RpcError extends Error {
  readonly code: number
  readonly data: string | undefined

  constructor(code: number, message: string, data?: string) {
    super(message)
    this.name = 'RpcError'
    this.code = code
    this.data = data
  }
}

export const methodNotFound = () => new RpcError(-32601, 'Method not found')
export const invalidParams = (reason: string) => new RpcError(-32602, 'Invalid params', reason)
export const invalidRequest = () => new RpcError(-32600, 'Invalid request')
export const parseError = () => new RpcError(-32700, 'Parse error')
export const tooLarge = () => new RpcError(-32007, 'Request is too big')
