import { Eta } from 'eta'
import { shownCount } from '../../contract/quantity.ts'

const eta = new Eta({ autoEscape: true })

/** Escaped HTML; only templates create it. */
export type Html = string & { readonly html: unique symbol }

export const render = (template: string, data: object): Html =>
  eta.renderString(template, data) as Html
export const join = (parts: readonly Html[]): Html => parts.join('\n') as Html
export const nothing = '' as Html

export const number = (value: number | null): string =>
  value === null ? '–' : shownCount(Math.round(value * 10) / 10)

/** Two units at most. */
export function duration(seconds: number): string {
  const [minutes, hours] = [Math.floor(seconds / 60), Math.floor(seconds / 3600)]
  if (hours >= 24) return `${Math.floor(hours / 24)} d ${hours % 24} h`
  if (hours > 0) return `${hours} h ${minutes % 60} min`
  return minutes > 0 ? `${minutes} min ${Math.floor(seconds % 60)} s` : `${number(seconds)} s`
}

/** Accepts only full ISO instants: Date.parse accepts many other texts. */
export const instant = (iso: string): string =>
  /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(iso) ? `${iso.slice(0, 16).replace('T', ' ')} UTC` : iso

export interface Cell {
  readonly text: string
  readonly kind?: string
}
/** A column; `n` if it holds numbers. */
export interface Column<Row> {
  readonly head: string
  readonly n?: boolean
  readonly cell: (row: Row) => string | number | null | Cell
}

const tableTemplate = `<table><thead><tr>
<%_ for (const c of it.columns) { %>
<th<% if (c.n) { %> class="n"<% } %>><%= c.head %></th>
<%_ } %>
</tr></thead><tbody>
<%_ for (const row of it.cells) { %>
<tr>
<%_ for (const c of row) { %>
<td<% if (c.kind) { %> class="<%= c.kind %>"<% } %> data-label="<%= c.head %>"><span>
<%_ c.parts.forEach((part, at) => { %>
<%_ if (at > 0) { %><wbr><% } %><%= part %>
<%_ }) %></span></td>
<%_ } %>
</tr>
<%_ } %>
</tbody></table>`

/** A table that becomes a list of cards on a phone: each cell repeats its column's head. */
export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): Html {
  const cells = rows.map((row) =>
    columns.map(({ head, n, cell }) => {
      const value = cell(row)
      const { text, kind = '' } =
        typeof value === 'object' && value !== null
          ? value
          : { text: typeof value === 'string' ? value : number(value) }
      // Table names break after underscores.
      return {
        head,
        parts: text.split(/(?<=_)/),
        kind: [n === true ? 'n' : '', kind].filter((one) => one !== '').join(' '),
      }
    }),
  )
  return render(tableTemplate, { columns, cells })
}

/** A folded section; it is open in print. */
export const folded = (summary: string, body: Html, open = false): Html =>
  render(
    '<details<% if (it.open) { %> open<% } %>><summary><%= it.summary %></summary><%~ it.body ' +
      '%></details>',
    { summary, body, open },
  )

/** A part of the page under a heading; null if there is nothing to show. */
export type Section = { readonly heading: string; readonly body: Html } | null

export const section = (heading: string, body: readonly Html[], note = ''): Section =>
  body.every((part) => part === '')
    ? null
    : {
        heading,
        body: join([note === '' ? nothing : paragraph(note, 'note'), ...body]),
      }

/** A text whose commands can be read: no option breaks after its hyphens. */
export const unbroken = (text: string): Html =>
  render(
    '<% it.parts.forEach((part, at) => { %><% if (at % 2 === 1) { %><span class="whole"><%= ' +
      'part %></span><% } else { %><%= part %><% } %><% }) %>',
    { parts: text.split(/(--[\w-]+)/) },
  )

export const paragraph = (text: string, kind: string): Html =>
  render('<p class="<%= it.kind %>"><%= it.text %></p>', { text, kind })

/** A section as it stands on any other page than the report. */
export const shown = (one: Section): Html =>
  one === null
    ? nothing
    : render('<section><h2><%= it.heading %></h2><%~ it.body %></section>', one)
