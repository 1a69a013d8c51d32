import { NamedError } from '../../functions/contract/errors.ts'
import { didYouMean } from '../../functions/contract/nearest.ts'
import { quantity } from '../../functions/contract/quantity.ts'
import { batchStatements } from '../../functions/purge/statements-hash.ts'
import { rules as catalogue } from '../../functions/rules/rules.ts'
import { findDeployed, settingsOf } from '../deployed.ts'
import { exitCodes } from '../exit-codes.ts'
import { oneSource, onEachDatabase } from '../on-database.ts'
import type { Terminal } from '../terminal.ts'

interface Options {
  readonly connection: string
  readonly source?: string
  readonly rule?: string
  readonly json?: true
}
interface Shown {
  readonly database: string
  readonly rule: string
  readonly cutoff: string
  readonly statements: readonly { readonly sql: string; readonly values: readonly string[] }[]
}

/** The statements of each rule's batch, as the schema of the database makes them; none is run. */
export async function sql(
  terminal: Terminal,
  name: string | undefined,
  { connection, source, rule: only, json }: Options,
): Promise<number> {
  const names = catalogue.map((one) => one.name)
  if (only !== undefined && !names.includes(only))
    throw new NamedError(
      'InvalidInput',
      `There is no rule "${only}"${didYouMean(only, names) || '.'} Expected one of ` +
        `${names.join(', ')}.`,
    )
  const settings = await settingsOf(await findDeployed(name))
  const all: Shown[] = []
  await onEachDatabase(settings, oneSource(settings, source), connection, (database, along) => {
    const { dialect, bound } = along
    for (const one of bound.rules.filter(({ rule }) => only === undefined || rule.name === only))
      all.push({
        database,
        rule: one.rule.name,
        cutoff: along.cutoffs.get(one.rule.name) ?? '',
        statements: batchStatements(dialect, bound, one).map(({ text, values }) => ({
          sql: text,
          values: values.map(shownValue),
        })),
      })
  })
  if (json === true) terminal.print(JSON.stringify(all, null, 2))
  else for (const one of all) printRule(terminal, one)
  return exitCodes.done
}

function printRule(terminal: Terminal, { database, rule, cutoff, statements }: Shown): void {
  terminal.print(
    `-- ${database}, rule ${rule}, cutoff ${cutoff}: ${quantity(statements.length, 'statement')} ` +
      'of a batch; the keys are samples',
  )
  for (const { sql: text, values } of statements) {
    terminal.print(`${text};`)
    if (values.length > 0) terminal.print(`-- values: ${values.join(', ')}`)
  }
}

const shownValue = (value: string | Buffer | null): string => {
  if (value === null) return 'NULL'
  return typeof value === 'string' ? `'${value}'` : `X'${value.toString('hex')}'`
}
