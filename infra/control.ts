import { StringParameter } from 'aws-cdk-lib/aws-ssm'
import { Construct } from 'constructs'
import type { z } from 'zod'
import { controlName, type controlSchema } from '../functions/contract/control.ts'

/**
 * The parameter that stops, pauses and slows a purge of production. Operators change its value;
 * deployments do not.
 */
export class Control extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { environmentName }: { readonly environmentName: string },
  ) {
    super(scope, id)
    const value: z.input<typeof controlSchema> = { stop: false }
    new StringParameter(this, 'Parameter', {
      parameterName: controlName(environmentName),
      description:
        `Drydock ${environmentName}: {"stop": true} stops a purge of production after its ` +
        'current batch, {"stop": false, "pause": true} pauses it',
      stringValue: JSON.stringify(value),
    })
  }
}
