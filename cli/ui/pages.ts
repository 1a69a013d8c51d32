import type { Deployed } from '../deployed.ts'
import type { LiveRun } from '../live-run.ts'
import { isLocal } from '../place.ts'
import type { Action } from './actions.ts'
import type { Look } from './look.ts'
import type { Shown } from './part.ts'
import { showActions } from './show-actions.ts'
import { showApproval } from './show-approval.ts'
import { showAnswer, showCancel, showSwitch } from './show-controls.ts'
import { showClones, type Clones } from './show-clones.ts'
import { showGates } from './show-gates.ts'
import { showNow } from './show-now.ts'
import { showHistory, showRuns } from './show-runs.ts'
import { showStart } from './show-start.ts'

/** All that is known and done of an environment. */
export const environmentPage = (
  { name, region }: Deployed,
  look: Look,
  clones: Clones,
  actions: readonly Action[],
): Shown => ({
  title: `${name} (${isLocal() ? 'local' : region})`,
  up: '../../',
  trail: [['Environments', '../../']],
  said: [
    ...look.live.map(saidOf),
    ...actions.slice(0, 1).map((one) => `${one.name}: ${one.state}.`),
  ].join(' '),
  live: true,
  parts: [
    showActions(actions),
    showApproval(look.live),
    showAnswer(look.live),
    showNow(look.status, look.live),
    showSwitch(look),
    showGates(look.live),
    showCancel(look.live),
    showStart(look),
    showClones(clones),
    showRuns(look.status, look.history),
    showHistory(look.history),
  ],
})

function saidOf({ run, state, progress, pausedFor }: LiveRun): string {
  const slowed = progress.find(({ pace }) => pace !== 'go')
  const pace = pausedFor.length > 0 ? 'pause' : (slowed?.pace ?? 'go')
  const words = { pause: ', paused', slow: ', slowed', go: '' } as const
  return (
    `${run} is in ${state ?? 'its beginning'}${words[pace]}` +
    `${state === 'AskApproval' ? ' and waits for your answer' : ''}.`
  )
}
