import { Command, InvalidArgumentError, Option } from 'commander'
import { modes, type Mode, type RunEnvironment } from '../functions/contract/environment.ts'
import { timesSettingsSchema } from '../functions/contract/wall-times.ts'
import { settingsOf } from './laptop.ts'
import { schemaVersions, type SchemaVersion } from './schema/schemas.ts'
import { keptByNpm } from './kept-by-npm.ts'
import { engines, notHere, usual, type Engine } from './engines/engines.ts'

export interface Options {
  readonly tokens: number
  readonly schema: SchemaVersion
  readonly mode: Mode
  readonly engine?: Engine
  readonly now?: Date
  readonly out: string
  readonly settings: Partial<RunEnvironment>
  readonly confirmBlastRadius?: boolean
  readonly fail?: string
  readonly chaos?: number
  readonly seed?: number
  readonly keep?: true
  readonly dump?: readonly string[]
  readonly written?: string
  readonly smoke?: string | true
}

const instant = (text: string): Date => {
  const date = new Date(text)
  if (Number.isNaN(date.getTime()))
    throw new InvalidArgumentError('expected an ISO 8601 instant such as 2026-11-24T09:00:00Z')
  return date
}
const zone = (text: string): string => {
  const parsed = timesSettingsSchema.safeParse({ written: text })
  if (!parsed.success) throw new InvalidArgumentError(parsed.error.issues[0]?.message ?? '')
  return text
}
const share = (text: string): number => {
  const value = Number(text)
  if (!(value > 0 && value <= 0.5))
    throw new InvalidArgumentError('expected a number above 0, at most 0.5')
  return value
}
const wholeNumber = (text: string): number => {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('expected a whole number')
  return Number(text)
}
const count = (text: string): number => {
  if (!/^\d+$/.test(text) || Number(text) < 1000)
    throw new InvalidArgumentError('expected a whole number of at least 1000')
  return Number(text)
}

const command = new Command('npm start --')
/** The names of the options that were typed, as they are in Options. */
export const typedOptions = (): readonly string[] =>
  Object.keys(command.opts()).filter((name) => command.getOptionValueSource(name) === 'cli')

/** The command line's options; a wrong one ends the process with 2. */
export function readOptions(): Options {
  command
    .description(
      'All of Drydock on this computer: a production database is seeded, cloned, rehearsed, ' +
        'checked and purged.',
    )
    .option('--tokens <n>', 'tokens to seed', count, 50_000)
    .addOption(
      new Option(
        '--schema <version>',
        'the product whose tables are seeded, along with the registry',
      )
        .choices(schemaVersions.filter((version) => !version.startsWith('registry')))
        .default('apim-2.5.0'),
    )
    .addOption(new Option('--mode <mode>', 'how far to go').choices(modes).default('purge'))
    .addOption(
      new Option(
        '--engine <engine>',
        `the database server (default: the one that a dump comes from, otherwise "${usual}")`,
      )
        .choices(engines)
        .argParser((named) => {
          const known = engines.find((engine) => engine === named)
          if (known === undefined) throw new InvalidArgumentError(notHere(named))
          return known
        }),
    )
    .option(
      '--dump <file>',
      'rehearse on a dump of your own database (plain, .gz, .zst or .xz) instead of the seed; ' +
        'repeatable',
      (file, all: string[] = []) => [...all, file],
    )
    .option(
      '--written <zone>',
      "the zone of the dump's times without a zone, such as UTC; unknown when absent",
      zone,
    )
    .option('--now <iso>', 'fix the clock', instant)
    .option('--out <dir>', 'where the reports go', 'out')
    .option(
      '--settings <json>',
      'settings of the environment, as in docs/configuration.md',
      settingsOf,
      {},
    )
    .option('--confirm-blast-radius', 'purge however many rows would be deleted')
    .option(
      '--chaos <share>',
      'let this share of all AWS calls be throttled, fail or time out, at most 0.5',
      share,
    )
    .option('--seed <n>', 'the random seed that selects these calls', wholeNumber)
    .option('--fail <state>', 'make this state fail')
    .option(
      '--smoke [command]',
      'start an application on the clone and test it: a stand-in, or your command on ' +
        '127.0.0.1:$APPLICATION_PORT',
    )
    .option('--keep', 'keep production running until Ctrl-C, and print how to connect')
    .exitOverride((error) => {
      // npm consumes what it recognizes as its own options, and passes on only their arguments.
      if (error.code === 'commander.excessArguments')
        console.error('Put -- before the options: npm start -- --mode plan')
      process.exit(error.exitCode === 0 ? 0 : 2)
    })
  const kept = keptByNpm(command.options, process.env, process.argv)
  if (kept !== null) {
    console.error(kept)
    process.exit(2)
  }
  return command.parse().opts<Options>()
}
