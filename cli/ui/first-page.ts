import { render } from '../../functions/report/page/html.ts'
import { statusOf, type Status } from '../status-of.ts'
import { allDeployed, findDeployed } from '../deployed.ts'
import { here, isLocal } from '../place.ts'
import { shownState } from '../live-run.ts'
import { shownStatus } from '../print-status.ts'
import { shownControl } from '../shown-control.ts'
import { part, type Shown } from './part.ts'
import { shownBacklog, shownNext } from './show-now.ts'

const template = `<ul class="cards">
<%_ for (const one of it.all) { %>
<li><h3><a href="e/<%= one.address %>/"><%= one.environment %></a></h3>
<p class="note"><%= one.where %>. Next start: <%= one.next %></p>
<p>The switch: <b<% if (one.held) { %> class="warning"<% } %>><%= one.control %></b></p>
<p><%= one.last %></p>
<% if (one.backlog) { %><p>Backlog: <%= one.backlog %></p><% } %></li>
<%_ } %>
</ul>`

/** The environments of the account and region. @throws NamedError EnvironmentNotFound */
export async function firstPage(): Promise<Shown> {
  const environments = await allDeployed()
  if (environments.length === 0) await findDeployed(undefined)
  const all: Status[] = []
  for (const one of environments) all.push(await statusOf(one, 1))
  return {
    title: 'Environments',
    up: '',
    trail: [],
    said: '',
    live: true,
    parts: [
      part('environments', `Deployed ${here()}`, [render(template, { all: all.map(cardOf) })]),
    ],
  }
}

function cardOf(status: Status) {
  const {
    environment,
    region,
    control,
    runs: [last],
  } = status
  return {
    environment,
    where: isLocal() ? 'local' : region,
    next: shownNext(status),
    backlog: shownBacklog(status),
    address: encodeURIComponent(environment),
    control: control === null ? 'not valid, so no purge runs' : shownControl(control),
    held: control === null || control.stop || control.pause,
    last:
      last === undefined
        ? 'No run yet.'
        : last.endedAt === null
          ? `${last.run} is under way. ${shownState(last)}`
          : `The last run, ${last.run}: ${shownStatus(last)}`,
  }
}
