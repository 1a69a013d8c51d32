import { findServer } from '../aws/server.ts'
import { clonesRds } from '../aws/clone-account.ts'
import { cloneOf, type Run, type SourcePlan } from '../contract/steps.ts'
import { openEngine } from '../engines/engines.ts'
import type { Reachable } from '../report/approval-request.ts'

/** How a person connects to a source's clone; without an address where it is gone. */
export async function reachClone(run: Run, source: SourcePlan): Promise<Reachable> {
  const { clone, databases } = source
  const server = await findServer(cloneOf(source).kind, clone, clonesRds(run.deployment, 'look'))
  if (server === null) return { clone, port: 0, connect: [], secret: '' }
  const { words } = await openEngine(server.engine, clone)
  const { host, port } = server.address ?? { host: '', port: 0 }
  return {
    clone,
    port,
    connect: databases.map(({ name }) => words.connect(host, port, name)),
    secret: server.secret ?? '',
  }
}
