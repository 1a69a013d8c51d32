import { levelsOf } from '../../functions/contract/throttle.ts'
import { join, render, type Html } from '../../functions/report/page/html.ts'
import { howToEnd } from '../how-to-end.ts'
import { shownControl } from '../shown-control.ts'
import type { Live, Look } from './look.ts'
import { paragraph, part, type Part } from './part.ts'
import { showLevels } from './show-levels.ts'

/** The forms of a run that waits for an answer. */
export const showAnswer = (live: readonly Live[]): Part =>
  part(
    'answer',
    'Your answer',
    live.flatMap(({ run, questions }) => (questions === null ? [] : [answerForms(run)])),
  )

const answerForms = (run: string): Html =>
  render(
    `<div class="forms">
<form method="post" action="do/approve"><input type="hidden" name="run" value="<%= it.run %>">
<label><input type="checkbox" name="sure" value="yes" required>
I have read what would go from production</label>
<button class="good">Approve <%= it.run %></button></form>
<form method="post" action="do/reject"><input type="hidden" name="run" value="<%= it.run %>">
<label>Reason, for the report <input name="why" required maxlength="500"
autocomplete="off"></label>
<button>Reject <%= it.run %></button></form>
</div>`,
    { run },
  )

const switchForms = `<p>It says: <b><%= it.shown %></b></p>
<div class="forms">
<%_ if (it.held) { %>
<form method="post" action="do/resume"><button class="good">Resume</button>
<small>Ends a pause or a stop, and takes back a cancel.</small></form>
<%_ } %>
<%_ if (!it.paused) { %>
<form method="post" action="do/pause">
<label><input type="checkbox" name="keep" value="yes">
Keep what the switch holds for later runs, too</label>
<button>Pause</button>
<small>Holds the purge of production until you resume, or until throttle.patience is over.</small>
</form>
<%_ } %>
<form method="post" action="do/pace">
<label>The most of the time that the purge works
<input type="number" name="share" min="0.01" max="1" step="any" required inputmode="decimal"
value="<%= it.share %>"></label>
<label><input type="checkbox" name="keep" value="yes">
Keep what the switch holds for later runs, too</label>
<button>Set the pace</button>
<button name="default" value="yes" formnovalidate>The environment's own, <%= it.own %></button>
</form>
<%_ if (!it.stopped) { %>
<form method="post" action="do/stop">
<label><input type="checkbox" name="sure" value="yes" required>
No run purges anything until you resume</label>
<button class="bad">Stop after the batch</button></form>
<%_ } %>
</div>`

const resetForm = `<form method="post" action="do/resume">
<input type="hidden" name="reset" value="yes">
<label><input type="checkbox" name="sure" value="yes" required>
All that it holds is taken back, and purges may run</label>
<button class="good">Write a valid value</button></form>`

/** The switch, which a purge of production obeys between two batches. */
export function showSwitch({ status: { control }, settings }: Look): Part {
  if (control === null)
    return part('switch', 'The switch', [
      paragraph('Its value is not valid, so no purge runs.', 'alert'),
      render(resetForm, {}),
    ])
  const own = settings.limits.productionShare
  return part('switch', 'The switch', [
    render(switchForms, {
      shown: shownControl(control),
      held: control.stop || control.pause || control.cancel !== undefined,
      paused: control.pause || control.stop,
      stopped: control.stop,
      share: control.productionShare ?? own,
      own,
    }),
    showLevels(levelsOf(settings.throttle.levels, control.levels)),
  ])
}

/** Where an environment cannot be shown: whatever failed, a purge can be held. */
export const showHold = (): Part =>
  part('hold', 'To hold a purge all the same', [
    render(
      `<div class="forms">
<form method="post" action="do/pause"><button>Pause</button></form>
<form method="post" action="do/stop">
<label><input type="checkbox" name="sure" value="yes" required>
No run purges anything until you resume</label>
<button class="bad">Stop after the batch</button></form></div>`,
      {},
    ),
  ])

const cancelForm = `<form method="post" action="do/cancel">
<input type="hidden" name="run" value="<%= it.run %>">
<p><%= it.how %></p>
<label><input type="checkbox" name="sure" value="yes" required> End <%= it.run %></label>
<button class="bad">Cancel the run</button></form>`

/** What cancelling does, by how a run is ended where it is. */
const ways = {
  switch:
    'The purge of this run stops after the batch in flight, and the run reports what was ' +
    'committed. Other runs go on.',
  answer: 'The question is answered with no: the run deletes its clone and reports.',
  stop:
    'The execution is stopped at once; production is untouched. A sweep deletes its clone later. ' +
    'A stopped run writes no report.',
} as const

export function showCancel(live: readonly Live[]): Part {
  return part(
    'cancel',
    'End a run',
    live.map(({ run, state }) => {
      const how = howToEnd(state)
      return how === 'leave'
        ? paragraph(`${run} is in ${state} and about to end by itself.`)
        : join([
            render('<h3><%= it.run %></h3>', { run }),
            render(cancelForm, { run, how: ways[how] }),
          ])
    }),
  )
}
