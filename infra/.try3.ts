import { readFileSync } from 'node:fs'
import { App, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks } from 'cdk-nag'
import { loadEnvironment } from './config.ts'
import { DrydockStack } from './drydock-stack.ts'
const t=performance.now()
const { context } = JSON.parse(readFileSync('cdk.json','utf8'))
const app = new App({ context: { ...context, 'aws:cdk:bundling-stacks': [] }, outdir: '/tmp/x/out' })
new DrydockStack(app, loadEnvironment('example'))
Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { verbose: true }))
const a = app.synth()
console.log(performance.now()-t)
