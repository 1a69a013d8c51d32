import { folded, join, nothing, render, type Html } from '../../functions/report/page/html.ts'
import { quantity } from '../../functions/contract/quantity.ts'
import type { Action } from './actions.ts'
import { part, type Part } from './part.ts'

/** What this page was used for, with what the commands have printed; the last one open. */
export function showActions([last, ...earlier]: readonly Action[]): Part {
  return part('done', 'What you did here', [
    last === undefined ? nothing : showAction(last),
    earlier.length === 0
      ? nothing
      : folded(
          quantity(earlier.length, 'form sent before', 'forms sent before'),
          join(earlier.map(showAction)),
        ),
  ])
}

const showAction = ({ name, at, lines, state }: Action): Html =>
  render(
    '<h3><%= it.name %> <span class="<%= it.kind %>"><%= it.state %></span></h3>' +
      '<p class="note"><%= it.time %> UTC</p>' +
      '<% if (it.text) { %><pre tabindex="0"><%= it.text %></pre><% } %>',
    {
      name,
      state,
      kind: state === 'failed' ? 'no' : state === 'done' ? 'yes' : 'warning',
      time: at.toISOString().slice(11, 19),
      text: lines.join('\n'),
    },
  )
