import { join, render, type Html } from '../../functions/report/page/html.ts'
import { rules } from '../../functions/rules/rules.ts'
import { settingsOf, type Deployed } from '../deployed.ts'
import { readEvidence } from '../evidence.ts'
import { sourceNames } from '../live-run.ts'
import { part, type Part } from './part.ts'

const template = `<form method="post" action="../../do/undo">
<input type="hidden" name="run" value="<%= it.run %>">
<%_ for (const { label, name, choices, all } of it.selects) { %>
<label><%= label %> <select name="<%= name %>">
<%_ if (all) { %><option value="">all</option><% } %>
<%_ for (const one of choices) { %><option><%= one %></option><% } %>
</select></label>
<%_ } %>
<label>Key, its columns joined by a space <input name="key" autocomplete="off"></label>
<label>Deleted since, in UTC <input name="since" autocomplete="off"
placeholder="2026-11-29T02:00:00Z"></label>
<label>Deleted before, in UTC <input name="until" autocomplete="off"
placeholder="2026-11-29T04:00:00Z"></label>
<button>Count what would come back</button>
<small>This changes nothing. What it finds is then offered to be put back.</small></form>`

/** Rows that a run has deleted from production; absent if it has deleted none. */
export async function showUndo(environment: Deployed, run: string): Promise<Part> {
  const tables = new Map<string, readonly string[]>()
  const sources = sourceNames(await settingsOf(environment))
  for (const source of sources) {
    const account = await readEvidence(environment, run, source, 'purge-production')
    const its = account?.databases.flatMap((one) => one.tables) ?? []
    const names = its.filter(({ rows }) => rows > 0).map(({ table }) => table)
    if (names.length > 0) tables.set(source, names)
  }
  const forms: Html[] = []
  if (tables.size > 0)
    forms.push(
      render(template, {
        run,
        selects: [
          ...(sources.length > 1
            ? [{ label: 'Source', name: 'source', choices: [...tables.keys()], all: false }]
            : []),
          {
            label: 'Rule',
            name: 'rule',
            choices: rules.map(({ name }) => name),
            all: true,
          },
          {
            label: 'Table',
            name: 'table',
            choices: [...new Set([...tables.values()].flat())].sort(),
            all: true,
          },
          {
            label: 'If the place of a row is taken',
            name: 'onCollision',
            choices: ['skip', 'fail'],
            all: false,
          },
        ],
      }),
    )
  return part('undo', 'Put rows back', [join(forms)])
}
