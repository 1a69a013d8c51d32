import { classAt, type ClassLayout } from './class-layout.ts'
import type { LogClass, LogRow } from './registry-log-classes.ts'
import { otherTenant, superTenant } from './registry-places.ts'
import { timeOf } from './row-time.ts'
import type { SeededTable } from './seeded-table.ts'

function pathOf({ path }: LogRow, group: number): string | null {
  const plain = `/_system/governance/apimgt/statistics/path-${group}`
  switch (path) {
    case 'plain':
      return plain
    case 'upper case':
      return plain.toUpperCase()
    case 'trailing blank':
      return `${plain} `
    case 'null':
      return null
  }
}

/**
 * Numbered path by path, with room for the most rows of a class, so that the ids of a path's rows
 * ascend.
 */
export function logTable(layout: ClassLayout<LogClass>, seed: number, cutoff: number): SeededTable {
  const most = Math.max(...layout.runs.map(({ rowClass }) => rowClass.rows.length))
  const groupOf = (at: number): number => Math.floor(at / most)
  const find = (at: number): LogRow | undefined =>
    at >= 0 && at < layout.total * most ? classAt(layout, groupOf(at)).rows[at % most] : undefined
  const known = (at: number): LogRow => {
    const row = find(at)
    if (row === undefined) throw new RangeError(`no log row ${at}`)
    return row
  }
  return {
    table: 'REG_LOG',
    columns: [
      'REG_LOG_ID',
      'REG_PATH',
      'REG_USER_ID',
      'REG_LOGGED_TIME',
      'REG_ACTION',
      'REG_ACTION_DATA',
      'REG_TENANT_ID',
    ],
    key: ['REG_LOG_ID', 'REG_TENANT_ID'],
    rows: layout.total * most,
    exists: (at) => find(at) !== undefined,
    row: (at) => {
      const row = known(at)
      const time = timeOf(row.logged, cutoff, seed, at, 45)
      return [
        String(at + 1),
        pathOf(row, groupOf(at)),
        'admin',
        time,
        String(row.action),
        null,
        String(row.tenant === 'other' ? otherTenant : superTenant),
      ]
    },
    verdict: (at) => known(at).verdict,
    find: ([id = '']) => (find(Number(id) - 1) === undefined ? undefined : Number(id) - 1),
    tokens: () => [],
  }
}
