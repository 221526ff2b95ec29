/** The words that stories are made of. Prompts choose from the same lists, so that a model can be asked for any of them. */

export const girls = ['Mia', 'Lily', 'Nora', 'Ada', 'Zoe', 'Ivy', 'Ruby', 'Clara', 'Rosa', 'June'] as const
export const boys = ['Tom', 'Sam', 'Ben', 'Leo', 'Max', 'Finn', 'Otto', 'Hugo', 'Theo', 'Jack'] as const

export const animals = [
  'fox',
  'rabbit',
  'bear',
  'owl',
  'cat',
  'dog',
  'mouse',
  'duck',
  'frog',
  'turtle',
  'horse',
  'squirrel',
  'hedgehog',
  'goat',
  'crow',
  'otter',
] as const

export const people = ['girl', 'boy'] as const

export const things = [
  'lantern',
  'key',
  'kite',
  'map',
  'bell',
  'book',
  'boat',
  'drum',
  'shell',
  'coin',
  'basket',
  'hat',
  'stone',
  'feather',
  'rope',
  'umbrella',
  'mirror',
  'whistle',
  'ladder',
  'box',
] as const

export const colours = ['red', 'blue', 'green', 'golden', 'silver', 'yellow', 'white', 'purple'] as const

export const traits = [
  'little',
  'brave',
  'kind',
  'clever',
  'shy',
  'happy',
  'curious',
  'sleepy',
  'gentle',
  'quiet',
  'hungry',
  'old',
] as const

/** A place and how one is there. */
export const places = {
  forest: 'in the forest',
  garden: 'in the garden',
  village: 'in the village',
  beach: 'on the beach',
  hill: 'on the hill',
  river: 'by the river',
  barn: 'in the barn',
  meadow: 'in the meadow',
  lake: 'by the lake',
  market: 'at the market',
  mill: 'near the mill',
  bridge: 'under the bridge',
  harbour: 'at the harbour',
  orchard: 'in the orchard',
} as const

export const foods = ['bread', 'apples', 'soup', 'honey cake', 'berries', 'cheese', 'nuts', 'plums'] as const
export const weathers = ['sunny', 'rainy', 'windy', 'cold', 'warm', 'foggy', 'snowy'] as const
export const joys = ['happy', 'proud', 'glad', 'excited', 'warm inside', 'very lucky'] as const
export const sorrows = ['sad', 'worried', 'scared', 'lonely', 'tired', 'upset'] as const
