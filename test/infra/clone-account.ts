import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks } from 'cdk-nag'
import { cloneUses, type CloneUse } from '../../functions/contract/clone-account.ts'
import { CloneAccountStack } from '../../infra/clone-account-stack.ts'
import { parseEnvironment } from '../../infra/config.ts'
import type { OtherAccount } from '../../local/cloud/accounts.ts'
import { exampleSettings } from './example.ts'
import { ofType, type Resource } from './synthesize.ts'

/** What an environment says of an account for its clones. */
export const cloneAccount = {
  account: '444455556666',
  subnetGroup: 'drydock-clones',
  securityGroup: 'sg-0c1b2a3d4e5f60718',
  cidrs: ['10.20.0.0/24', '10.20.1.0/24'],
}

/** The template for that account. */
export function synthesizeCloneAccount(changes: Record<string, unknown> = {}): {
  readonly resources: Readonly<Record<string, Resource>>
  readonly findings: readonly unknown[]
} {
  const outdir = mkdtempSync(join(tmpdir(), 'drydock-synth-'))
  try {
    const { context } = JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8'))
    const app = new App({
      outdir,
      context,
      analyticsReporting: false,
      builtinCloudFormationValidation: false,
    })
    const settings: Record<string, unknown> = {
      ...exampleSettings(),
      cloneAccount,
      ...changes,
    }
    const stack = new CloneAccountStack(
      app,
      parseEnvironment(settings, String(settings.name)),
      cloneAccount,
    )
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { verbose: true }))
    const { template } = app.synth().getStackByName(stack.stackName)
    const report = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8'))
    return {
      resources: template.Resources,
      findings: report.pluginReports.flatMap(
        ({ violations }: { violations: unknown[] }) => violations,
      ),
    }
  } finally {
    rmSync(outdir, { recursive: true })
  }
}

interface Statement {
  readonly Action: string | string[]
  readonly Resource: unknown
  readonly Condition?: Record<string, Record<string, string>>
}
type Resources = Readonly<Record<string, Resource>>
const roleFor = (resources: Resources, use: CloneUse) =>
  ofType(resources, 'AWS::IAM::Role').find(([id]) => id.startsWith(`${use}Role`))?.[1].Properties
/** The statements of the role for a use. */
export const statementsFor = (resources: Resources, use: CloneUse): readonly Statement[] =>
  roleFor(resources, use)?.Policies[0].PolicyDocument.Statement ?? []
export const actionsFor = (resources: Resources, use: CloneUse) =>
  new Set(statementsFor(resources, use).flatMap(({ Action }) => Action))

/** The account as the local cloud has it: its template says who may assume a role, and for what. */
export function localAccount(changes: Record<string, unknown>): OtherAccount {
  const { resources } = synthesizeCloneAccount(changes)
  const [statement] = roleFor(resources, 'look')?.AssumeRolePolicyDocument.Statement ?? []
  return {
    account: cloneAccount.account,
    externalId: statement.Condition.StringEquals['sts:ExternalId'],
    roles: Object.fromEntries(
      cloneUses.map((use) => {
        const allowed = actionsFor(resources, use)
        return [roleFor(resources, use)?.RoleName, (action: string) => allowed.has(action)]
      }),
    ),
  }
}
