import { purgeSeconds, type GrowthResult } from './growth.ts'
import { ratios, type Bar, type Result } from './result.ts'
import type { Words } from './words.ts'

const whole = (value: number): string => Math.round(value).toLocaleString('en-US')
const megabytes = (bytes: number | null): string => (bytes === null ? '-' : whole(bytes / 1e6))
const times = (ratio: number | null | undefined): string =>
  ratio === null || ratio === undefined || !Number.isFinite(ratio) ? '-' : ratio.toFixed(2)
const ms = (value: number | undefined): string =>
  value === undefined ? '-' : value < 1000 ? value.toFixed(1) : whole(value)

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, at) =>
    Math.max(cell.length, ...rows.map((row) => row[at]?.length ?? 0)),
  )
  const padded = (cell: string, at: number) =>
    at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)
  const line = (cells: readonly string[]) => `| ${cells.map(padded).join(' | ')} |`
  const rule = widths.map((width, at) =>
    at === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`,
  )
  return [line(head), `|${rule.join('|')}|`, ...rows.map(line)].join('\n')
}

/**
 * Seconds, rates, memory and what was written; in parentheses as a multiple of the plain DELETE's.
 */
export function workTable(results: readonly Result[], { log }: Words): string {
  const binlog = results.some(({ binlogBytes }) => binlogBytes !== null)
  return table(
    [
      'contender',
      'seconds',
      'tokens/s',
      'rows/s',
      'rate',
      'server goes on',
      'server CPU s',
      'peak MB',
      log,
      ...(binlog ? ['binlog MB'] : []),
      'archive MB',
      'replica lag s',
      'load average',
    ],
    results.map((result) => {
      const ratio = ratios(result, results)
      return [
        result.contender,
        result.seconds.toFixed(1),
        whole(result.tokensPerSecond),
        whole(result.rowsPerSecond),
        times(ratio?.rate),
        result.settleSeconds === null ? '-' : `${result.settleSeconds.toFixed(0)} s`,
        result.serverSeconds?.toFixed(1) ?? '-',
        `${megabytes(result.peakBytes)} (${times(ratio?.peak)})`,
        `${megabytes(result.redoBytes)} (${times(ratio?.redo)})`,
        ...(binlog ? [`${megabytes(result.binlogBytes)} (${times(ratio?.binlog)})`] : []),
        result.archiveBytes === 0 ? '-' : megabytes(result.archiveBytes),
        result.lag === null
          ? '-'
          : `${result.lag.max.toFixed(1)}, then ${result.lag.after.toFixed(1)}`,
        result.loadAverage.map((value) => value.toFixed(1)).join(' to '),
      ]
    }),
  )
}

/**
 * How token requests fared meanwhile, the idle figures of the same server just before in
 * parentheses; in ms.
 */
export function latencyTable(results: readonly Result[]): string {
  const pair = ({ during, idle }: Result, rank: 'p50' | 'p95' | 'p99' | 'p999' | 'max') =>
    `${ms(during?.[rank])} (${ms(idle?.[rank])})`
  return table(
    [
      'contender',
      'p50',
      'p95',
      'p99',
      'p99.9',
      'max',
      'p99 to DELETE',
      'requests',
      'left out',
      'retries',
      'errors',
    ],
    results.map((result) => [
      result.contender,
      pair(result, 'p50'),
      pair(result, 'p95'),
      pair(result, 'p99'),
      pair(result, 'p999'),
      pair(result, 'max'),
      times(ratios(result, results)?.p99),
      whole(result.during?.requests ?? 0),
      whole(result.during?.leftOut ?? 0),
      whole(result.during?.retries ?? 0),
      whole(result.during?.errors ?? 0),
    ]),
  )
}

export const barTable = (bars: readonly Bar[]): string =>
  table(
    ['bar', 'met', 'measured'],
    bars.map(({ bar, met, detail }) => [bar, met === null ? '-' : met ? 'yes' : 'NO', detail]),
  )

export const growthTable = (results: readonly GrowthResult[]): string =>
  table(
    [
      'tokens',
      'dead',
      'measure s',
      'purge s',
      'verify s',
      'dead tokens/s',
      'microseconds a dead token',
      'batches',
      'peak MB',
      'archive MB',
      'database MB',
      'load average',
    ],
    results.map((result) => [
      whole(result.rows),
      whole(result.deadTokens),
      result.phases?.measure?.toFixed(1) ?? '-',
      purgeSeconds(result).toFixed(1),
      result.phases?.verify?.toFixed(1) ?? '-',
      whole(result.deadTokens / purgeSeconds(result)),
      whole((1e6 * purgeSeconds(result)) / result.deadTokens),
      whole(result.batches ?? 0),
      megabytes(result.peakBytes),
      megabytes(result.archiveBytes),
      megabytes(result.databaseBytes),
      result.loadAverage.map((value) => value.toFixed(1)).join(' to '),
    ]),
  )
