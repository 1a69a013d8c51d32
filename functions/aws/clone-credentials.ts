import { NamedError } from '../contract/errors.ts'
import { suffixOf } from '../contract/smoke.ts'
import type { Run, SourcePlan } from '../contract/steps.ts'
import { connectedAt } from './connected-at.ts'
import { clonesSecrets } from './clone-secrets.ts'
import { readCredentials } from './secrets.ts'
import { sourceServer } from './server.ts'
import { cloneServer } from './clone-server.ts'

interface CloneCredentials {
  /** `username` and `password`, with the source's suffix. */
  readonly secret: Readonly<Record<string, string>>
  /** Where the clones are; none of it is secret. */
  readonly environment: Readonly<Record<string, string>>
}

/** What an application needs to use the run's clones instead of production. */
export async function cloneCredentials(
  run: Run,
  sources: readonly SourcePlan[],
): Promise<CloneCredentials> {
  const [secret, environment]: [Record<string, string>, Record<string, string>] = [{}, {}]
  for (const [at, source] of sources.entries()) {
    const {
      engine,
      address,
      secret: owner,
    } = await cloneServer(run, source, await sourceServer(source))
    if (address === null || owner === null)
      throw new NamedError(
        'DatabaseUnreachable',
        `The clone "${source.clone}" has no endpoint or no secret. Check its events in RDS, ` +
          'then start again.',
      )
    const suffix = suffixOf(at)
    const { username, password } = await readCredentials(owner, clonesSecrets(run.deployment))
    Object.assign(secret, { [`username${suffix}`]: username, [`password${suffix}`]: password })
    Object.assign(environment, {
      [`DRYDOCK_CLONE_ENGINE${suffix}`]: engine,
      [`DRYDOCK_CLONE_HOST${suffix}`]: address.host,
      [`DRYDOCK_CLONE_PORT${suffix}`]: String(connectedAt(engine, source, address).port),
      [`DRYDOCK_CLONE_DATABASES${suffix}`]: source.databases.map(({ name }) => name).join(','),
    })
  }
  return { secret, environment }
}
