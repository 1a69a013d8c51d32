import type { Report } from '../functions/report/schema.ts'
import type { Deployed } from './deployed.ts'
import { readHistory, readReport } from './evidence.ts'

/** Dead rows that the last run that counted them has not deleted. */
export interface Backlog {
  readonly run: string
  readonly finishedAt: string
  readonly rows: number
  /** How many tables it counted: a run of a few rules counts fewer. */
  readonly tables: number
}

/** By the newest of the last reports that counted any table; null without one. */
export async function backlogOf(environment: Deployed): Promise<Backlog | null> {
  for (const { runId } of ((await readHistory(environment))?.runs ?? []).slice(-5).reverse()) {
    const report = await readReport(environment, runId)
    const rows = report === null ? null : leftIn(report)
    if (report === null || rows === null) continue
    const tables = report.rules.filter(({ dead }) => dead !== null).length
    return { run: runId, finishedAt: report.finishedAt, rows, tables }
  }
  return null
}

/** null if nothing was counted. */
export function leftIn({ rules }: Pick<Report, 'rules'>): number | null {
  const counted = rules.filter(({ dead }) => dead !== null)
  if (counted.length === 0) return null
  return counted.reduce(
    (sum, { dead, productionDeleted }) => sum + Math.max(0, (dead ?? 0) - (productionDeleted ?? 0)),
    0,
  )
}
