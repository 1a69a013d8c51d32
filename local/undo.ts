import { createInterface } from 'node:readline/promises'
import { Command, InvalidArgumentError, Option } from 'commander'
import { z } from 'zod'
import { NamedError } from '../functions/contract/errors.ts'
import { quantity } from '../functions/contract/quantity.ts'
import type { UndoInput, UndoTotals } from '../functions/contract/undo.ts'
import type { ArchiveFile } from '../functions/contract/archive-file.ts'
import { undoFile } from '../functions/archive/undo.ts'
import type { Undoing } from '../functions/archive/undo-place.ts'
import { sumsOf, type Sums } from '../functions/archive/undo-asked.ts'
import { deletedAgain, isPart, rowsOut } from '../functions/archive/undo-next.ts'
import { addTotals, refuseForeign, type OneRun } from '../functions/archive/undo-totals.ts'
import { readSchema } from '../functions/engines/schema.ts'
import { openEngine } from '../functions/engines/engines.ts'
import { readConnectionFile, type Connection } from './connection-file.ts'
import { openNamedServer } from './named-server.ts'
import { openUndoArchive, type UndoArchive } from './undo-archive.ts'
import { applied, counted, passedOver, stopped } from './undo-outcome.ts'
import { ServerError } from './server/server-error.ts'
import { engines, usual, type Engine } from './engines/engines.ts'

type Options = Pick<UndoInput, 'rule' | 'table' | 'key' | 'since' | 'until' | 'onCollision'> & {
  readonly archive: string
  readonly connection: string
  readonly engine: Engine
  readonly apply?: true
  readonly yes?: true
  readonly withoutAccount?: true
}

const instant = (text: string): string => {
  if (!z.iso.datetime({ offset: true }).or(z.iso.date()).safeParse(text).success)
    throw new InvalidArgumentError('expected an ISO 8601 instant such as 2026-11-24T09:00:00Z')
  return text
}

const options = new Command('npm run undo --')
  .description(
    'Puts back rows that a run deleted, from a folder of archive files. Without --apply it ' +
      'only counts.',
  )
  .requiredOption('--archive <dir>', "folder of the run's archive files, such as out/archive")
  .requiredOption(
    '--connection <file>',
    "option file with host, port, user and password, as for the database's own clients",
  )
  .addOption(new Option('--engine <engine>', 'the database server').choices(engines).default(usual))
  .option('--rule <name>', 'rows that this rule deleted')
  .option('--table <name>', 'rows of this table')
  .option('--key <key>', 'the row with this key, its columns joined by a space')
  .option('--since <iso>', 'rows deleted at this instant or later', instant)
  .option('--until <iso>', 'rows deleted before this instant', instant)
  .addOption(
    new Option(
      '--on-collision <what>',
      'what to do with a row whose place is taken or whose parent is missing',
    )
      .choices(['skip', 'fail'])
      .default('skip'),
  )
  .option('--without-account', 'count every file, even if its rows may not have been deleted')
  .option('--apply', 'put the rows back, after you confirm')
  .option('--yes', 'do not ask')
  .exitOverride((error) => {
    if (
      error.code === 'commander.excessArguments' ||
      error.code === 'commander.missingMandatoryOptionValue'
    )
      console.error('Put -- before the options: npm run undo -- --archive out/archive …')
    process.exit(error.exitCode === 0 ? 0 : 2)
  })
  .parse()
  .opts<Options>()

process.exit(
  await main(options).catch((error: unknown) => {
    if (!(error instanceof NamedError || error instanceof ServerError)) throw error
    console.error(`${error.name}: ${error.message}`)
    return 1
  }),
)

async function main(wanted: Options): Promise<number> {
  const archive = await openUndoArchive(wanted, (line) => console.error(line))
  const connection = await readConnectionFile(wanted.connection, wanted.engine)
  const where = `${connection.host}:${connection.port} as ${connection.user}`
  if (wanted.apply !== true || wanted.yes !== true) {
    const sums = await goThrough(wanted, archive, connection, false)
    if (wanted.apply !== true || sums.putBack === 0) {
      console.log(counted(sums, where, isPart(wanted)))
      return 0
    }
    if (!process.stdin.isTTY) {
      console.error(`Nothing was changed on ${where}. To run without a terminal, add --yes.`)
      return 1
    }
    const ask = createInterface({ input: process.stdin, output: process.stdout })
    const answer = await ask.question(
      `Put at most ${quantity(sums.putBack, 'row')} back on ${where}? [y/N] `,
    )
    ask.close()
    if (!/^y(es)?$/i.test(answer.trim())) {
      console.log('Nothing was changed.')
      return 1
    }
  }
  // A count has read each file; without one a damaged file is to be found before a row is back.
  else for (const file of archive.files) await archive.read(file)
  const done = await goThrough(wanted, archive, connection, true)
  console.log(applied(done, where, isPart(wanted)))
  if (done.putBack > 0) console.log(deletedAgain(wanted.rule))
  return 0
}

/** Puts the archive's rows back, or only counts them, and shows the result by table. */
async function goThrough(
  wanted: Options,
  { files, read }: UndoArchive,
  connection: Connection,
  apply: boolean,
): Promise<Sums> {
  const dialect = await openEngine(wanted.engine, wanted.connection)
  let totals: UndoTotals = {}
  const out = new Set<string>()
  let one: OneRun | null = null
  let undone = 0
  for (const file of files) {
    try {
      const content = await read(file)
      if (content === 'undone') undone++
      if (content === null || content === 'undone') continue
      one ??= { run: content.runId, source: content.source, databases: null, schemas: new Map() }
      refuseForeign(file, content, one)
      const { onCollision } = wanted
      const asked = { wanted, dryRun: !apply, onCollision, out }
      totals = addTotals(totals, await undo(wanted, connection, content, { dialect, ...asked }))
    } catch (error) {
      if (Object.keys(totals).length > 0) show(totals, apply)
      const where = `${connection.host}:${connection.port}`
      throw stopped(error, { file, totals, apply, user: connection.user, where })
    }
  }
  if (undone > 0) console.log(passedOver(undone, files.length))
  const sums = sumsOf(totals, wanted)
  show(totals, apply)
  return sums
}

/** One file. */
async function undo(
  wanted: Options,
  connection: Connection,
  content: ArchiveFile,
  asked: Omit<Undoing, 'database' | 'schema'>,
): Promise<UndoTotals> {
  const { engine, connection: file } = wanted
  const database = await openNamedServer({
    ...{ dialect: asked.dialect, connection, database: content.database, file },
    session: 'undo',
    saidBy: `--engine is ${engine}`,
    next: `Add --engine ${engines.filter((one) => one !== engine).join(' or ')}`,
    privileges: 'SELECT and INSERT',
  })
  try {
    const schema = await readSchema(database, asked.dialect, content.database)
    return await undoFile({ ...asked, database, schema }, content)
  } finally {
    await database.close()
  }
}

/** The result by table, and the rows that have no place. */
function show(totals: UndoTotals, apply: boolean): void {
  console.table(
    Object.fromEntries(
      Object.entries(totals).map(([table, { putBack, present, collided }]) => [
        table,
        {
          [apply ? 'put back' : 'would be put back']: putBack,
          'already there': present,
          'cannot come back': collided,
        },
      ]),
    ),
  )
  for (const line of rowsOut(totals)) console.log(line)
}
