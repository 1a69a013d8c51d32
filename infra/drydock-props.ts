import { Stack, Token } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import type { z } from 'zod'
import { outputNames, stackName } from '../functions/contract/outputs.ts'
import { authoritiesIn } from './authorities.ts'
import { checkedSettings } from './checked-settings.ts'
import type { EnvironmentFile, environmentFileSchema } from './environment-file.ts'
import { show } from './settings-faults.ts'

type Settings = z.input<typeof environmentFileSchema>
/** Of the stack, if they are not given. */
type Place = 'account' | 'region'

/** The settings of an environment file (docs/configuration.md), for a stack of one's own. */
export interface DrydockProps extends Omit<Settings, Place | 'tlsAuthorities'> {
  /** The stack's own, if absent. */
  readonly account?: string
  /** The stack's own, if absent. */
  readonly region?: string
  /**
   * PEM text of the databases' certificate authorities, for a region that the drivers' own bundle
   * lacks.
   */
  readonly authorities?: string | undefined
}

/**
 * The settings with their defaults, for the stack that holds the construct.
 * @throws ConfigError with all faults
 */
export function settingsOf(scope: Construct, { authorities, ...given }: DrydockProps) {
  const stack = Stack.of(scope)
  const faults: string[] = []
  const place: Record<Place, string | undefined> = { account: given.account, region: given.region }
  for (const key of ['account', 'region'] as const) {
    if (Token.isUnresolved(stack[key]))
      faults.push(
        `${key}: found a stack that names none, expected one of an account and a region, such as ` +
          'new Stack(app, "Drydock", { env: { account: "111122223333", region: "eu-central-1" } })',
      )
    else if (given[key] !== undefined && given[key] !== stack[key])
      faults.push(`${key}: found ${show(given[key])}, expected the stack's, ${show(stack[key])}`)
    place[key] ??= stack[key]
  }
  // CloudFormation begins the names of roles with the stack's.
  if (given.cloneAccount !== undefined && stack.stackName !== stackName(given.name))
    faults.push(
      `cloneAccount: found it in the stack ${show(stack.stackName)}, expected a stack named ` +
        `${show(stackName(given.name))}: the roles of that account admit only roles of this name`,
    )
  if (stack.node.tryFindChild(outputNames.runs) !== undefined)
    faults.push('(the stack): found another Drydock in it, expected a stack for each')
  const file: EnvironmentFile = checkedSettings(
    { ...given, ...place },
    {
      subject: `${scope.node.path} is not valid (docs/configuration.md lists the settings)`,
      faults,
      authorities: (region) => authoritiesIn(authorities, region),
    },
  )
  return file
}
