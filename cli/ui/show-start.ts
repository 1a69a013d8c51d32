import { modes } from '../../functions/contract/environment.ts'
import { render } from '../../functions/report/page/html.ts'
import { rules } from '../../functions/rules/rules.ts'
import type { Look } from './look.ts'
import { part, type Part } from './part.ts'

const template = `<form method="post" action="do/run">
<label>Mode <select name="mode">
<%_ for (const [mode, says] of it.modes) { %>
<option value="<%= mode %>"<% if (mode === it.own) { %> selected<% } %>><%= mode %>: <%= says %>
</option>
<%_ } %>
</select></label>
<%_ if (it.mayPurge) { %>
<label><input type="checkbox" name="sure" value="yes">
For purge: delete dead rows of production, <%= it.asked %></label>
<label><input type="checkbox" name="confirmBlastRadius" value="yes">
For purge: however many rows would go</label>
<%_ } else { %>
<p class="note">Mode purge is missing: the environment lacks "allowProductionPurge": true.</p>
<%_ } %>
<details><summary>Only some rules</summary>
<fieldset><legend>Without a tick, the environment's own rules</legend>
<%_ for (const rule of it.rules) { %>
<label><input type="checkbox" name="rule" value="<%= rule %>"> <%= rule %></label>
<%_ } %>
</fieldset></details>
<button>Start a run</button></form>`

const says = {
  plan: 'counts on production, changes nothing',
  rehearse: 'purges a clone',
  purge: 'rehearses, then purges production',
} as const

/** A run by hand, as `drydock run` starts it. */
export const showStart = ({ settings }: Pick<Look, 'settings'>): Part =>
  part('start', 'Start a run', [
    render(template, {
      modes: modes
        .filter((mode) => mode !== 'purge' || settings.allowProductionPurge)
        .map((mode) => [mode, says[mode]]),
      own: settings.mode,
      mayPurge: settings.allowProductionPurge,
      asked: settings.approval === undefined ? 'without asking again' : 'after approval',
      rules: rules.map(({ name }) => name),
    }),
  ])
