import type { Report } from '../schema.ts'
import { render, type Html } from './html.ts'

type Step = Report['timeline'][number]['step']
type Mode = NonNullable<Report['mode']>

interface Stage {
  readonly name: string
  readonly steps: readonly Step[]
  readonly modes: readonly Mode[]
  /** Only in environments that ask for it, so only shown where the run came to it. */
  readonly optional?: true
}

const [everywhere, onClone, onProduction] = [
  ['plan', 'rehearse', 'purge'],
  ['rehearse', 'purge'],
  ['purge'],
] as const satisfies readonly (readonly Mode[])[]

/** The run's way in an operator's words; a stage is of one step or of a few. */
const stages: readonly Stage[] = [
  { name: 'preflight', steps: ['preflight'], modes: everywhere },
  { name: 'snapshot', steps: ['take-snapshot', 'copy-snapshot'], modes: onClone },
  { name: 'clone', steps: ['restore-clone'], modes: onClone },
  { name: 'proof', steps: ['prove-engine'], modes: onClone },
  { name: 'count', steps: ['measure-clone'], modes: onClone },
  { name: 'rehearsal', steps: ['purge-clone'], modes: onClone },
  { name: 'checks', steps: ['verify-clone', 'reclaim-clone'], modes: onClone },
  { name: 'application', steps: ['smoke-test'], modes: onClone, optional: true },
  { name: 'production counted', steps: ['measure-production'], modes: ['plan', 'purge'] },
  { name: 'gates', steps: ['check-gates'], modes: onProduction },
  { name: 'approval', steps: ['ask-approval'], modes: onProduction, optional: true },
  { name: 'purge', steps: ['recount-production', 'purge-production'], modes: onProduction },
  {
    name: 'production checked',
    steps: ['verify-production', 'reclaim-production'],
    modes: onProduction,
  },
]

interface Reached {
  readonly name: string
  readonly state: 'done' | 'failed' | 'next'
}

/** How far a run came: what is done, where it stopped, and what it did not get to. */
export function wayOf({ mode, timeline, outcome }: Report): readonly Reached[] {
  const its = (stage: Stage) => timeline.filter(({ step }) => stage.steps.includes(step))
  const expected = stages.filter(
    (stage) => stage.modes.includes(mode ?? 'purge') && !(stage.optional && !its(stage).length),
  )
  const isDone = (stage: Stage) =>
    its(stage).length > 0 && its(stage).every(({ error, done }) => error === null && done)
  const reached = [
    { name: 'plan', done: mode !== null },
    ...expected.map((stage) => ({ name: stage.name, done: isDone(stage) })),
  ]
  if (outcome === 'succeeded') return reached.map(({ name }) => ({ name, state: 'done' }))
  const stopped = reached.findIndex(({ done }) => !done)
  return reached.map(({ name, done }, at) => ({
    name,
    state: done ? 'done' : at === stopped ? 'failed' : 'next',
  }))
}

const said = { done: 'done: ', failed: 'stopped here: ', next: 'not reached: ' } as const

/** A dot for each stage of the run. */
export const dots = (report: Report): Html =>
  render(
    `<ol class="dots" aria-label="How far the run came">
<%_ for (const one of it.way) { %>
<li class="<%= one.state %>"<% if (one.state === 'failed') { %> aria-current="step"<% } %>>
<span class="hidden"><%= it.said[one.state] %></span><span class="name"><%= one.name %></span></li>
<%_ } %>
</ol>`,
    { way: wayOf(report), said },
  )
