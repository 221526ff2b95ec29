import type { Character } from '@subnetkit/neuron'
import { Question } from './contract.ts'

/** Local miners of this subnet that misbehave; general ones (lazy, copier, garbage, …) are there anyway. */
export const characters: readonly Character[] = [
  {
    name: 'half',
    class: 'less work',
    description: 'adds the first half of the numbers',
    wrap: (next) => (call) => {
      const { numbers } = Question.parse(call.request)
      return next({ ...call, request: { numbers: numbers.slice(0, Math.ceil(numbers.length / 2)) } })
    },
  },
]
