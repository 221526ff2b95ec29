export type {
  AdjustWeights,
  Character,
  CharacterTools,
  CharacterWrap,
  PastAnswer,
  Peer,
  WeightsDraft,
  Work,
  WorkCall,
} from '@subnetkit/neuron'
export { bribed } from './bribed.ts'
export { cabal } from './cabal.ts'
export { cheaper } from './cheaper.ts'
export { collector } from './collector.ts'
export { copier } from './copier.ts'
export { garbage } from './garbage.ts'
export { findCharacter, generalCharacters } from './general-characters.ts'
export { honest } from './honest.ts'
export { idle } from './idle.ts'
export { lazy } from './lazy.ts'
export { quantised } from './quantised.ts'
export { replay } from './replay.ts'
export { slow } from './slow.ts'
export { sybil } from './sybil.ts'
export { weightCopier } from './weight-copier.ts'
