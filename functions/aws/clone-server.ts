import { tagKeys } from '../contract/names.ts'
import { NamedError } from '../contract/errors.ts'
import { cloneOf, type Run, type SourcePlan } from '../contract/steps.ts'
import { clonesRds } from './clone-account.ts'
import { mustBeOurs, tagOf } from './rds.ts'
import { findServer, type Server } from './server.ts'

/** @throws NamedError DatabaseUnreachable, CloneIsProduction, NotDrydocks */
export async function cloneServer(
  run: Run,
  source: SourcePlan,
  production: Server,
): Promise<Server> {
  const { kind, name } = cloneOf(source)
  const clone = await findServer(kind, name, clonesRds(run.deployment, 'connect'))
  if (clone === null)
    throw new NamedError(
      'DatabaseUnreachable',
      `The clone "${source.clone}" no longer exists. Start the run again.`,
    )
  const place = ({ address }: Server) => `${address?.host ?? ''}:${address?.port ?? ''}`
  if (clone.resourceId === production.resourceId || place(clone) === place(production))
    throw new NamedError(
      'CloneIsProduction',
      `The clone "${source.clone}" has the address or the identity of production ` +
        `"${source.name}". Nothing was deleted. Compare both in the RDS console before you ` +
        'start again.',
    )
  mustBeOurs(source.clone, clone.tags, run.environment)
  if (tagOf(clone.tags, tagKeys.runId) !== run.runId)
    throw new NamedError(
      'NotDrydocks',
      `The clone "${source.clone}" belongs to another run ` +
        `(${tagOf(clone.tags, tagKeys.runId) ?? 'none'}). Start again under another name.`,
    )
  return clone
}
