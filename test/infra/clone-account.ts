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
/** The statements of the role for a use. */
export function statementsFor(
  resources: Readonly<Record<string, Resource>>,
  use: CloneUse,
): readonly Statement[] {
  const [, role] =
    ofType(resources, 'AWS::IAM::Role').find(([id]) => id.startsWith(`${use}Role`)) ?? []
  return role?.Properties.Policies[0].PolicyDocument.Statement ?? []
}
export const actionsFor = (resources: Readonly<Record<string, Resource>>, use: CloneUse) =>
  new Set(statementsFor(resources, use).flatMap(({ Action }) => Action))

/** The account as the local cloud has it: its roles may do what the synthesized ones may. */
export function localAccount(
  name: string,
  externalId: string,
  changes: Record<string, unknown>,
): OtherAccount {
  const { resources } = synthesizeCloneAccount(changes)
  return {
    account: cloneAccount.account,
    externalId,
    roles: Object.fromEntries(
      cloneUses.map((use) => {
        const allowed = actionsFor(resources, use)
        return [`drydock-${name}-clones-${use}`, (action: string) => allowed.has(action)]
      }),
    ),
  }
}
