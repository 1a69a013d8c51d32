import { loadEnvironment } from './config.ts'
import { runEnvironmentOf } from './environment-file.ts'
const t=performance.now()
const { synthesizeDefinition } = await import('./workflow-definition.ts')
const r = synthesizeDefinition(runEnvironmentOf(loadEnvironment('example')), {cloneSecurityGroup:'sg-1',evidenceBucket:'b',reportTopic:'arn:aws:sns:local:000000000000:t'})
console.log(JSON.stringify(r,null,1)); console.error(performance.now()-t)
