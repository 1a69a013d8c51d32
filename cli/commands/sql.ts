import { NamedError } from '../../functions/contract/errors.ts'
import { didYouMean, firstOf } from '../../functions/contract/nearest.ts'
import { readPlans } from '../../functions/checks/query-plans.ts'
import { quantity } from '../../functions/contract/quantity.ts'
import { batchStatements } from '../../functions/purge/statements-hash.ts'
import { rules as catalogue } from '../../functions/rules/rules.ts'
import { findDeployed, settingsOf } from '../deployed.ts'
import { exitCodes } from '../exit-codes.ts'
import { oneSource, onEachDatabase } from '../on-database.ts'
import { localConnection } from '../place.ts'
import type { Terminal } from '../terminal.ts'

interface Options {
  readonly connection?: string
  readonly source?: string
  readonly rule?: string
  readonly explain?: true
  readonly json?: true
}
interface Shown {
  readonly database: string
  readonly rule: string
  readonly cutoff: string
  readonly statements: readonly { readonly sql: string; readonly values: readonly string[] }[]
  /** How the server would find and lock the rows of the first batch; null where nobody asked. */
  readonly plan: readonly string[] | null
}

/**
 * The statements of each rule's batch, as the schema of the database makes them; none is run. With
 * explain, the server tells its plans, as the gates compare them between clone and production.
 */
export async function sql(
  terminal: Terminal,
  environment: string | undefined,
  { connection: file, source, rule: only, explain, json }: Options,
): Promise<number> {
  const names = catalogue.map((one) => one.name)
  if (only !== undefined && !names.includes(only))
    throw new NamedError(
      'InvalidInput',
      `There is no rule "${only}"${didYouMean(only, names) || '.'} Expected one of ` +
        `${firstOf(names)}, which docs/rules.md lists.`,
    )
  const connection = file ?? localConnection()
  if (connection === null)
    throw new NamedError(
      'InvalidInput',
      "Expected --connection with an option file of the database's own clients; only with " +
        '--local is it known.',
    )
  const settings = await settingsOf(await findDeployed(environment))
  const all: Shown[] = []
  await onEachDatabase(settings, oneSource(settings, source), connection, async (name, along) => {
    const { dialect, bound } = along
    const wanted = bound.rules.filter(({ rule }) => only === undefined || rule.name === only)
    for (const one of wanted) {
      const [plan] = explain === true ? await readPlans(along, { ...bound, rules: [one] }) : []
      all.push({
        database: name,
        rule: one.rule.name,
        cutoff: along.cutoffs.get(one.rule.name) ?? '',
        plan: plan?.steps ?? null,
        statements: batchStatements(dialect, bound, one).map(({ text, values }) => ({
          sql: text,
          values: values.map(shownValue),
        })),
      })
    }
  })
  if (json === true) terminal.print(JSON.stringify(all, null, 2))
  else for (const one of all) printRule(terminal, one)
  if (all.length > 0) return exitCodes.done
  terminal.say(
    `A run would send nothing${only === undefined ? '' : ` for the rule ${only}`}: no database ` +
      'of the source has its table, or the environment has switched it off.',
  )
  return exitCodes.failed
}

function printRule(terminal: Terminal, shown: Shown): void {
  const { database, rule, cutoff, statements, plan } = shown
  terminal.print(
    `-- ${database}, rule ${rule}, cutoff ${cutoff}: ${quantity(statements.length, 'statement')} ` +
      'of a batch; the keys are samples',
  )
  for (const { sql: text, values } of statements) {
    terminal.print(`${text};`)
    if (values.length > 0) terminal.print(`-- values: ${values.join(', ')}`)
  }
  for (const step of plan ?? []) terminal.print(`-- plan: ${step}`)
}

const shownValue = (value: string | Buffer | null): string => {
  if (value === null) return 'NULL'
  return typeof value === 'string' ? `'${value}'` : `X'${value.toString('hex')}'`
}
