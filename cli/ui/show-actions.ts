import { folded, join, nothing, render, type Html } from '../../functions/report/page/html.ts'
import { quantity } from '../../functions/contract/quantity.ts'
import type { Action } from './actions.ts'
import { part, type Part } from './part.ts'

/** What this page was used for, with what the commands have printed; the last one open. */
export function showActions([last, ...earlier]: readonly Action[]): Part {
  return part('done', 'What you did here', [
    last === undefined ? nothing : join([showAction(last), showApply(last)]),
    earlier.length === 0
      ? nothing
      : folded(
          quantity(earlier.length, 'form sent before', 'forms sent before'),
          join(earlier.map(showAction)),
        ),
  ])
}

/** How a command says that it has only looked, and found something to do. */
const offer = /, add --apply\.$/

const showAction = ({ name, at, lines, state }: Action): Html =>
  render(
    '<h3><%= it.name %> <span class="<%= it.kind %>"><%= it.state %></span></h3>' +
      '<p class="note"><%= it.time %> UTC</p>' +
      '<% if (it.text) { %><pre<% if (it.aligned) { %> class="aligned"<% } %> tabindex="0">' +
      '<%= it.text %></pre><% } %>',
    {
      name,
      state,
      kind: state === 'failed' ? 'no' : state === 'done' ? 'yes' : 'warning',
      time: at.toISOString().slice(11, 19),
      // A table, whose columns a narrow page would break.
      aligned: lines.some((line) => /\S {2,}\S/.test(line)),
      text: lines.filter((line) => !offer.test(line)).join('\n'),
    },
  )

const applyForm = `<div class="forms"><form method="post" action="do/<%= it.name %>">
<%_ for (const [name, value] of it.fields) { %>
<input type="hidden" name="<%= name %>" value="<%= value %>">
<%_ } %>
<input type="hidden" name="apply" value="yes">
<label><input type="checkbox" name="sure" value="yes" required> <%= it.sure %></label>
<button class="bad"><%= it.button %></button></form></div>`

const applied: Readonly<Record<string, { readonly sure: string; readonly button: string }>> = {
  undo: {
    sure: 'I have read what would come back',
    button: 'Put these rows back into production',
  },
  sweep: {
    sure: 'I have read what may go or is gathered',
    button: 'Sweep',
  },
}

/** The same form once more, to do what the command has shown. */
function showApply({ name, form, lines, state }: Action): Html {
  const words = applied[name]
  if (words === undefined || state !== 'done' || !lines.some((line) => offer.test(line)))
    return nothing
  const fields = [...form].filter(([field]) => field !== 'sure' && field !== 'apply')
  return render(applyForm, { name, fields, ...words })
}
