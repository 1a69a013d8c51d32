import { sourceFacts } from '../aws/source-facts.ts'
import { isLate, secondsToLate } from '../contract/bounds.ts'
import { durationMilliseconds } from '../contract/duration.ts'
import { levelsOf } from '../contract/throttle.ts'
import type { TableSize } from '../contract/space.ts'
import { cloneOf, type Run } from '../contract/steps.ts'
import { ask } from '../engines/database.ts'
import { judgeWindow, secondsToClose } from '../gates/window.ts'
import { replicasLag, tooManyChanges, tooShort } from '../reclaim/foresee.ts'
import { notToRebuild } from '../reclaim/reclaim.ts'
import type { OpenDatabase } from './open-planned.ts'
import type { Reclaiming } from './reclaim-table.ts'
import type { RebuildWatch } from './watch-rebuild.ts'

/** ms for which a call waits for production to be calm, and measures its changes, at most. */
const [calmWithin, measured] = [60_000, 60_000]

/** What is foreseen of a table's rebuild: why it must not begin, or what to tell of it. */
export interface Foreseen {
  readonly refused: string | null
  readonly told: string
}
const refusing = (refused: string | null): Foreseen => ({ refused, told: '' })

/** Whether a task rebuilds what takes longer than a call. */
export const hasTask = ({ rebuilds, deployment }: Run): boolean =>
  rebuilds.task !== undefined && deployment.rebuilds !== undefined

/** By what AWS and the rehearsal tell, before any connection is opened for it. */
export async function whyNot(
  { run, source, target, account, where, limit }: Reclaiming,
  { name, along }: OpenDatabase,
  size: TableSize,
): Promise<string | null> {
  if (isLate(run, Date.now())) return "the run's time limit was reached"
  const live = target === 'production'
  const gate = live ? judgeWindow(run, source.name, Date.now(), true).gate : null
  if (gate?.passed === false) return gate.detail
  const storage = await sourceFacts(live ? source : { ...source, ...cloneOf(source) }).catch(
    () => ({ elastic: false, freeStorage: null, storage: null }),
  )
  const longest = where === 'call' && !hasTask(run) ? limit : Number.POSITIVE_INFINITY
  const rehearsed = account.rehearsed(name, size.table)
  const statement = along.dialect.upkeep.byHand(size.table)
  return notToRebuild(size, storage, live, rehearsed, statement, longest)
}

/** By what production shows: its replicas, the time that is left, its changes, its load. */
export async function foresee(
  { run, account, where }: Reclaiming,
  { name, along }: OpenDatabase,
  size: TableSize,
  watch: RebuildWatch,
): Promise<Foreseen> {
  const { dialect, database } = along
  const onClone = account.rehearsed(name, size.table)?.seconds ?? 0
  const levels = levelsOf(run.throttle.levels)
  const accepted = run.rebuilds.acceptReplicaLag
  const lag = replicasLag({ names: watch.replicas, accepted, levels }, onClone)
  if (lag.refused !== null) return refusing(lag.refused)
  const at = Date.now()
  const left = Math.min(secondsToClose(run.window, at), secondsToLate(run, at))
  const short = tooShort(left, onClone)
  if (short !== null) return refusing(short)
  const { changesKept } = dialect.upkeep
  if (changesKept !== undefined) {
    const estimate = (await ask(database, dialect.server.estimates(name))).get(
      size.table.toUpperCase(),
    )
    const changes = {
      kept: await ask(database, changesKept),
      rate: await watch.rate(Math.min(measured, Math.max(1, onClone * 1000))),
      length: estimate?.length ?? 0,
    }
    const many = tooManyChanges(changes, onClone)
    if (many !== null) return refusing(many)
  }
  const patience = where === 'call' ? calmWithin : durationMilliseconds(run.throttle.patience)
  return { refused: await watch.calm(patience), told: lag.told }
}
