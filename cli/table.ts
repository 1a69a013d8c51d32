import { shownCount } from '../functions/contract/quantity.ts'
import { stripVTControlCharacters } from 'node:util'
import type { Terminal } from './terminal.ts'

type Cell = string | number | null

/** Columns that are lined up; numbers stand to the right. */
export function printTable(
  terminal: Terminal,
  heads: readonly string[],
  rows: readonly (readonly Cell[])[],
): void {
  const shown = rows.map((row) => row.map(textOf))
  const widths = heads.map((head, at) =>
    Math.max(head.length, ...shown.map((row) => lengthOf(row[at] ?? ''))),
  )
  const isNumber = heads.map((_, at) =>
    rows.every((row) => typeof row[at] === 'number' || row[at] === null),
  )
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => {
        const space = ' '.repeat(Math.max(0, (widths[at] ?? 0) - lengthOf(cell)))
        return isNumber[at] === true ? space + cell : cell + space
      })
      .join('  ')
      .trimEnd()
  terminal.print(terminal.style('bold', line(heads)))
  for (const row of shown) terminal.print(line(row))
}

const lengthOf = (text: string): number => stripVTControlCharacters(text).length

function textOf(cell: Cell): string {
  if (cell === null) return '-'
  return typeof cell === 'number' ? shownCount(cell) : cell
}
