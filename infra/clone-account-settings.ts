import { z } from 'zod'
import { type CloneAccount, cloneRoles } from '../functions/contract/clone-account.ts'
import { namePrefix } from '../functions/contract/names.ts'
import type { EnvironmentFile } from './environment-file.ts'

const text = (pattern: RegExp, expected: string) => z.string(expected).regex(pattern, expected)
const byte = '(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
const expectedCidrs =
  'expected a list of one or more IPv4 ranges of /16 or smaller, such as ["10.20.0.0/24"]'

/** The account in which clones are made, if that is not production's. */
export const cloneAccountSettingsSchema = z.strictObject(
  {
    account: text(/^\d{12}$/, 'expected an account number of 12 digits, as a string'),
    /** A DB subnet group there, to which the functions' subnets have a route. */
    subnetGroup: text(
      /^(?!default$)[a-z][a-z0-9 ._-]{0,254}$/,
      'expected the name of a DB subnet group, in lower case and not "default"',
    ),
    /** A security group there that admits the functions to the database port, and nobody else. */
    securityGroup: text(/^sg-[0-9a-f]{8,17}$/, 'expected an id such as "sg-0a1b2c3d4e5f60718"'),
    /** The subnets' addresses, to which the functions may connect. */
    cidrs: z
      .array(
        text(new RegExp(`^(${byte}\\.){3}${byte}/(1[6-9]|2\\d|3[0-2])$`), expectedCidrs),
        expectedCidrs,
      )
      .min(1, expectedCidrs),
  },
  {
    error: ({ code }) =>
      code === 'invalid_type'
        ? 'expected an object with "account", "subnetGroup", "securityGroup" and "cidrs"'
        : undefined,
  },
)

/**
 * Whoever assumes the roles names it. It is no secret: it keeps another customer of the account
 * from naming this one by mistake.
 */
export const externalIdOf = ({
  name,
  account,
}: Pick<EnvironmentFile, 'name' | 'account'>): string => `${namePrefix}-${name}-${account}`

/** The key in the clones' account, by its alias: nothing else is known before it is deployed. */
export const cloneKeyAlias = (name: string): string => `alias/${namePrefix}-${name}-clones`

/** What the handlers get of it. */
export function cloneAccountOf(
  file: Pick<EnvironmentFile, 'name' | 'account' | 'cloneAccount'>,
  partition: string,
): CloneAccount | undefined {
  if (file.cloneAccount === undefined) return undefined
  const { account, subnetGroup } = file.cloneAccount
  return {
    account,
    roles: `arn:${partition}:iam::${account}:role/${cloneRoles(file.name)}`,
    externalId: externalIdOf(file),
    subnetGroup,
    key: cloneKeyAlias(file.name),
  }
}
