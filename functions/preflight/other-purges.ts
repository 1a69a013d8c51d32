import { placeName } from '../purge/purge-place.ts'
import { ask } from '../engines/database.ts'
import type { Session } from '../engines/answers.ts'
import { cleaningEvents, vendors } from './other-events.ts'
import { failed, passed, warning, type Finding, type PreflightScene } from './scene.ts'

/** API Manager deletes single rows all the time; a longer statement is a cleanup. */
const longSeconds = 5

/**
 * No other cleanup of the same tables may run: counts would not agree, and the vendor's scripts
 * delete live rows.
 */
export async function nothingElseCleans(scene: PreflightScene): Promise<Finding[]> {
  const found = [
    ...(await ownLock(scene)),
    ...(await sessions(scene)),
    ...(await cleaningEvents(scene)),
  ]
  return found.length > 0 ? found : [passed('No other purge is visible.')]
}

async function ownLock({ database, dialect, name, mode }: PreflightScene): Promise<Finding[]> {
  const holder = await ask(database, dialect.server.lockHolder(placeName(name)))
  if (holder === null) return []
  const detail = `Another purge of Drydock is running on this database (connection ${holder.id}).`
  return [
    mode === 'purge'
      ? failed(detail, 'Wait for that execution to end, then start again.')
      : warning(detail, 'Rows that are counted and rehearsed now change meanwhile.'),
  ]
}

async function sessions({ database, dialect, name, bound }: PreflightScene): Promise<Finding[]> {
  const touches = (text: string) => bound.tables.some(({ table }) => named(table.name, text))
  const cleaning = (await ask(database, dialect.server.sessions)).filter(
    ({ doing }) => vendors.test(doing) || (/\bDELETE\b/i.test(doing) && touches(doing)),
  )
  const shown = ({ who, seconds, doing }: Session) =>
    `${who}, for ${seconds ?? '?'} s: ${inShort(
      doing,
      bound.tables.map(({ table }) => table.name),
    )}`
  const findings = cleaning.map((row) =>
    vendors.test(row.doing) || (row.seconds ?? 0) >= longSeconds
      ? failed(
          `Another session is cleaning (${shown(row)}).`,
          'Wait for it to end, or stop it. Disable the other cleanup (docs/runbook.md), then ' +
            'start again.',
        )
      : warning(
          `A session deletes from a table to purge (${shown(row)}).`,
          'Single rows now and then are normal for the application. More are its own cleanup: ' +
            'disable it.',
        ),
  )
  if (findings.length > 0) return findings
  return (await ask(database, dialect.server.rights(name))).seesSessions
    ? []
    : [warning(...dialect.words.sessionsUnseen)]
}

/** A statement's first word and its tables: the rest may contain values of rows, in any quoting. */
export function inShort(statement: string, tables: readonly string[]): string {
  // Skips leading comments of any kind.
  const [verb = 'a statement'] =
    /[a-z]+/i.exec(statement.replace(/\/\*[\s\S]*?\*\/|(--|#).*/g, ' ')) ?? []
  const found = [vendors.exec(statement)?.[0], ...tables.filter((table) => named(table, statement))]
  const [what] = found.filter((one) => one !== undefined)
  return what === undefined ? verb.toUpperCase() : `${verb.toUpperCase()} … ${what}`
}

const named = (table: string, statement: string): boolean =>
  new RegExp(`\\b${table.replace(/[^\w]/g, '\\$&')}\\b`, 'i').test(statement)
