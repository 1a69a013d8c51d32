import { number } from '../answered-counts.ts'
import type { PlanStep } from '../answers.ts'
import { text, type Question, type Row } from '../database.ts'
import type { Sql } from '../dialect.ts'

/**
 * How the server would run a statement. EXPLAIN PLAN puts its rows into PLAN_TABLE, which is a
 * temporary table of the session's own and in nobody's schema (SQL Tuning Guide, "PLAN_TABLE"); the
 * connection reads them there (`planRows`).
 *
 * The server needs no values for it, and takes each for a VARCHAR2 of which it knows nothing; but
 * the driver counts the marks, and refuses a statement that has more of them than values (NJS-098,
 * lib/thin/connection.js). What stands in their place is the same to the server: a text that it
 * knows when the statement runs.
 */
export const plan = (statement: Sql): Question<readonly PlanStep[]> => ({
  text: `${explaining}${statement.text.replace(marks, (found) =>
    found.startsWith(':') ? unknownText : found,
  )}`,
  values: [],
  read: steps,
})

/** A mark of a value; or a text or a name in quotation marks, in which a colon marks nothing. */
const marks = /'(?:[^']|'')*'|"[^"]*"|:\d+/g
const unknownText = "SYS_CONTEXT('USERENV', 'CLIENT_INFO')"

export const explaining = "EXPLAIN PLAN SET STATEMENT_ID = 'drydock' FOR "

/** The rows of the plan that was explained last. */
export const planRows =
  'SELECT OPERATION AS "operation", OPTIONS AS "options", OBJECT_NAME AS "object", ' +
  'OBJECT_ALIAS AS "alias", CARDINALITY AS "total", ACCESS_PREDICATES AS "access" ' +
  "FROM PLAN_TABLE WHERE STATEMENT_ID = 'drydock' AND PLAN_ID = (SELECT MAX(PLAN_ID) " +
  "FROM PLAN_TABLE WHERE STATEMENT_ID = 'drydock') ORDER BY ID"

/** A table's access stands in one row, and the index that leads to it in another, beneath. */
function steps(rows: readonly Row[]): readonly PlanStep[] {
  const found: PlanStep[] = []
  const awaited = new Map<string, number>()
  for (const row of rows) {
    const [operation, options] = [text(row.operation), text(row.options)]
    if (operation !== 'TABLE ACCESS' && operation !== 'INDEX') continue
    const alias = /^"?([^"@]+)/.exec(text(row.alias))?.[1]?.toLowerCase() ?? null
    const told = `${operation} ${options}`.trim()
    const rowsTold = number(row.total)
    const at = awaited.get(alias ?? '')
    if (operation === 'INDEX') {
      const step = {
        table: alias,
        access: byIndex(options, text(row.access)),
        index: text(row.object),
        rows: rowsTold,
        told,
      }
      if (at === undefined) found.push(step)
      else found[at] = step
      continue
    }
    const byRowid = /ROWID/.test(options)
    if (byRowid && alias !== null) awaited.set(alias, found.length)
    found.push({
      table: alias,
      access: /FULL|SAMPLE/.test(options) ? 'scan' : byRowid ? 'lookup' : null,
      index: null,
      rows: rowsTold,
      told,
    })
  }
  return found
}

function byIndex(options: string, access: string): PlanStep['access'] {
  if (/^UNIQUE SCAN/.test(options)) return 'lookup'
  if (/^(FULL SCAN|FAST FULL|SAMPLE)/.test(options)) return 'scan'
  if (!/^(RANGE|SKIP) SCAN/.test(options)) return null
  // Texts may have any sign in them.
  return /[<>]/.test(access.replace(/'(?:[^']|'')*'/g, '')) ? 'range' : 'lookup'
}
