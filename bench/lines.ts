import type { BenchTable } from './dataset.ts'

/** A table's rows as both LOAD DATA and COPY read them: fields between tabs, `\N` for NULL. */
export function* lines(table: BenchTable, from: number, to: number): Generator<Buffer> {
  for (let at = from; at < to; at += 500) {
    const rows = Array.from({ length: Math.min(500, to - at) }, (_, nth) =>
      table.lines(at + nth),
    ).flat()
    yield Buffer.from(
      rows.map((row) => `${row.map((field) => field ?? '\\N').join('\t')}\n`).join(''),
      'latin1',
    )
  }
}
