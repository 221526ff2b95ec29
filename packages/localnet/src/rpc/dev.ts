import type { Node } from '../node.ts'
import type { Methods } from './method.ts'
import { numberParam } from './params.ts'
import { invalidParams } from './rpc-error.ts'

const maxBlocks = 100_000

/** Methods that only a development chain has. */
export function devMethods({ sealer }: Node): Methods {
  const newBlocks = (count: number): string => {
    if (count < 1 || count > maxBlocks) throw invalidParams(`count is 1 to ${maxBlocks}`)
    return sealer.seal(count).hash
  }
  return {
    /** `dev_newBlock({ count })`: makes blocks at once; gives the last one's hash. */
    dev_newBlock: ([options]) => {
      const count = typeof options === 'object' && options !== null && 'count' in options ? options.count : 1
      return newBlocks(numberParam(count, 'count'))
    },
  }
}
