import { render, table } from '../../functions/report/page/html.ts'
import { clonesNow, type CloneNow } from '../clones-now.ts'
import type { Deployed } from '../deployed.ts'
import { isLocal } from '../place.ts'
import { shownSeconds } from '../times.ts'
import { faultOf } from './fault.ts'
import { paragraph, part, type Part } from './part.ts'

/** The clones that exist, or why they cannot be seen: the page shows all the rest then. */
export type Clones = readonly CloneNow[] | string

export const lookAtClones = (environment: Deployed): Promise<Clones> =>
  clonesNow(environment).catch(faultOf)

const sweepForm = `<form method="post" action="do/sweep">
<button>Look what ended runs have left</button>
<small>This changes nothing. What may go, and what may be gathered, is then offered.</small></form>`

/** What exists and costs, and the sweep that deletes what no run needs any more. */
export const showClones = (clones: Clones): Part =>
  part('clones', 'Clones', [
    typeof clones === 'string'
      ? paragraph(clones, 'alert')
      : clones.length === 0
        ? paragraph(
            isLocal()
              ? 'No clone exists in the local cloud.'
              : 'No clone exists in the account of your credentials.',
          )
        : table<CloneNow>(
            [
              { head: 'Clone', cell: ({ id }) => id },
              { head: 'Its run', cell: ({ run }) => run },
              {
                head: 'The run is',
                cell: ({ runStatus }) =>
                  runStatus === 'RUNNING' ? 'under way' : { text: runStatus, kind: 'warning' },
              },
              {
                head: 'Status',
                cell: ({ status, isProtected }) =>
                  isProtected ? { text: `${status}, protected`, kind: 'warning' } : status,
              },
              { head: 'Age', cell: (one) => aged(one) },
              { head: 'Cost so far', n: true, cell: ({ cost }) => cost?.toFixed(2) ?? '–' },
            ],
            clones,
          ),
    render(sweepForm, {}),
  ])

const aged = ({ hours }: CloneNow): string =>
  hours === null ? 'not told yet' : shownSeconds(Math.round(hours * 60) * 60)
