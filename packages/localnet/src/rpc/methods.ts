import type { Node } from '../node.ts'
import { authorMethods } from './author.ts'
import { chainMethods } from './chain.ts'
import { devMethods } from './dev.ts'
import type { Methods } from './method.ts'
import { paymentMethods } from './payment.ts'
import { stateMethods } from './state.ts'
import { systemMethods } from './system.ts'

/** All JSON-RPC methods of a node. */
export function rpcMethods(node: Node): Methods {
  const methods: Methods = {
    ...systemMethods(node),
    ...chainMethods(node),
    ...stateMethods(node),
    ...authorMethods(node),
    ...paymentMethods(node),
    ...devMethods(node),
    rpc_methods: () => ({ methods: Object.keys(methods).sort() }),
  }
  return methods
}
