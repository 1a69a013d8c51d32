import { render } from '../../functions/report/page/html.ts'
import type { Live } from './look.ts'
import { part, type Part } from './part.ts'
import { gateTable } from './show-approval.ts'

/** What stands between rehearsal and production, once a run has come there. */
export const showGates = (live: readonly Live[]): Part =>
  part(
    'gates',
    'Gates',
    live
      .filter(({ questions }) => questions === null)
      .flatMap(({ run, sources }) =>
        sources.flatMap(({ source, evidence: { gates } }) =>
          gates === null
            ? []
            : [
                render('<h3><%= it.run %>, <%= it.source %></h3>', { run, source }),
                gateTable(gates.gates),
              ],
        ),
      ),
  )
