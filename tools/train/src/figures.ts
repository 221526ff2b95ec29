/** What is known of one model, by name, in the order in which it is printed. */
export type Figures = Readonly<Record<string, number | string | null>>

/** Names before their values for each model, numbers to four digits; whole ones in full. */
export function figuresTable(all: Readonly<Record<string, Figures>>): string {
  const rows = Object.entries(all).flatMap(([model, figures]) =>
    Object.entries(figures).map(([name, value], i) => [i === 0 ? model : '', name, shown(value)] as const),
  )
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]!.length)))
  return rows
    .map(([model, name, value]) => `${model.padEnd(widths[0]!)}  ${name.padEnd(widths[1]!)}  ${value}`)
    .join('\n')
}

function shown(value: number | string | null): string {
  if (typeof value !== 'number' || Number.isInteger(value)) return String(value)
  return String(Number(value.toPrecision(4)))
}
