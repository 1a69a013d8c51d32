import { metricKinds, type Judged } from '../../functions/contract/throttle.ts'
import { folded, nothing, table, type Html } from '../../functions/report/page/html.ts'
import { judge } from '../../functions/throttle/throttle.ts'

/** Production's metrics as the purge has judged them last, each beside its levels. */
export function showMetrics(judged: Judged | null): Html {
  if (judged === null || judged.metrics.length === 0) return nothing
  return folded(
    `Production's metrics, as the purge has judged them at ${judged.at.slice(11, 19)} UTC`,
    table<Judged['metrics'][number]>(
      [
        { head: 'Metric', cell: ({ name, of }) => (of === '' ? name : `${name} of ${of}`) },
        { head: 'Now', n: true, cell: valueOf },
        { head: 'Slows', n: true, cell: ({ level }) => level?.slow ?? null },
        { head: 'Pauses', n: true, cell: ({ level }) => level?.pause ?? null },
        { head: 'Aborts', n: true, cell: ({ level }) => level?.abort ?? null },
        { head: 'Unit', cell: ({ name }) => metricKinds[name].unit },
      ],
      judged.metrics,
    ),
    true,
  )
}

/** Its verdict is said as well as coloured. */
function valueOf(metric: Judged['metrics'][number]) {
  const { name, value, level } = metric
  const { what } = judge([metric], level === undefined ? {} : { [name]: level })
  const shown = value === null ? 'not read' : String(Number(value.toPrecision(3)))
  return what === 'go'
    ? { text: shown }
    : { text: `${shown} (${what})`, kind: what === 'slow' ? 'warning' : 'no' }
}
