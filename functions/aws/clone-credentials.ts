import { NamedError } from '../contract/errors.ts'
import { suffixOf } from '../contract/smoke.ts'
import type { Run, SourcePlan } from '../contract/steps.ts'
import { sourceInstance } from './rds.ts'
import { readCredentials } from './secrets.ts'
import { cloneInstance } from './target-database.ts'

interface CloneCredentials {
  /** `username` and `password`, with the source's suffix. */
  readonly secret: Readonly<Record<string, string>>
  /** Where the clones are: nothing of it is secret. */
  readonly environment: Readonly<Record<string, string>>
}

/** What an application needs to use the run's clones in the place of production. */
export async function cloneCredentials(run: Run, sources: readonly SourcePlan[]): Promise<CloneCredentials> {
  const [secret, environment]: [Record<string, string>, Record<string, string>] = [{}, {}]
  for (const [at, source] of sources.entries()) {
    const { Endpoint, MasterUserSecret } = await cloneInstance(run, source, await sourceInstance(source))
    if (Endpoint?.Address === undefined || MasterUserSecret?.SecretArn === undefined) throw new NamedError('DatabaseUnreachable', `The clone "${source.cloneInstance}" has no endpoint or no secret. Look at its events in RDS, then start again.`)
    const suffix = suffixOf(at)
    const { username, password } = await readCredentials(MasterUserSecret.SecretArn)
    Object.assign(secret, { [`username${suffix}`]: username, [`password${suffix}`]: password })
    Object.assign(environment, { [`DRYDOCK_CLONE_HOST${suffix}`]: Endpoint.Address, [`DRYDOCK_CLONE_PORT${suffix}`]: String(Endpoint.Port), [`DRYDOCK_CLONE_DATABASES${suffix}`]: source.databases.map(({ name }) => name).join(',') })
  }
  return { secret, environment }
}
