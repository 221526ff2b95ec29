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
export { copier } from './copier.ts'
export { findCharacter, generalCharacters } from './general-characters.ts'
export { honest } from './honest.ts'
export { lazy } from './lazy.ts'
export { replay } from './replay.ts'
