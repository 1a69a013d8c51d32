import { plural, quantity } from '../functions/contract/quantity.ts'
import type { Backlog } from './backlog.ts'
import { shownAge, shownCost, type CloneNow } from './clones-now.ts'
import { leftRebuildText } from './left-rebuilds.ts'
import { shownState, type LiveRun } from './live-run.ts'
import { isLocal } from './place.ts'
import { shownControl } from './shown-control.ts'
import type { Status, WholeStatus } from './status-of.ts'
import { printTable } from './table.ts'
import type { Terminal } from './terminal.ts'
import { shownInstant, shownSeconds } from './times.ts'
import { workedOffText } from './worked-off.ts'

export function printStatus(terminal: Terminal, status: WholeStatus): void {
  const { environment, region, nextStart: next, backlog, runs, others } = status
  terminal.print(`${terminal.style('bold', environment)} (${isLocal() ? 'local' : region})`)
  terminal.print(shownSwitch(status))
  terminal.print(`Next start: ${next === null ? 'none, the schedule is off' : shownInstant(next)}`)
  if (backlog !== null)
    terminal.print(
      `Backlog: ${quantity(backlog.rows, 'dead row')} of ` +
        `${quantity(backlog.tables, 'table')}, as ${backlog.run} left ` +
        `${plural(backlog.rows, 'it', 'them')} on ${shownInstant(backlog.finishedAt)}` +
        aboutRules(backlog),
    )
  if (status.workedOff !== null) terminal.print(workedOffText(status.workedOff))
  for (const one of status.leftRebuilds) terminal.print(leftRebuildText(one))
  for (const { kind, name } of others) terminal.print(`Under way: ${kind} ${name}`)
  if (runs.length === 0) {
    terminal.print('No run yet. Start one: drydock run')
    return
  }
  printTable(
    terminal,
    ['run', 'started', 'took', 'status'],
    runs.map((one) => [one.run, shownInstant(one.startedAt), tookOf(one), shownStatus(one)]),
  )
  for (const line of aboutLive(status)) terminal.print(line)
}

export const shownSwitch = ({ control }: Pick<Status, 'control'>): string =>
  `The switch: ${control === null ? 'not valid, so no purge runs' : shownControl(control)}`

/** Which runs of a few rules have counted since, or which rules the run was not about. */
const aboutRules = ({ later, rulesLeftOut }: Backlog): string =>
  (later.length === 0 ? '' : `; tables of a few rules as ${later.join(', ')} left them`) +
  (rulesLeftOut.length === 0
    ? ''
    : `, without the ${quantity(rulesLeftOut.length, 'rule')} that it left out`)

/** A person's answer ends a run, too: that is no failure. */
const answers: Readonly<Record<string, string>> = {
  Cancelled: 'CANCELLED',
  NotApproved: 'NOT APPROVED',
}

export const shownStatus = (one: LiveRun): string =>
  one.endedAt === null ? shownState(one) : (answers[one.error ?? ''] ?? one.status)

export function tookOf({ startedAt, endedAt }: LiveRun): string {
  const end = endedAt === null ? Date.now() : Date.parse(endedAt)
  return shownSeconds((end - Date.parse(startedAt)) / 1000)
}

/** What the table has no room for: the pace, the clones, and what waits for an answer. */
function aboutLive({ control, productionShare, runs, clones }: WholeStatus): readonly string[] {
  const purges = runs.some(({ progress }) => progress.some((one) => one.target === 'production'))
  const by = control?.productionShare === undefined ? 'limits.productionShare' : 'the switch'
  const percent = Math.round(productionShare * 100)
  return [
    ...(purges ? [`Pace: production is purged at most ${percent} % of the time, by ${by}`] : []),
    ...(clones?.map(shownClone) ?? ['Clones: your credentials may not see them']),
    ...runs
      .filter(({ state }) => state === 'AskApproval')
      .map(
        ({ run }) => `${run} waits for an answer: drydock approve ${run}, or drydock reject ${run}`,
      ),
  ]
}

const shownClone = (one: CloneNow): string =>
  `Clone: ${one.id} of ${one.run}, ${one.status}, ${shownAge(one)} old` +
  (one.cost === null ? '' : `, cost so far ${shownCost(one)}`)
