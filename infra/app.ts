import { App, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks } from 'cdk-nag'
import { ConfigError, loadEnvironment } from './config.ts'
import { DrydockStack } from './drydock-stack.ts'

const app = new App()
try {
  new DrydockStack(app, loadEnvironment(app.node.tryGetContext('environment')))
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  console.error(error.message)
  process.exit(1)
}
Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { verbose: true }))
app.synth()
