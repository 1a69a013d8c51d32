import type { Report } from '../schema.ts'
import { nothing, render, section, type Html, type Section } from './html.ts'

/** Where the rest of a run's traces are, and how its rows come back. */
export const links = ({ links: all, runId, environment, archived }: Report): Section =>
  section(
    'Where to look',
    all.length === 0
      ? []
      : [
          render(
            '<ul><% for (const one of it.all) { %><li><a href="<%= one.url %>"><%= one.name %>' +
              '</a></li><% } %></ul>',
            { all },
          ),
          archived ? undo(runId, environment) : nothing,
        ],
  )

const undo = (runId: string, environment: string): Html =>
  render(
    '<p>To count the rows that could be put back: <code>npx drydock undo <%= it.runId %> ' +
      '--environment <%= it.environment %></code>. With <code class="whole">--apply</code> it ' +
      'puts them back. The archive is kept for the days that archiveDays sets.</p>',
    { runId, environment },
  )
