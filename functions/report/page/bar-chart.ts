import { scaleBand } from 'd3-scale'
import { number, type Html } from './html.ts'
import {
  bottom,
  draw,
  height,
  left,
  right,
  round,
  upTo,
  width,
  type Chart,
  type Mark,
} from './chart.ts'

/** Bars side by side, one group per label. */
export function barChart(
  chart: Chart & { readonly narrow?: boolean; readonly marks?: readonly Mark[] },
): Html {
  const y = upTo(chart.series)
  const groups = scaleBand<number>()
    .domain(chart.labels.map((_, at) => at))
    .range([left, width - right])
    .padding(chart.narrow === true ? 0.1 : 0.25)
  const size = Math.min(groups.bandwidth() / Math.max(1, chart.series.length), 28)
  const start = (at: number) =>
    (groups(at) ?? 0) + (groups.bandwidth() - size * chart.series.length) / 2
  const bars = chart.series.flatMap(({ name, values }, one) =>
    values.flatMap((value, at) =>
      value === null
        ? []
        : [
            {
              colour: `f${one + 1}`,
              x: round(start(at) + one * size),
              y: round(y(value)),
              width: Math.max(1, round(size - 1)),
              height: round(height - bottom - y(value)),
              title: `${chart.labels[at] ?? ''}, ${name}: ${number(value)}`,
            },
          ],
    ),
  )
  return draw(chart, y, (at) => (groups(at) ?? 0) + groups.bandwidth() / 2, { bars }, chart.marks)
}
