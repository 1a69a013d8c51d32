import type { ArchiveBatch } from '../archive/archive.ts'
import { keepRows, longestRow } from '../archive/keep-rows.ts'
import { rehearseFile } from '../archive/rehearse-file.ts'
import { undoFile } from '../archive/undo.ts'
import { packArchive } from '../contract/pack-archive.ts'
import { readArchiveName } from '../contract/archive-name.ts'
import { unpackArchive } from '../contract/unpack-archive.ts'
import { limitsSchema } from '../contract/environment.ts'
import type { ObserveProgress } from '../contract/count-progress.ts'
import { prove } from '../checks/all-checks.ts'
import type { Invariants } from '../contract/invariants.ts'
import type { Schema } from '../engines/schema.ts'
import { answers, observe } from '../measure/observe.ts'
import { liveGuard } from '../purge/live-guard.ts'
import { purge, type PurgeOptions } from '../purge/purge.ts'
import { purgedSoFar } from '../purge/purge-account.ts'
import type { BoundRules } from '../rules/bound.ts'
import { alongOf, type Bench } from './bench.ts'
import { mustBe, notProven } from './not-proven.ts'
import { compareClasses, type Truth } from './truth.ts'
import { readPlain, sameRows } from './plain-rows.ts'

type Packed = Awaited<ReturnType<typeof packArchive>>

/**
 * Measures, purges, verifies and undoes the rows by the very code of a run, and compares each with
 * what the rules mean.
 * @param at the run's start.
 * @throws NamedError EngineNotProven
 */
export async function proveRules(
  bench: Bench,
  { schema, bound }: { readonly schema: Schema; readonly bound: BoundRules },
  truth: Truth,
  at: Date,
): Promise<void> {
  const along = alongOf(bench)
  const observed = { along, bound, schema, target: 'clone' as const, at }
  const before = await observe(observed, null)
  compareClasses(bound, truth, before.progress.rows.tables)
  // Without the hot queries: what they find of rows that nobody's application wrote says nothing.
  const { counts } = await answers(observed, before.progress, null)
  const invariants = { samples: {}, counts, hot: [] }
  const files: Packed[] = []
  const keeping = await archiving(bench, schema, files)
  const guard = liveGuard(bound, () => [at])
  const { done, progress } = await purge(along, bound, null, () => undefined, {
    ...keeping,
    guard,
  })
  mustBe('The purge', 'its end', true, done)
  for (const { table, dead } of truth.tables) {
    const deleted = progress.deleted.find((one) => one.table === table.name)?.rows ?? 0
    mustBe(ruleOf(bound, table.name), `${table.name}, rows deleted`, dead.length, deleted)
  }
  await compareLeft(bench, bound, truth)
  const after = await observe(observed, null)
  await verify(bench, { bound, schema, at }, invariants, progress, before.progress, after.progress)
  const out = new Set<string>()
  for (const packed of files.toReversed())
    await undoFile(
      {
        ...{ database: bench.back, dialect: bench.dialect, schema, out },
        ...{ wanted: {}, dryRun: false, onCollision: 'fail' },
      },
      unpackArchive(packed.name, packed.bytes),
    )
  for (const { table, rows } of truth.tables)
    sameRows('The undo', table, rows, await readPlain(bench, table))
}

const ruleOf = ({ tables }: BoundRules, name: string): string =>
  `The rule "${tables.find(({ table }) => table.name === name)?.rule ?? ''}"`

async function compareLeft(bench: Bench, bound: BoundRules, truth: Truth): Promise<void> {
  for (const { table, rows, dead } of truth.tables) {
    const gone = new Set(dead)
    const left = rows.filter((row) => !gone.has(row))
    sameRows(ruleOf(bound, table.name), table, left, await readPlain(bench, table))
  }
}

/** Keeps what goes, and tries how it comes back, as the purge of a clone does. */
async function archiving(
  { database, back, dialect }: Bench,
  schema: Schema,
  files: Packed[],
): Promise<PurgeOptions> {
  const archive = {
    async keep(batch: ArchiveBatch) {
      const written = { runId: 'proof', source: 'proof', ...batch }
      files.push(await packArchive({ ...written, at: new Date().toISOString() }))
    },
  }
  return {
    keep: keepRows(archive, 'full', {
      database: schema.database,
      schema: schema.fingerprint,
      cutoffOf: () => '',
      longest: await longestRow(database, dialect),
    }),
    async undo(number, compare) {
      // Not the last one: that may be a batch ahead.
      const packed = files.findLast(({ name }) => readArchiveName(name)?.number === number)
      if (packed === undefined) throw new TypeError(`unreachable: file ${number} was not kept`)
      const file = unpackArchive(packed.name, packed.bytes)
      return rehearseFile({ database: back, dialect, schema }, file, compare)
    },
  }
}

/** @throws NamedError EngineNotProven if a check of a run fails */
async function verify(
  bench: Bench,
  { bound, schema, at }: { bound: BoundRules; schema: Schema; at: Date },
  invariants: Invariants,
  progress: Awaited<ReturnType<typeof purge>>['progress'],
  before: ObserveProgress,
  after: ObserveProgress,
): Promise<void> {
  const { name } = bench
  const measured = {
    database: name,
    schema: schema.fingerprint,
    ...{ skipped: [], leftovers: [], plans: [] },
    tables: before.rows.tables,
    invariants,
  }
  const { checks } = await prove(
    {
      ...{ along: alongOf(bench), bound, schema, at, name, target: 'clone' },
      ...{ production: null, own: [], archived: true, limits: limitsSchema.parse({}) },
      before: {
        measured: { databases: [measured] },
        purged: { done: true, progress: null, databases: [purgedSoFar(name, progress)] },
        rehearsed: null,
      },
    },
    after,
  )
  for (const { check, passed, detail } of checks)
    if (!passed)
      throw notProven({
        of: `The check ${check}`,
        at: 'after the purge of the proof',
        expected: 'that it passes',
        found: detail,
      })
}
