import type { InvariantCount, InvariantProgress, InvariantTally } from '../contract/invariants.ts'
import { ask as put } from '../engines/database.ts'
import type { Key, KeyRange } from '../engines/dialect.ts'
import { persist, walk, type Position, type Walk } from '../walk/walk.ts'
import type { Invariant } from './catalogue.ts'

/** The number of live rows that the hot queries are run for. */
const sampleSize = 50
/** The number of rows of a range that may join the sample. */
const perStep = 25

/**
 * Counts and hashes the invariants' rows, table by table, and samples rows from all of each.
 * Continues where an earlier call stopped.
 */
export async function countInvariants(
  along: Walk,
  invariants: readonly Invariant[],
  from: InvariantProgress | null,
): Promise<{ done: boolean; progress: InvariantProgress }> {
  let progress: InvariantProgress = from ?? { invariant: 0, low: null, counts: [], samples: {} }
  while (progress.invariant < invariants.length) {
    const current = invariants[progress.invariant]
    if (current === undefined) break
    const count = progress.counts[progress.invariant] ?? none(current)
    let [rows, hash, sample] = [
      count.rows,
      BigInt(count.hash),
      current.some === undefined ? [] : (progress.samples[current.table.name] ?? []),
    ]
    const position = await ranges(along, current, progress.low, async (range) => {
      // Added up only once the whole range is done: a range that fails midway is retried.
      const found = await ask(along, current, range)
      rows += found.rows
      hash += found.hash
      sample = thinned([...sample, ...found.keys])
    })
    const counts = [
      ...progress.counts.slice(0, progress.invariant),
      { ...count, rows, hash: String(hash) },
    ]
    const samples =
      current.some === undefined
        ? progress.samples
        : { ...progress.samples, [current.table.name]: sample }
    if (position.at === 'key')
      return {
        done: false,
        progress: { invariant: progress.invariant, low: position.low, counts, samples },
      }
    progress = { invariant: progress.invariant + 1, low: null, counts, samples }
  }
  return { done: true, progress }
}

/**
 * Counts invariants while another walk reads their table, so that one pass answers all questions.
 */
export function tally(invariants: readonly Invariant[], from: InvariantTally | null) {
  let sums: InvariantTally = from ?? { counts: invariants.map(none), samples: {} }
  return {
    sums: () => sums,
    /**
     * Queries a range of a table; the function it returns adds the range up once the whole range is
     * done.
     */
    async ask(along: Walk, table: string, range: KeyRange): Promise<() => void> {
      const found: (Answer | null)[] = []
      for (const one of invariants)
        found.push(one.table.name === table ? await ask(along, one, range) : null)
      return () => {
        const samples = { ...sums.samples }
        for (const answer of found)
          if (answer !== null && answer.keys.length > 0)
            samples[table] = thinned([...(samples[table] ?? []), ...answer.keys])
        sums = {
          samples,
          counts: sums.counts.map((count, at) => {
            const answer = found[at]
            if (!answer) return count
            const hash = String(BigInt(count.hash) + answer.hash)
            return { ...count, rows: count.rows + answer.rows, hash }
          }),
        }
      }
    },
  }
}

interface Answer {
  readonly rows: number
  readonly hash: bigint
  /** Some of the rows, for the sample. */
  readonly keys: readonly Key[]
}

async function ask(along: Walk, invariant: Invariant, range: KeyRange): Promise<Answer> {
  const { database } = along
  const { rows, hash } = await put(database, invariant.count(range))
  const keys =
    invariant.some === undefined || rows === 0
      ? []
      : await put(database, invariant.some(range, perStep))
  return { rows, hash, keys }
}

const none = ({ name, table }: Invariant): InvariantCount => ({
  invariant: name,
  table: table.name,
  rows: 0,
  hash: '0',
})

/** A question about the whole table is one range. */
async function ranges(
  along: Walk,
  { table, whole }: Invariant,
  low: Key | null,
  work: (range: KeyRange) => Promise<void>,
): Promise<Position> {
  if (whole !== true) return walk(along, table, low, work)
  await persist(along, () => work({ low: null, high: null }))
  return { at: 'end' }
}

/**
 * Drops every second key while there are too many, so that the rest still covers the whole table.
 */
const thinned = (keys: readonly Key[]): readonly Key[] =>
  keys.length <= 2 * sampleSize ? keys : thinned(keys.filter((_, at) => at % 2 === 0))

/** The final sample. */
export const sampled = (keys: readonly Key[] | undefined): readonly Key[] => {
  const all = keys ?? []
  const every = Math.max(1, all.length / sampleSize)
  return Array.from(
    { length: Math.min(sampleSize, all.length) },
    (_, at) => all[Math.floor(at * every)] ?? [],
  )
}
