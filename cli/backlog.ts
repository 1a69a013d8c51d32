import { leftBy } from '../functions/report/backlog.ts'
import type { RunEnvironment } from '../functions/contract/environment.ts'
import type { PastRun } from '../functions/report/schema.ts'
import { rules } from '../functions/rules/rules.ts'
import { settingsOf, type Deployed } from './deployed.ts'
import { readHistory } from './evidence.ts'

/** Dead rows that the last run of all rules that counted them has not deleted. */
export interface Backlog {
  readonly run: string
  readonly finishedAt: string
  readonly rows: number
  /** How many tables it counted. */
  readonly tables: number
  /** Later runs of a few rules, whose tables count as they left them. */
  readonly later: readonly string[]
  /** The rules that no run of these is about. */
  readonly rulesLeftOut: readonly string[]
}

/** null without a run that knows what it left. */
export async function backlogOf(environment: Deployed): Promise<Backlog | null> {
  const runs = (await readHistory(environment))?.runs ?? []
  return backlogBy(runs, await settingsOf(environment))
}

/** @param runs oldest first. */
export function backlogBy(
  runs: readonly PastRun[],
  settings: Pick<RunEnvironment, 'rules'>,
): Backlog | null {
  const known = runs.filter((run) => leftBy(run) !== null)
  const whole = known.findLastIndex((run) => rulesLeftOut(run, settings).length === 0)
  const [base, ...after] = known.slice(whole === -1 ? -1 : whole)
  if (base === undefined) return null
  const left = new Map<string, number>()
  for (const { tables } of [base, ...after])
    for (const one of tables) left.set(`${one.database} ${one.table}`, 0)
  for (const { tables } of [base, ...after]) {
    // Two sources may have a table of this name in a database of this name.
    for (const one of tables) left.set(`${one.database} ${one.table}`, 0)
    for (const one of tables) {
      const key = `${one.database} ${one.table}`
      left.set(key, (left.get(key) ?? 0) + (one.left ?? 0))
    }
  }
  return {
    run: base.runId,
    finishedAt: base.finishedAt,
    rows: [...left.values()].reduce((sum, rows) => sum + rows, 0),
    tables: left.size,
    later: after.map(({ runId }) => runId),
    rulesLeftOut: rulesLeftOut(base, settings),
  }
}

/** The rules that are on, of which the run was told to leave out; none if it does not say. */
function rulesLeftOut(
  { plannedRules }: PastRun,
  settings: Pick<RunEnvironment, 'rules'>,
): readonly string[] {
  if (plannedRules.length === 0) return []
  return rules
    .filter(({ name, enabled }) => settings.rules[name]?.enabled ?? enabled ?? true)
    .flatMap(({ name }) => (plannedRules.includes(name) ? [] : [name]))
}
