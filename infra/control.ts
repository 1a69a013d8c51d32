import { StringParameter } from 'aws-cdk-lib/aws-ssm'
import { Construct } from 'constructs'
import type { z } from 'zod'
import { controlName, type controlSchema } from '../functions/contract/control.ts'

/** The parameter that stops, holds and slows a purge of production. A person changes its value; a deployment leaves it as it is. */
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
      description: `Drydock ${environmentName}: {"stop": true} stops a purge of production after its batch in flight, {"stop": false, "pause": true} holds it`,
      stringValue: JSON.stringify(value),
    })
  }
}
