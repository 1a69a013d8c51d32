import type { Shown } from './instance.ts'
import { groupInForce, type OptionGroups } from './option-groups.ts'
import { CloudError } from './request.ts'

const [included, own] = ['license-included', 'bring-your-own-license']

/** What RDS shows of a restored instance of Oracle beside what it shows of every instance. */
export function restoredOracle(
  parameters: URLSearchParams,
  origin: Shown,
  groups: OptionGroups,
): Shown {
  const engine = String(origin.Engine)
  if (!engine.startsWith('oracle-')) return {}
  const licence = parameters.get('LicenseModel') ?? origin.LicenseModel ?? own
  // Enterprise Edition is licensed by its owner.
  const licences = engine.startsWith('oracle-se2') ? [included, own] : [own]
  if (!licences.includes(String(licence)))
    throw refuse(`Invalid license model '${String(licence)}' for engine ${engine}.`)
  const name = parameters.get('DBName') ?? origin.DBName ?? 'ORCL'
  if (String(name).length > 8)
    throw new CloudError('InvalidParameterValue', `Invalid DBName: ${String(name)}.`)
  checkOptions(parameters, origin, groups)
  const { CharacterSetName, NcharCharacterSetName, MultiTenant } = origin
  return {
    LicenseModel: licence,
    DBName: name,
    CharacterSetName,
    NcharCharacterSetName,
    MultiTenant,
  }
}

function checkOptions(parameters: URLSearchParams, origin: Shown, groups: OptionGroups): void {
  const group = parameters.get('OptionGroupName') ?? 'default'
  const options = groups.of(group)
  for (const { OptionName, Permanent } of groups.of(groupInForce(origin)))
    if (Permanent === true && !options.some((option) => option.OptionName === OptionName))
      throw refuse(
        `The option group ${group} lacks the permanent option ${OptionName} of the backup.`,
      )
  const port = Number(parameters.get('Port') ?? 1521)
  const taken = options.find((option) => option.Port === port)
  if (taken !== undefined)
    throw refuse(`The port ${port} is that of the option ${taken.OptionName} of ${group}.`)
}

/**
 * The password of one of several databases in a container is that database's.
 * @throws CloudError
 */
export function refuseTenants(id: string, { MultiTenant }: Shown): void {
  if (MultiTenant === true)
    throw refuse(`${id} is in the multi-tenant configuration: use ModifyTenantDatabase.`)
}

const refuse = (message: string): CloudError =>
  new CloudError('InvalidParameterCombination', message)
