import { Stack } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { stackName } from '../functions/contract/outputs.ts'
import { Drydock } from './drydock.ts'
import type { EnvironmentFile } from './environment-file.ts'

/** An environment file as a stack of its own. */
export class DrydockStack extends Stack {
  constructor(scope: Construct, file: EnvironmentFile) {
    super(scope, stackName(file.name), {
      env: { account: file.account, region: file.region },
      description: `Drydock ${file.name}: the weekly purge of WSO2 databases`,
      terminationProtection: true,
    })
    // The library adds dependencies that references already imply: harmless, and not in this code's
    // control.
    this.templateOptions.metadata = { 'cfn-lint': { config: { ignore_checks: ['W3005'] } } }
    // By this name what is in it has no longer names than in the stack itself.
    const { tlsAuthorities: _, ...settings } = file
    new Drydock(this, 'Default', settings)
  }
}
