import { scaleLinear } from 'd3-scale'
import { render, type Html } from './html.ts'

/**
 * Units of a chart's view box: about a phone's width in px, so that text never shrinks below its
 * size.
 */
export const [width, height, left, right, top, bottom] = [380, 190, 46, 8, 10, 24]

export interface Series {
  readonly name: string
  readonly values: readonly (number | null)[]
}
export interface Chart {
  readonly title: string
  readonly labels: readonly string[]
  readonly series: readonly Series[]
}

const short = (value: number): string =>
  Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 }).format(value)
/** Wider than any letter of the axis: its labels are ten and a half units high. */
const letter = 6.4
/** The first label, and as many in between as have room: labels that never overlap. */
function everyOf(labels: readonly string[]): number {
  const longest = Math.max(...labels.map(({ length }) => length)) * letter
  // At the edge, a label may be half its width from its place.
  const room = (width - left - right) / Math.max(1, labels.length - 1)
  return Math.max(Math.ceil((1.5 * longest + letter) / room), Math.ceil((labels.length - 1) / 4), 1)
}

const frame = `<figure><figcaption><%= it.title %></figcaption>
<svg viewBox="0 0 <%= it.width %> <%= it.height %>" role="img" aria-label="<%= it.title %>">
<%_ for (const t of it.ticks) { %>
<line class="grid" x1="<%= it.left %>" x2="<%= it.end %>" y1="<%= t.y %>" y2="<%= t.y %>"/>
<text x="<%= it.left - 6 %>" y="<%= t.y + 4 %>" text-anchor="end"><%= t.text %></text>
<%_ } %>
<%_ for (const m of it.marks) { %>
<rect class="mark <%= m.colour %>" x="<%= m.x %>" y="<%= it.top %>"
  width="<%= m.width %>" height="<%= it.base - it.top %>"><title><%= m.title %></title></rect>
<%_ } %>
<%_ for (const b of it.bars) { %>
<rect class="<%= b.colour %>" x="<%= b.x %>" y="<%= b.y %>"
  width="<%= b.width %>" height="<%= b.height %>" rx="1"><title><%= b.title %></title></rect>
<%_ } %>
<%_ for (const l of it.lines) { %>
<path class="l<%= l.colour %>" d="<%= l.path %>"/>
<%_ for (const d of l.dots) { %>
<circle class="f<%= l.colour %>" cx="<%= d.x %>" cy="<%= d.y %>" r="3">
  <title><%= d.title %></title></circle>
<%_ } %>
<%_ } %>
<line class="axis" x1="<%= it.left %>" x2="<%= it.end %>" y1="<%= it.base %>" y2="<%= it.base %>"/>
<%_ for (const t of it.below) { %>
<text x="<%= t.x %>" y="<%= it.height - 4 %>" text-anchor="<%= t.anchor %>"><%= t.text %></text>
<%_ } %>
</svg>
<%_ if (it.keys.length > 1) { %>
<div class="key">
<%_ for (const k of it.keys) { %>
<span><i class="<%= k.colour %>"></i><%= k.name %></span>
<%_ } %>
</div>
<%_ } %>
</figure>`

interface Bar {
  readonly colour: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly title: string
}
/** A span behind the bars, as fractions of the chart's width. */
export interface Mark {
  readonly name: string
  readonly colour: 'f4' | 'f5' | 'fbad'
  readonly from: number
  readonly to: number
  readonly title: string
}
interface Line {
  readonly colour: number
  readonly path: string
  readonly dots: readonly { readonly x: number; readonly y: number; readonly title: string }[]
}

export const round = (value: number): number => Math.round(value * 10) / 10
export const upTo = (series: readonly Series[]) =>
  scaleLinear()
    .domain([0, Math.max(1, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)))])
    .nice(4)
    .range([height - bottom, top])

export function draw(
  { title, labels, series }: Chart,
  y: ReturnType<typeof upTo>,
  x: (at: number) => number,
  marks: { readonly bars?: readonly Bar[]; readonly lines?: readonly Line[] },
  spans: readonly Mark[] = [],
): Html {
  // A label that would leave the chart begins or ends at its edge.
  const label = (at: number, text: string) => {
    const [middle, half] = [round(x(at)), (text.length * letter) / 2]
    if (middle + half > width) return { text, x: width, anchor: 'end' }
    return middle - half < 0
      ? { text, x: 0, anchor: 'start' }
      : { text, x: middle, anchor: 'middle' }
  }
  const wide = width - right - left
  const every = everyOf(labels)
  return render(frame, {
    title,
    width,
    height,
    left,
    top,
    end: width - right,
    base: height - bottom,
    marks: spans.map(({ from, to, ...mark }) => ({
      ...mark,
      x: round(left + from * wide),
      width: Math.max(1.5, round((to - from) * wide)),
    })),
    bars: [],
    lines: [],
    ...marks,
    ticks: y.ticks(4).map((value) => ({ y: round(y(value)), text: short(value) })),
    below: labels.flatMap((text, at) => (at % every === 0 ? [label(at, text)] : [])),
    keys: [
      ...series.map(({ name }, at) => ({ name, colour: `f${at + 1}` })),
      ...spans.filter(({ name }, at) => spans.findIndex((one) => one.name === name) === at),
    ],
  })
}
