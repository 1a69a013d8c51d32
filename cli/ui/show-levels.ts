import { metricKinds, metricNames, type Levels } from '../../functions/contract/throttle.ts'
import { folded, join, render, table, type Html } from '../../functions/report/page/html.ts'

const forms = `<div class="forms">
<form method="post" action="do/levels">
<label>Metric <select name="metric">
<%_ for (const metric of it.metrics) { %><option><%= metric %></option><% } %>
</select></label>
<label>Level <select name="level">
<option value="slow">slows</option><option value="pause">pauses</option>
<option value="abort">aborts</option></select></label>
<label>From <input type="number" name="value" step="any" required inputmode="decimal"></label>
<label><input type="checkbox" name="keep" value="yes">
Keep what the switch holds for later runs, too</label>
<button>Set the level</button>
<button name="off" value="yes" formnovalidate>Do not watch this metric</button></form>
<form method="post" action="do/levels"><input type="hidden" name="reset" value="yes">
<p>All levels become the environment's own again.</p><button>Reset the levels</button></form>
</div>`

/** The levels in force, and how to change them. */
export function showLevels(inForce: Levels): Html {
  const levels = table<(typeof metricNames)[number]>(
    [
      { head: 'Metric', cell: (metric) => metric },
      { head: 'Worse when', cell: (metric) => metricKinds[metric].worse },
      { head: 'Slows', n: true, cell: (metric) => inForce[metric]?.slow ?? null },
      { head: 'Pauses', n: true, cell: (metric) => inForce[metric]?.pause ?? null },
      { head: 'Aborts', n: true, cell: (metric) => inForce[metric]?.abort ?? null },
      { head: 'Unit', cell: (metric) => metricKinds[metric].unit },
    ],
    metricNames.filter((metric) => Object.keys(inForce[metric] ?? {}).length > 0),
  )
  return folded(
    'The levels of production at which its purge is slowed, paused or aborted',
    join([levels, render(forms, { metrics: metricNames })]),
  )
}
