import type { DBInstance } from '@aws-sdk/client-rds'
import { tagKeys } from '../contract/environment.ts'
import { NamedError } from '../contract/errors.ts'
import type { Run, SourcePlan, Target } from '../contract/steps.ts'
import type { Database } from '../purge/database.ts'
import type { Dialect } from '../sql/dialect.ts'
import { dialects } from '../sql/dialects.ts'
import { openDatabase } from './mysql-database.ts'
import { findInstance, mustBeOurs, sourceInstance, tagOf } from './rds.ts'
import { readCredentials } from './secrets.ts'

/** Production needs no run to be opened; a clone is one run's. */
export type TargetOf = {
  readonly source: Pick<SourcePlan, 'instance' | 'secret'>
  readonly database: string
  /** `restore`: the session puts rows back. */
  readonly session?: 'restore'
} & ({ readonly target: 'production' } | { readonly target: Target; readonly run: Run; readonly source: SourcePlan })

/**
 * Opens a database of production or of its clone. An address is never handed around: it is asked of RDS by the planned
 * name, and a clone is compared with its production each time.
 * @throws NamedError SourceNotFound, NotDrydocks, CloneIsProduction, DatabaseUnreachable, AccessDenied, DatabaseNotFound
 */
export async function openTarget(of: TargetOf): Promise<{ database: Database; dialect: Dialect }> {
  const { source, target, database, session } = of
  const production = await sourceInstance(source)
  const dialect = dialects[production.Engine ?? '']
  if (dialect === undefined) throw new NamedError('SourceNotFound', `"${source.instance}" runs ${production.Engine ?? 'an unknown engine'}; Drydock knows ${Object.keys(dialects).join(' and ')}. Leave this source out.`)
  const instance = 'run' in of && target === 'clone' ? await cloneInstance(of.run, of.source, production) : production
  const secret = target === 'production' ? source.secret : instance.MasterUserSecret?.SecretArn
  const { Address: host, Port: port } = instance.Endpoint ?? {}
  if (host === undefined || port === undefined || secret === undefined) throw new NamedError('DatabaseUnreachable', `"${instance.DBInstanceIdentifier ?? ''}" has no endpoint or no secret (status ${instance.DBInstanceStatus ?? 'unknown'}). Wait until it is available and start again.`)
  const { username: user, password } = await readCredentials(secret)
  return { database: await openDatabase({ host, port, user, password, database, dialect: session === 'restore' ? { ...dialect, session: dialect.restoreSession } : dialect, tls: host.endsWith('.amazonaws.com') }), dialect }
}

/** @throws NamedError DatabaseUnreachable, CloneIsProduction, NotDrydocks */
export async function cloneInstance(run: Run, source: SourcePlan, production: DBInstance): Promise<DBInstance> {
  const clone = await findInstance(source.cloneInstance)
  if (clone === null) throw new NamedError('DatabaseUnreachable', `The clone "${source.cloneInstance}" is gone. Start the run again.`)
  const address = ({ Endpoint }: DBInstance) => `${Endpoint?.Address ?? ''}:${Endpoint?.Port ?? ''}`
  if (clone.DbiResourceId === production.DbiResourceId || address(clone) === address(production))
    throw new NamedError('CloneIsProduction', `The clone "${source.cloneInstance}" has the address or the identity of production "${source.instance}". Nothing was deleted. Look at both in the RDS console before you start again.`)
  mustBeOurs(source.cloneInstance, clone.TagList, run.environment)
  if (tagOf(clone.TagList, tagKeys.runId) !== run.runId) throw new NamedError('NotDrydocks', `The clone "${source.cloneInstance}" is another run's (${tagOf(clone.TagList, tagKeys.runId) ?? 'none'}). Start again under another name.`)
  return clone
}
