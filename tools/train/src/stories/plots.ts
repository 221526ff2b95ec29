/**
 * A plot is a list of steps and a step a list of alternatives; in each, `[a|b]` is a choice and `{slot}` a word of the
 * story (see story.ts). An empty alternative leaves the step out.
 */
export type Step = readonly string[]

export const openings: Step = [
  '[Once upon a time|Long ago|Once] there was {a trait} {kind} named {name}.',
  '{name} was {a trait} {kind} who lived {there}.',
  'One {weather} [morning|day|evening], {a trait} {kind} named {name} went to the {place}.',
  '{There} lived {a trait} {kind}. {His} name was {name}.',
]

export const habits: Step = [
  '{He} loved to [play|sing|sit|run] {there}.',
  'It was a {weather} day, and {name} wanted to [explore|play|go out].',
  'Every [day|morning] {he} [walked|went|ran] to the {place} to look for something new.',
  '{name} liked [nothing more than {food}|to count the clouds|the smell of {food}|to tell jokes].',
  '',
]

export const plots: readonly (readonly Step[])[] = [
  // Lost and found
  [
    [
      '{name} had {a colour} {thing} and took it everywhere.',
      '{His} [best|favourite] thing was {a colour} {thing}.',
    ],
    ['One day {he} lost it.', 'But one {weather} day the {thing} was gone.'],
    [
      '{He} looked [under the trees|behind the rocks|in every corner], but it was not there.',
      '{He} [looked|searched] everywhere {there}, but {he} could not find it.',
    ],
    ['{name} felt very {sorrow}.', '{name} began to cry.', ''],
    ['Then {a friendKind} named {friend} came by.', '{friend} the {friendKind} heard {him}.'],
    ['"What is wrong?" asked {friend}. "I lost my {thing}," said {name}.'],
    [
      '"I saw {a colour} {thing} {there2}," said the {friendKind}.',
      '"[Let us look for it together|I will help you]," said {friend}.',
    ],
    [
      'They [walked|ran|hurried] to the {place2} and found the {thing} [on the ground|in the grass|behind a wall].',
    ],
    ['"[Thank you|You found it|Hooray]!" said {name}.', ''],
  ],
  // Somebody else's thing
  [
    [
      '{There}, {name} found {a colour} {thing}.',
      'Something [bright|strange|small] lay {there}. It was {a colour} {thing}.',
    ],
    [
      '"Whose {thing} is this?" {he} [thought|wondered].',
      '{He} had never seen such a [bright|strange|pretty|fine] {thing} before.',
      '{name} wanted to keep it.',
    ],
    ['{He} asked [the baker|the miller|everyone], but [nobody|no one] knew.', ''],
    ['At last {he} met {friend} the {friendKind}, who was very {sorrow}.'],
    [
      '"That is my {thing}!" said {friend}. "[I lost it {there2}|My mother gave it to me|I looked for it all day]."',
    ],
    ['{name} gave the {thing} back [at once|with a smile].'],
    ['{friend} [smiled|laughed|danced] and gave {him} some {food}.'],
  ],
  // Making something
  [
    ['{name} wanted to make {a thing} for {friend} the {friendKind}.'],
    [
      'But {he} did not know how [to make it|to begin].',
      '{He} tried [once|twice|three times], but it [broke|fell apart].',
    ],
    [
      '"I can help you," said [the old baker|the miller|a passing goat|a wise crow].',
      '{He} asked [the baker|the miller] for help.',
    ],
    ['They worked [all day|until the sun went down|all night] and used {colour} paint.'],
    ['When the {thing} was ready, it was [pretty|bright|strong|better than new].'],
    ['{friend} was so {joy} to see it.', '"It is the best {thing} in the world!" said {friend}.'],
  ],
  // The way home
  [
    ['{name} [walked|wandered] too far, and it began to [rain|snow|get dark].'],
    ['{He} could not find the way home.', 'All the paths looked the same.'],
    ['{He} sat down and felt {sorrow}.', '"Is anybody there?" {he} called.'],
    ['{A friendKind} named {friend} saw {him} and said, "Do not be afraid."'],
    ['{friend} had {a colour} {thing} and knew the way.', '"Follow my {thing}," said {friend}.'],
    ['Together they [went|walked|ran] past the {place2} and [over|round] the {place3}.'],
    ['Soon {name} was home, eating {food} by the fire.', 'At last {name} saw the lights of home.'],
  ],
  // Help for one who is stuck
  [
    ['{There2}, {name} met {a friendKind} who was stuck in [the mud|a net|a tree|a hole].'],
    [
      '"Please help me!" cried the {friendKind}.',
      '"I have been here since [morning|last night]," said the {friendKind}.',
    ],
    ['{name} [thought for a while|looked around|had an idea].', ''],
    [
      '{He} used {a colour} {thing} to [pull|push|lift].',
      '{He} ran home and came back with {a colour} {thing}.',
    ],
    ['It was hard work, but {he} did not give up.', 'They pulled and pulled.'],
    ['At last the {friendKind} was free.'],
    ['"You are very [kind|brave|clever]," said the {friendKind}. "My name is {friend}."'],
    ['They shared some {food}.', ''],
  ],
  // A race
  [
    ['{friend} the {friendKind} said, "I am [faster|stronger|better] than you."'],
    [
      '"Let us [race|run] from the {place} to the {place2}," said {name}. "The winner gets the {colour} {thing}."',
    ],
    ['They ran [side by side|as fast as the wind|through mud and grass].'],
    ['[Half way|Near the {place3}], {friend} [fell|tripped|hurt a foot] and felt {sorrow}.'],
    ['{name} [stopped|turned back] to help.', '{name} could have won, but {he} stopped.'],
    ['They came to the {place2} together, and [nobody|no one] won.'],
    [
      'So they [shared|kept] the {thing}, one day each.',
      '"You keep the {thing}," said {friend}. "You are a true friend."',
    ],
  ],
  // A trade
  [
    ['{name} took {a colour} {thing} to the market to [sell|trade] it.'],
    ['"I will give you [two coins|some {food}|a song] for it," said {a friendKind} named {friend}.'],
    ['{name} [shook {his} head|said no|thought about it].', ''],
    ['Then {he} saw that {friend} was {sorrow}.', '"Why do you need it?" asked {name}.'],
    [
      '"It is for my [mother|sister|grandmother]," said {friend}. "She is ill."',
      '"I have nothing else," said {friend}.',
    ],
    ['{name} gave the {thing} away for nothing.', '"Then take it," said {name}.'],
    [
      'The next day there was a basket of {food} at {his} door.',
      '{friend} came back with {food} and a song.',
    ],
  ],
  // A secret
  [
    ['{There2} stood a small [house|door|tree] that [nobody|no one] could open.'],
    ['One [night|day] {name} saw {a colour} {thing} hanging [above it|beside it].'],
    [
      '"Do not touch it!" said {friend} the {friendKind}.',
      '{friend} the {friendKind} was too {sorrow} to come near.',
    ],
    ['But {name} [touched|shook|tapped] the {thing} [three times|very gently].'],
    ['The door opened with a [creak|bang|song].'],
    [
      'Inside there was [a table full of {food}|a tiny bed|nothing but dust|a letter].',
      'Inside it was [warm|dark|bright].',
    ],
    ['They [laughed|looked at each other|sat down to eat].', '"It is our secret now," said {friend}.'],
  ],
  // A storm
  [
    ['That night a [great|terrible] storm came to the {place}.'],
    [
      'The wind took the roof of {friend} the {friendKind}.',
      'The water carried away the house of {friend} the {friendKind}.',
    ],
    ['{friend} felt {sorrow} and had nowhere to sleep.'],
    ['"Stay with me," said {name}.', '{name} [opened|held open] the door. "Come in," {he} said.'],
    ['They ate {food} and watched the rain.', 'All night they told stories.'],
    ['In the morning they found {a colour} {thing} [in the mud|on the roof|at the door].'],
    [
      'With the {thing} they [built|mended] the house again.',
      '"The storm left us {a thing}," laughed {friend}.',
    ],
  ],
  // A fear
  [
    ['{name} was afraid of [the dark|deep water|high places|loud noises].'],
    ['{friend} the {friendKind} [laughed|did not laugh]. "I was afraid once too," said {friend}.'],
    ['"Take my {colour} {thing}," said {friend}. "It will [help|protect] you."'],
    ['So {name} held the {thing} and went [step by step|slowly|with closed eyes] to the {place2}.'],
    ['[Nothing bad happened|It was not so bad|{He} trembled, but {he} went on].'],
    ['"I did it!" {he} [called|shouted].'],
    ['"The {thing} is only {a thing}," said {friend}. "You did it [yourself|alone]."', ''],
  ],
]

export const endings: Step = [
  'From that day on, {name} and {friend} were [best friends|good friends|never alone].',
  '{name} went home feeling {joy}.',
  'That night {name} slept well and dreamed of [the {place}|{food}|{a colour} {thing}].',
  '{name} learned that it is good to [help others|share|be brave|tell the truth|ask for help].',
  'And [the {thing}|the {colour} {thing}] still hangs [over|beside] {his} bed.',
]
