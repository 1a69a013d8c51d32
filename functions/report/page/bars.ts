import { join, nothing, render, type Html } from './html.ts'

/** Rows of a name, a text and a bar, which begins at `left` and is `width` wide, in percent. */
export const bars =
  '<div class="bars"><% for (const r of it.rows) { %><span><%= r.name %></span><span class="n ' +
  'when"><%= r.text %></span><span class="track"><b class="<%= r.colour %>" style="left:<%= ' +
  'r.left %>%;width:<%= r.width %>%"></b></span><% } %></div>'
/** Percent, with one decimal. */
export const percent = (part: number, whole: number): number =>
  Math.round((1000 * part) / Math.max(1e-9, whole)) / 10

/** Charts beside each other. */
export const grid = (charts: readonly Html[]): Html =>
  charts.length === 0
    ? nothing
    : render('<div class="charts"><%~ it.body %></div>', { body: join(charts) })
