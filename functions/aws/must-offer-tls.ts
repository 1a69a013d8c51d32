import { DescribeOptionGroupsCommand, type Option } from '@aws-sdk/client-rds'
import { NamedError } from '../contract/errors.ts'
import { apartForTls, usualPorts, type Reached } from '../contract/source.ts'
import { engineNamed, openEngine } from '../engines/engines.ts'
import { optionGroup } from './groups-in-force.ts'
import { isAmazons } from './host.ts'
import { sourceInstance } from './instance/describe.ts'
import { rds } from './rds.ts'

/** What RDS calls the option by which an engine listens with TLS at a port apart. */
const option = 'SSL'
/** Its setting of the versions that it speaks (RDS guide, "TLS versions for the … SSL option"). */
const versions = 'SQLNET.SSL_VERSION'

/**
 * Refuses a source, before anything connects to it, that offers TLS by an option and has it not, at
 * another port than the environment opens, or of an old version; and one of several databases in a
 * container, of which a clone would be another.
 * @throws NamedError SourceNotFound, DatabaseUnreachable
 */
export async function mustOfferTls({ kind, name, port }: Reached): Promise<void> {
  // RDS runs no such engine in clusters.
  if (kind === 'cluster') return
  const instance = await sourceInstance(name)
  const engine = engineNamed(instance.Engine ?? '', name)
  if (!apartForTls.includes(engine) || !isAmazons(instance.Endpoint?.Address ?? '')) return
  // Says what to set if this environment was deployed for other engines.
  await openEngine(instance.Engine ?? '', name)
  if (instance.MultiTenant === true)
    throw new NamedError(
      'SourceNotFound',
      `"${name}" is a container of several databases (multi-tenant configuration); expected ` +
        'the single-tenant configuration. Drydock was never tried on the other. Remove this ' +
        'source.',
    )
  const group = optionGroup(instance)
  const expected = port ?? usualPorts[engine]
  const found = group === undefined ? null : await optionOf(group)
  if (found?.Port === undefined)
    throw new NamedError(
      'DatabaseUnreachable',
      `The option group ${group ?? ''} of "${name}" has no option ${option}, and without TLS ` +
        `Drydock sends no password. Add the option ${option} with port ${expected} to it, admit ` +
        "Drydock's functions to that port, and start again.",
    )
  if (found.Port !== expected)
    throw new NamedError(
      'DatabaseUnreachable',
      `The option ${option} of "${name}" listens on port ${found.Port}, and the environment ` +
        `expects ${expected}. Set "port": ${found.Port} of this source in "sources" and deploy ` +
        'again.',
    )
  // What an option is made with unless it is told otherwise; no function of ours speaks it.
  if (
    found.OptionSettings?.some(({ Name, Value }) => Name === versions && Value === '1.0') === true
  )
    throw new NamedError(
      'DatabaseUnreachable',
      `The option ${option} of "${name}" speaks TLS 1.0 alone (${versions}), and Drydock 1.2. ` +
        `Set ${versions} of the option to "1.2", or to "1.2 or 1.0", and start again.`,
    )
}

/** The option as the group has it; null if it does not. */
async function optionOf(group: string): Promise<Option | null> {
  const { OptionGroupsList: [found] = [] } = await rds.send(
    new DescribeOptionGroupsCommand({ OptionGroupName: group }),
  )
  return found?.Options?.find(({ OptionName }) => OptionName === option) ?? null
}
