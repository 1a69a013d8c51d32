import { App, Validations } from 'aws-cdk-lib'
import { BUNDLING_STACKS } from 'aws-cdk-lib/cx-api'
import { AwsSolutionsChecks } from 'cdk-nag'
import { CloneAccountStack } from './clone-account-stack.ts'
import { ConfigError, environmentNames, loadEnvironment } from './config.ts'
import { DrydockStack } from './drydock-stack.ts'
import { writeBundles } from './write-bundles.ts'

const app = new App()
const named: unknown = app.node.tryGetContext('environment')
// `cdk bootstrap` runs this app too, and fails if it has no stack. It concerns an account and
// region, so it names no environment and gets all of them, like the other commands for which the
// toolkit bundles nothing (ls, destroy). synth, diff and deploy need a named environment.
const bundles: unknown = app.node.tryGetContext(BUNDLING_STACKS)
const bundlesNothing = Array.isArray(bundles) && bundles.length === 0
const asked = named === undefined && bundlesNothing ? environmentNames() : [named]
const files = asked.flatMap((name) => orTold(() => loadEnvironment(name)))
// It takes seconds, which nobody has to wait for whose environment is not valid.
if (files.length > 0 && !bundlesNothing) await writeBundles()
const stacks = files.flatMap((file) =>
  orTold(() => {
    // The one in the clones' account first: it is deployed first.
    if (file.cloneAccount !== undefined) new CloneAccountStack(app, file, file.cloneAccount)
    return new DrydockStack(app, file)
  }),
)
if (stacks.length === 0) process.exit(1)
Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { verbose: true }))
app.synth()

/** What it makes; where that is not valid, it is told why, and there is nothing. */
function orTold<Made>(make: () => Made): Made[] {
  try {
    return [make()]
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    console.error(error.message)
    return []
  }
}
