import { render, type Html } from '../../functions/report/page/html.ts'
import type { LiveRun } from '../live-run.ts'
import type { Stage } from './way.ts'

const template = `<ol class="states" aria-label="The states of the run">
<%_ for (const stage of it.stages) { %>
<li<% if (stage.many) { %> class="many"<% } %>>
<%_ if (stage.many) { %><span class="stage"><%= stage.name %></span><ol><% } %>
<%_ for (const one of stage.states) { %>
<% if (stage.many) { %><li><% } %>
<span class="state <%= one.kind %>"<% if (one.kind === 'now') { %> aria-current="step"<% } %>>
<span class="hidden"><%= one.said %></span><%= one.name %></span>
<% if (stage.many) { %></li><% } %>
<%_ } %>
<%_ if (stage.many) { %></ol><% } %></li>
<%_ } %>
</ol><% if (it.aside) { %><p class="why"><%= it.aside %></p><% } %>`

const said = { done: 'done: ', now: 'under way: ', next: 'to come: ' } as const

/** The workflow's picture: the states of a run's way, and where it is. */
export function showWay({
  state,
  way,
}: Pick<LiveRun, 'state'> & { readonly way: readonly Stage[] }): Html {
  const all = way.flatMap(({ states }) => states)
  const at = state === null ? -1 : all.indexOf(state)
  const kindOf = (name: string): keyof typeof said => {
    const its = all.indexOf(name)
    return its < at ? 'done' : its === at ? 'now' : 'next'
  }
  return render(template, {
    stages: way.map(({ name, states }) => ({
      name,
      many: states.length > 1,
      states: states.map((one) => ({ name: one, kind: kindOf(one), said: said[kindOf(one)] })),
    })),
    aside:
      state === null
        ? 'It is starting.'
        : at === -1
          ? `It is in ${state}: something has failed, and it cleans up and reports.`
          : '',
  })
}
