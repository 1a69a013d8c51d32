/** Columns of an ordinary terminal. */
const wide = 80

type Cell = string | number | null

/**
 * Lines of a table that fit a terminal: a name and numbers, which stand to the right. If there is
 * too little room, names lose their middle.
 */
export function textTable(
  heads: readonly string[],
  rows: readonly (readonly [string, ...Cell[]])[],
): string[] {
  const lines = [heads, ...rows.map((row) => row.map(shown))]
  const widths = heads.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)))
  const others = widths.slice(1).reduce((sum, width) => sum + width + 2, 0)
  const first = Math.min(widths[0] ?? 0, wide - others)
  return lines.map((line) =>
    line
      .map((cell, at) =>
        at === 0 ? cut(cell, first).padEnd(first) : cell.padStart(widths[at] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  )
}

const shown = (cell: Cell): string =>
  cell === null ? '-' : typeof cell === 'number' ? cell.toLocaleString('en-US') : cell

function cut(name: string, width: number): string {
  if (name.length <= width) return name
  const end = Math.floor((width - 1) / 2)
  return `${name.slice(0, width - 1 - end)}…${name.slice(name.length - end)}`
}
