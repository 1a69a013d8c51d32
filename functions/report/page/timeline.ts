import type { Report } from '../schema.ts'
import { duration, render, section, type Html, type Section } from './html.ts'
import { stepNotes } from './notes.ts'
import { bars, percent } from './bars.ts'

const waits: readonly string[] = [
  'ask-approval',
  'wait-for-window',
] satisfies Report['timeline'][number]['step'][]

/** Each step as a bar on the run's time axis. */
export function timeline({ timeline: steps, startedAt, finishedAt }: Report): Section {
  const [from, whole] = [Date.parse(startedAt), Date.parse(finishedAt) - Date.parse(startedAt)]
  const many = new Set(steps.map(({ source }) => source).filter((source) => source !== '')).size > 1
  const rows = steps.map((one) => {
    const [began, took] = [
      Date.parse(one.startedAt) - from,
      Date.parse(one.endedAt) - Date.parse(one.startedAt),
    ]
    const left = Math.min(99, Math.max(0, percent(began, whole)))
    return {
      name: `${one.step}${many && one.source !== '' ? `, ${one.source}` : ''}`,
      colour:
        one.error !== null
          ? 'fbad'
          : waits.includes(one.step)
            ? 'f4'
            : one.step.endsWith('-production')
              ? 'f1'
              : 'f2',
      left,
      width: Math.min(100 - left, percent(took, whole)),
      text: `${one.error ?? ''} ${duration(Math.round(took / 100) / 10)}`.trim(),
    }
  })
  const waited =
    'Each bar runs from the first call of a step to the end of its last. A gap is time in ' +
    'which no step worked. A wait for approval lasts until the next step starts.'
  return rows.length === 0
    ? null
    : section(
        'Timeline',
        [render(bars, { rows }), key(rows.map(({ colour }) => colour)), stepNotes(steps)],
        waited,
      )
}

const meanings = [
  ['f2', 'on the clone and AWS'],
  ['f1', 'on production'],
  ['f4', 'waiting for a person or the window'],
  ['fbad', 'failed'],
] as const

/** What the colours of the bars mean. */
const key = (used: readonly string[]): Html =>
  render(
    '<div class="key"><% for (const [colour, name] of it.shown) { %><span><i class="<%= colour ' +
      '%>"></i><%= name %></span><% } %></div>',
    { shown: meanings.filter(([colour]) => used.includes(colour)) },
  )
