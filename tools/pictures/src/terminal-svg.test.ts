import { expect, it } from 'vitest'
import { parseAnsi, terminalSvg } from './terminal-svg.ts'

const esc = '\u001b['

it('keeps text and colours apart', () => {
  const spans = parseAnsi(`plain ${esc}32mgreen${esc}39m ${esc}1mbold${esc}22m ${esc}2mdim`)
  expect(spans.map(({ text }) => text).join('')).toBe('plain green bold dim')
  expect(spans.find(({ text }) => text === 'green')!.color).not.toBe(spans[0]!.color)
  expect(spans.find(({ text }) => text === 'bold')).toMatchObject({ bold: true, dim: false })
  expect(spans.find(({ text }) => text === 'dim')).toMatchObject({ bold: false, dim: true })
})

it('draws a picture whose text cannot break out of it', () => {
  const svg = terminalSvg('a "title"', ['<script> & more'])
  expect(svg).toContain('&lt;script&gt; &amp; more')
  expect(svg).toContain('aria-label="a &quot;title&quot;"')
  expect(svg).not.toContain('<script>')
})
