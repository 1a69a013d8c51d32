import type { Shown } from './instance.ts'
import type { OptionGroups } from './option-groups.ts'
import { CloudError } from './request.ts'

const licences = ['license-included', 'bring-your-own-media']
const portsInUse = [1234, 1434, 3260, 3343, 3389, 47_001]

/** What RDS shows of a restored instance of SQL Server beside what it shows of every instance. */
export function restoredSqlServer(
  parameters: URLSearchParams,
  origin: Shown,
  groups: OptionGroups,
): Shown {
  if (!String(origin.Engine).startsWith('sqlserver-')) return {}
  const port = Number(parameters.get('Port') ?? 1433)
  if (portsInUse.includes(port) || (port >= 49_152 && port <= 49_156))
    throw refuse(`Invalid Port: ${port}. SQL Server cannot use it.`)
  const licence = parameters.get('LicenseModel') ?? origin.LicenseModel ?? licences[0]
  if (!licences.includes(String(licence)))
    throw refuse(`Invalid license model '${String(licence)}' for engine ${String(origin.Engine)}.`)
  const mirrors = groups
    .of(parameters.get('OptionGroupName') ?? 'default')
    .some(({ OptionName }) => OptionName === 'Mirroring')
  return {
    LicenseModel: licence,
    Timezone: origin.Timezone,
    ...(mirrors && { MultiAZ: true }),
  }
}

const refuse = (message: string): CloudError =>
  new CloudError('InvalidParameterCombination', message)
