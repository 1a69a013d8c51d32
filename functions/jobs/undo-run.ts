import { z } from 'zod'
import { evidence } from '../aws/evidence.ts'
import { readArchive } from '../aws/read-archive.ts'
import { openTarget } from '../aws/target-database.ts'
import { identify, type Identity } from '../contract/source.ts'
import { purgedSchema } from '../contract/evidence.ts'
import { NamedError } from '../contract/errors.ts'
import {
  undoInputSchema,
  type undoEventSchema,
  type UndoInput,
  type UndoTotals,
} from '../contract/undo.ts'
import type { Database } from '../engines/database.ts'
import { undoFile } from '../archive/undo.ts'
import { namesAsked, sumsOf } from '../archive/undo-asked.ts'
import { addTotals, refuseForeign, went } from '../archive/undo-totals.ts'
import { readSchema } from '../engines/schema.ts'
import type { Surroundings } from '../runtime/surroundings.ts'

type Source = Identity & { readonly secret: string; readonly databases: readonly string[] }
type Event = z.infer<typeof undoEventSchema>
export interface UndoResult {
  readonly done: boolean
  readonly progress: {
    readonly after: string
    readonly files: number
    readonly totals: UndoTotals
    readonly out: readonly string[]
  }
}

/** The number of skipped parents that fit into the state of an execution. */
const mostOut = 5000
const tooManyOut = (name: string) =>
  new NamedError(
    'UndoCollision',
    `More than ${mostOut} rows with child rows were skipped, the last of them from ${name}. ` +
      'Rows put back are kept. Find out why they collide with {"dryRun": true} and one "rule" ' +
      'or time range at a time, then start the undo again.',
  )

/** It was there before the first file was written, so it is lost. */
const noAccount = (place: string) =>
  new NamedError(
    'ArchiveMissing',
    `The account of the purge, ${place}, is not in the bucket. It says which files' rows ` +
      'were deleted; other files have rows that were never deleted, or that the application has ' +
      'deleted since. ' +
      'Nothing was put back. The bucket keeps versions: restore an older one. If there is ' +
      'none, download the files and use npm run undo with --without-account.',
  )

/**
 * Puts back what a run deleted from production, last file first, until all files are done or time
 * runs out.
 * @throws NamedError InvalidInput, ArchiveMissing, ArchiveDamaged, UndoCollision and what opening
 * throws
 */
export async function undoRun(
  { input, environment, deployment, progress }: Event,
  { spent, ending }: Pick<Surroundings, 'spent' | 'ending'>,
): Promise<UndoResult> {
  const { wanted, source } = readInput(input, environment)
  const archive = readArchive(deployment, wanted.run, source.name)
  const all = await archive.names()
  if (all.length === 0)
    throw new NamedError(
      'ArchiveMissing',
      `The archive holds nothing of run "${wanted.run}" and source "${source.name}". Check ` +
        "under archive/ in the bucket: the run's name, whether its archive was on, and whether " +
        'the run is older than archiveDays.',
    )
  const names = namesAsked(wanted, all)
  const account = purgedSchema
    .nullable()
    .parse(await evidence({ runId: wanted.run, deployment }).get(source.name, 'purge-production'))
  if (account === null) throw noAccount(`runs/${wanted.run}/${source.name}/purge-production.json`)
  let now = progress ?? { after: '', files: 0, totals: {}, out: [] }
  const out = new Set(now.out)
  const one = {
    run: wanted.run,
    source: source.name,
    databases: source.databases,
    schemas: new Map<string, string>(),
  }
  const open = new Map<string, Awaited<ReturnType<typeof opened>>>()
  const opened = async (database: string) => {
    const target = await openTarget({
      source,
      target: 'production',
      deployment,
      database,
      session: 'undo',
      ending,
    })
    return { ...target, schema: await readSchema(target.database, target.dialect, database) }
  }
  try {
    for (const name of names.filter((one) => now.after === '' || one < now.after)) {
      if (spent()) return { done: false, progress: now }
      const file = await archive.read(name)
      refuseForeign(name, file, one)
      if (!went(account, file)) {
        now = { ...now, after: name }
        continue
      }
      const at = open.get(file.database) ?? (await opened(file.database))
      open.set(file.database, at)
      const totals = await undoFile(
        { ...at, wanted, dryRun: wanted.dryRun, onCollision: wanted.onCollision, out },
        file,
      )
      if (out.size > mostOut) throw tooManyOut(name)
      now = {
        after: name,
        files: now.files + 1,
        totals: addTotals(now.totals, totals),
        out: [...out],
      }
    }
  } finally {
    for (const { database } of open.values() as Iterable<{ readonly database: Database }>)
      await database.close()
  }
  if (wanted.table !== undefined || wanted.key !== undefined) sumsOf(now.totals, wanted)
  return { done: true, progress: now }
}

function readInput(
  input: unknown,
  { sources }: Event['environment'],
): { readonly wanted: UndoInput; readonly source: Source } {
  const parsed = undoInputSchema.safeParse(input)
  if (!parsed.success)
    throw new NamedError(
      'InvalidInput',
      `The execution's input is ${JSON.stringify(input)?.slice(0, 300)}: ` +
        `${z.prettifyError(parsed.error)}. Expected {"run": "<name of the run>"} and ` +
        'optionally source, rule, table, key, since, until, dryRun (default true) and ' +
        'onCollision ("skip" or "fail").',
    )
  const all = sources.map((settings) => ({
    ...identify(settings),
    secret: settings.secret,
    databases: settings.databases.map(({ name }) => name),
  }))
  const chosen =
    parsed.data.source === undefined ? all : all.filter(({ name }) => name === parsed.data.source)
  const [source] = chosen
  if (source === undefined || chosen.length > 1)
    throw new NamedError(
      'InvalidInput',
      `"source" is ${JSON.stringify(parsed.data.source)}; expected one of ` +
        `${all.map(({ name }) => name).join(', ')}.`,
    )
  return { wanted: parsed.data, source }
}
