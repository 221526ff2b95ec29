import { Readable, Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { answerLines } from './answer-lines.ts'

const hyperparameters = {
  kappa: 32767,
  activityCutoff: 5000,
  maxAllowedValidators: 64,
  stakeThreshold: '0',
  bondsMovingAverage: 900000,
  bondsPenalty: 65535,
  yuma3: true,
  liquidAlpha: false,
  alphaLow: 45875,
  alphaHigh: 58982,
  alphaSteepness: 1000,
  lastMechanismStep: 0,
}
const neuron = (stake: string, weights: [number, number][]) => ({
  stake,
  lastUpdate: 1,
  registeredAt: 0,
  validatorPermit: true,
  weights,
  bonds: [],
})
/** All weight to the owner: vector V8 of the scoring tests. */
const burn = {
  block: 1,
  tempo: 1,
  emission: '1000000000',
  ownerUid: 0,
  neurons: [neuron('0', []), neuron('1', [[0, 65535]]), neuron('0', [])],
  hyperparameters,
}

function collector() {
  let text = ''
  const stream = new Writable({
    write(chunk, _, done) {
      text += String(chunk)
      done()
    },
  })
  return { stream, text: () => text, lines: () => text.trimEnd().split('\n') }
}

const run = async (input: string, trace = false) => {
  const output = collector()
  const steps = collector()
  const counts = await answerLines({
    // Small pieces, so that lines are cut anywhere.
    input: Readable.from(input.match(/[\s\S]{1,777}/g) ?? []),
    output: output.stream,
    ...(trace && { trace: steps.stream }),
  })
  return { counts, answers: output.lines().map((line) => JSON.parse(line)), steps: steps.text() }
}

describe('answerLines', () => {
  it('answers with the shape of the manual', async () => {
    const { answers, counts } = await run(`${JSON.stringify(burn)}\n`)
    expect(counts).toEqual({ computed: 1, refused: 0 })
    expect(answers).toEqual([
      {
        consensus: [65535, 0, 0],
        incentive: [65535, 0, 0],
        dividends: [0, 65535, 0],
        validatorTrust: [0, 65535, 0],
        validatorPermit: [true, true, false],
        emission: ['500000000', '500000000', '0'],
        serverEmission: ['500000000', '0', '0'],
        validatorEmission: ['0', '500000000', '0'],
        bonds: [[], [[0, 6553]], []],
      },
    ])
  })

  it('goes on after a bad line, and passes over empty ones', async () => {
    const good = JSON.stringify(burn)
    const bad = ['nonsense', '{"block":1}', '[]', JSON.stringify({ ...burn, ownerUid: 3 })]
    const { answers, counts } = await run([good, ...bad, '', good].join('\r\n'))
    expect(counts).toEqual({ computed: 2, refused: 4 })
    expect(answers).toHaveLength(6)
    for (const answer of answers.slice(1, 5)) {
      expect(answer).toEqual({ error: 'usage', message: expect.any(String) })
    }
    expect(answers[5]).toEqual(answers[0])
  })

  it('takes a thousand lines in one run', async () => {
    const lines = Array.from({ length: 1000 }, (_, k) => JSON.stringify({ ...burn, emission: String(k) }))
    const { answers, counts } = await run(lines.join('\n'))
    expect(counts).toEqual({ computed: 1000, refused: 0 })
    expect(answers[999].emission).toEqual(['499', '499', '0'])
  })

  it('tells every step beside the answer', async () => {
    const plain = await run(JSON.stringify(burn))
    const traced = await run(JSON.stringify(burn), true)
    expect(traced.answers).toEqual(plain.answers)
    expect(traced.steps).toContain('line 1, mechanism 0')
    expect(traced.steps).toContain('10 consensus')
    expect(plain.steps).toBe('')
  })

  it('stops quietly when the reader goes away', async () => {
    const output = new Writable({
      write(_, __, done) {
        done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
      },
    })
    const input = Readable.from(Array.from({ length: 50 }, () => `${JSON.stringify(burn)}\n`))
    const { computed } = await answerLines({ input, output })
    expect(computed).toBeLessThan(50)
  })
})
