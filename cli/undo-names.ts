import { NamedError } from '../functions/contract/errors.ts'
import { didYouMean } from '../functions/contract/nearest.ts'
import type { UndoInput } from '../functions/contract/undo.ts'
import { hasDeletedNothing } from '../functions/report/in-production.ts'
import { same } from '../functions/engines/schema.ts'
import { rules } from '../functions/rules/rules.ts'
import { settingsOf, type Deployed } from './deployed.ts'
import { readEvidence, readReport } from './evidence.ts'
import { sourceNames } from './live-run.ts'
import { findRun } from './runs.ts'

type Names = Pick<UndoInput, 'run' | 'source' | 'rule' | 'table'>

/**
 * Checks the names that an undo is given before it is started: the rule and the source by what
 * there is, the table by what the run deleted from.
 * @throws NamedError InvalidInput, RunNotFound, ArchiveMissing if the run deleted nothing
 */
export async function checkUndoNames(
  environment: Deployed,
  { run, source, rule, table }: Names,
): Promise<void> {
  const ruleNames = rules.map(({ name }) => name)
  if (rule !== undefined && !ruleNames.includes(rule)) throw unknown('rule', rule, ruleNames)
  const sources = sourceNames(await settingsOf(environment))
  if (source !== undefined && !sources.includes(source)) throw unknown('source', source, sources)
  const [only] = sources
  if (source === undefined && sources.length > 1)
    throw new NamedError(
      'InvalidInput',
      `The environment has several sources; expected --source with one of ${sources.join(', ')}. ` +
        'Nothing was changed.',
    )
  const account = await readEvidence(environment, run, source ?? only ?? '', 'purge-production')
  if (account === null) {
    const report = await readReport(environment, run)
    if (report === null) await findRun(environment, run)
    else if (hasDeletedNothing(report)) throw nothingToUndo(run)
    return
  }
  const tables = account.databases.flatMap((one) => one.tables.map((deleted) => deleted.table))
  if (table !== undefined && !tables.some((one) => same(one, table)))
    throw unknown('table', table, tables)
}

const nothingToUndo = (run: string): NamedError =>
  new NamedError(
    'ArchiveMissing',
    `The run ${run} deleted nothing in production, so there is nothing to put back.`,
  )

const unknown = (what: string, found: string, names: readonly string[]): NamedError =>
  new NamedError(
    'InvalidInput',
    `There is no ${what} "${found}" to undo${didYouMean(found, names) || '.'} Expected one of ` +
      `${names.join(', ')}. Nothing was changed.`,
  )
