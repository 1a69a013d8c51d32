import { createHash } from 'node:crypto'
import { join, render, type Html } from '../../functions/report/page/html.ts'

/** A section of a page, which is replaced as a whole when it changes. */
export interface Part {
  readonly id: string
  readonly html: Html
}
/** What an address shows. */
export interface Shown {
  readonly title: string
  /** The way from here to the first page, such as "../../". */
  readonly up: string
  /** Above the heading, from the first page on: text and address. */
  readonly trail: readonly (readonly [string, string])[]
  readonly parts: readonly Part[]
  /** What a screen reader says when it changes; no numbers, which change all the time. */
  readonly said: string
  /** Whether it may still change. */
  readonly live: boolean
}

/** A part with its heading; absent when there is nothing to show. */
export const part = (id: string, heading: string, body: readonly Html[], note = ''): Part => ({
  id,
  html: body.every((one) => one === '')
    ? ('' as Html)
    : render(
        '<h2 id="<%= it.id %>-heading"><%= it.heading %></h2><% if (it.note) { %>' +
          '<p class="note"><%= it.note %></p><% } %><%~ it.body %>',
        { id, heading, note, body: join(body) },
      ),
})

/** Changes when its content does. */
export const versionOf = ({ html }: Part): string =>
  createHash('sha256').update(html).digest('hex').slice(0, 12)

export const paragraph = (text: string, kind = ''): Html =>
  render('<p<% if (it.kind) { %> class="<%= it.kind %>"<% } %>><%= it.text %></p>', { text, kind })
