import type { LiveRows } from './application-questions.ts'
import type { Sum } from '../engines/answers.ts'
import type { Question } from '../engines/database.ts'
import type { HashedColumn, KeyColumn, KeyRange, Sql } from '../engines/dialect.ts'
import { answering, joined, name, raw, sql, sumIn, within } from '../engines/mysql/mysql-text.ts'

/** How the registry reads its rows, for the invariants; like application-questions.ts, independent of the rules. */
const codes = '/_system/config/repository/components/org.wso2.carbon.identity.mgt/data'

/** How a resource finds what is pinned to it: by its version or, without one, by its path and name. */
const byVersion = 'l.REG_VERSION = t0.REG_VERSION'
const byPath =
  'COALESCE(l.REG_VERSION, 0) = 0 AND l.REG_PATH_ID = t0.REG_PATH_ID AND l.REG_RESOURCE_NAME <=> t0.REG_NAME'

/** Every current resource except expired confirmation codes. */
export const currentResources: LiveRows = {
  columns: ['REG_PATH_ID', 'REG_NAME', 'REG_VERSION', 'REG_TENANT_ID'],
  beside: ['REG_PATH', 'REG_PROPERTY', 'REG_RESOURCE_PROPERTY'],
  condition({ at }) {
    const over = (
      link: string,
    ) => sql`EXISTS (SELECT 1 FROM REG_RESOURCE_PROPERTY l JOIN REG_PROPERTY p ON p.REG_ID = l.REG_PROPERTY_ID AND p.REG_TENANT_ID = l.REG_TENANT_ID
      WHERE l.REG_TENANT_ID = t0.REG_TENANT_ID AND ${raw(link)} AND p.REG_NAME = 'expireTime' AND CAST(p.REG_VALUE AS UNSIGNED) BETWEEN 1 AND CAST(${String(at.getTime())} AS UNSIGNED))`
    return sql`NOT (EXISTS (SELECT 1 FROM REG_PATH c WHERE c.REG_PATH_ID = t0.REG_PATH_ID AND c.REG_TENANT_ID = t0.REG_TENANT_ID AND c.REG_PATH_VALUE = ${codes}) AND (${over(byVersion)} OR ${over(byPath)}))`
  },
}

const digest = (parts: readonly Sql[]): Sql =>
  sql`CAST(CONV(LEFT(SHA2(CONCAT_WS(',', ${joined(
    parts.map((part) => sql`COALESCE(SHA2(${part}, 256), '-')`),
    ', ',
  )}), 256), 15), 16, 10) AS UNSIGNED)`

/** What is pinned to the range's live resources (`total`, `hash`): `kind` is PROPERTY, TAG, COMMENT or RATING. */
export function countPinned(
  kind: string,
  key: readonly KeyColumn[],
  range: KeyRange,
  live: Sql,
  columns: readonly HashedColumn[],
): Question<Sum> {
  const hash = digest([
    ...['REG_PATH_ID', 'REG_NAME', 'REG_TENANT_ID'].map((id) => raw(`t0.${id}`)),
    ...columns.map(({ name: id }) => raw(`p.${name(id).text}`)),
  ])
  const read = (
    link: string,
  ) => sql`SELECT COUNT(*) AS total, COALESCE(SUM(${hash}), 0) AS hash FROM REG_RESOURCE t0 JOIN ${name(`REG_RESOURCE_${kind}`)} l ON l.REG_TENANT_ID = t0.REG_TENANT_ID AND ${raw(link)}
    JOIN ${name(`REG_${kind}`)} p ON p.REG_ID = ${raw(`l.REG_${kind}_ID`)} AND p.REG_TENANT_ID = l.REG_TENANT_ID WHERE ${within(key, range)} AND ${live}`
  return answering(
    sql`SELECT SUM(total) AS total, SUM(hash) AS hash FROM (${read(byVersion)} UNION ALL ${read(byPath)}) pinned`,
    sumIn,
  )
}

/** The newest line of each path and tenant, from which a new node builds its index; asked once for the whole table. */
export const newestLogLines: Question<Sum> = answering(
  sql`SELECT COUNT(*) AS total, COALESCE(SUM(newest), 0) AS hash FROM (SELECT MAX(REG_LOG_ID) AS newest FROM REG_LOG WHERE REG_PATH IS NOT NULL AND REG_TENANT_ID IS NOT NULL GROUP BY CAST(REG_PATH AS BINARY), REG_TENANT_ID) newest_lines`,
  sumIn,
)
