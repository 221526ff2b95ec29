/** Colours of the codes that our programs use, on a dark ground. */
const palette: Readonly<Record<string, string>> = {
  '31': '#f47067',
  '32': '#57ab5a',
  '33': '#c69026',
  '36': '#39c5cf',
}
const ground = '#1c2128'
const ink = '#adbac7'
const size = { font: 14, column: 8.43, line: 19, margin: 20, bar: 30 }

interface Span {
  text: string
  color: string
  bold: boolean
  dim: boolean
}

/** Cuts a line with ANSI colour codes into spans of one look. */
export function parseAnsi(line: string): Span[] {
  const look = { color: ink, bold: false, dim: false }
  const spans: Span[] = []
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
  for (const part of line.split(/(\u001b\[[0-9;]*m)/)) {
    if (!part.startsWith('\u001b')) {
      if (part !== '') spans.push({ text: part, ...look })
      continue
    }
    for (const code of part.slice(2, -1).split(';')) {
      if (code === '1') look.bold = true
      else if (code === '2') look.dim = true
      else if (code === '22') Object.assign(look, { bold: false, dim: false })
      else if (code === '39') look.color = ink
      else if (code === '0' || code === '') Object.assign(look, { color: ink, bold: false, dim: false })
      else look.color = palette[code] ?? look.color
    }
  }
  return spans
}

const escapeXml = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!)

/** A picture of a terminal window with these lines; every span is placed on the grid, whatever font the viewer has. */
export function terminalSvg(title: string, lines: readonly string[]): string {
  const parsed = lines.map(parseAnsi)
  const columns = Math.max(
    60,
    ...parsed.map((spans) => spans.reduce((sum, { text }) => sum + text.length, 0)),
  )
  const width = Math.ceil(columns * size.column + 2 * size.margin)
  const height = size.bar + lines.length * size.line + 1.5 * size.margin
  const texts = parsed.flatMap((spans, row) => {
    let column = 0
    return spans.map(({ text, color, bold, dim }) => {
      const x = size.margin + column * size.column
      const y = size.bar + size.margin + row * size.line
      column += text.length
      const look = `${bold ? ' font-weight="bold"' : ''}${dim ? ' opacity="0.6"' : ''}`
      const length = (text.length * size.column).toFixed(1)
      return `<text x="${x.toFixed(1)}" y="${y}" fill="${color}"${look} textLength="${length}" xml:space="preserve">${escapeXml(text)}</text>`
    })
  })
  const lights = ['#f47067', '#c69026', '#57ab5a'].map(
    (color, i) => `<circle cx="${20 + i * 20}" cy="${size.bar / 2 + 3}" r="6" fill="${color}"/>`,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeXml(title)}">
<rect width="100%" height="100%" rx="8" fill="${ground}"/>
${lights.join('')}
<text x="${width / 2}" y="${size.bar / 2 + 8}" fill="${ink}" opacity="0.7" text-anchor="middle" font-family="sans-serif" font-size="13">${escapeXml(title)}</text>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="${size.font}">
${texts.join('\n')}
</g>
</svg>
`
}
