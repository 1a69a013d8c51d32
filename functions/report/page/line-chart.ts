import { scalePoint } from 'd3-scale'
import { line } from 'd3-shape'
import { number, type Html } from './html.ts'
import { draw, left, right, round, upTo, width, type Chart } from './chart.ts'

/** Lines over the same labels; a null is a gap. */
export function lineChart(chart: Chart): Html {
  const y = upTo(chart.series)
  const points = scalePoint<number>()
    .domain(chart.labels.map((_, at) => at))
    .range([left, width - right])
    .padding(chart.labels.length === 1 ? 0.5 : 0.05)
  const x = (at: number) => points(at) ?? 0
  const path = line<number | null>()
    .defined((value) => value !== null)
    .x((_, at) => round(x(at)))
    .y((value) => round(y(value ?? 0)))
  const lines = chart.series.map(({ name, values }, one) => ({
    colour: one + 1,
    path: path(values) ?? '',
    dots: values.flatMap((value, at) =>
      value === null
        ? []
        : [
            {
              x: round(x(at)),
              y: round(y(value)),
              title: `${chart.labels[at] ?? ''}, ${name}: ${number(value)}`,
            },
          ],
    ),
  }))
  return draw(chart, y, x, { lines })
}
