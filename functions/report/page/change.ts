import type { Report } from '../schema.ts'
import type { Cell } from './html.ts'

type Times = Pick<
  Report['hotQueries'][number],
  'medianBefore' | 'medianAfter' | 'spreadBefore' | 'spreadAfter'
>

/** How a query's median changed, in percent, beside the noise of its single times. */
export function changeOf(times: Times): Cell {
  const { medianBefore: before, medianAfter: after, spreadBefore, spreadAfter } = times
  if (after === null || before === 0) return { text: '–' }
  const percent = (part: number) => Math.round((100 * part) / before)
  const [changed, noise] = [percent(after - before), percent(noiseOf(spreadBefore, spreadAfter))]
  if (Math.abs(changed) <= noise) return { text: `none beyond the noise (±${noise} %)` }
  const sign = changed > 0 ? '+' : '−'
  return {
    text: `${sign}${Math.abs(changed)} % (noise ±${noise} %)`,
    kind: changed > 0 ? 'warning' : 'yes',
  }
}

const noiseOf = (before: number, after: number | null): number => (before + (after ?? before)) / 2
