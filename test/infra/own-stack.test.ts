import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { App, Stack, type StackProps } from 'aws-cdk-lib'
import { parseEnvironment } from '../../infra/config.ts'
import { DrydockStack } from '../../infra/drydock-stack.ts'
import { ConfigError, Drydock, type DrydockProps } from '../../infra/index.ts'

/** As somebody writes them in a CDK app of their own: account and region are the stack's. */
const props: DrydockProps = {
  name: 'own',
  network: {
    vpc: 'vpc-0a1b2c3d4e5f60718',
    subnets: ['subnet-0a1b2c3d4e5f60718'],
    securityGroups: ['sg-0a1b2c3d4e5f60718'],
  },
  schedule: { day: 'SUN', time: '02:00' },
  sources: [
    {
      cluster: 'apim-production',
      engine: 'postgres',
      databases: ['shareddb', { name: 'apimdb', schema: 'wso2', times: { written: 'UTC' } }],
      secret: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:apim/purge-a1B2c3',
    },
  ],
}
const env = { account: '111122223333', region: 'eu-central-1' }

/** Does it with an app that has no bundles, nor the library's own validation. */
function inApp<T>(work: (app: App) => T): T {
  const outdir = mkdtempSync(join(tmpdir(), 'drydock-own-'))
  try {
    const context = { 'aws:cdk:bundling-stacks': [] }
    const options = { analyticsReporting: false, builtinCloudFormationValidation: false }
    return work(new App({ outdir, context, ...options }))
  } finally {
    rmSync(outdir, { recursive: true })
  }
}

/** Synthesizes what is made in an app. */
function synthesized<T>(make: (app: App) => T) {
  return inApp((app) => {
    const made = make(app)
    const { stacks } = app.synth()
    const templates = stacks.map(({ stackName, template }) => [stackName, template])
    const messages = stacks.flatMap((stack) =>
      stack.messages.map(({ entry }) => String(entry.data)),
    )
    return { made, messages, templates: Object.fromEntries(templates) }
  })
}

/** The faults of a construct in a stack. */
function faultsOf(given: Partial<DrydockProps>, stackProps: StackProps = { env }): string {
  return inApp((app) => {
    try {
      new Drydock(new Stack(app, 'Own', stackProps), 'Drydock', { ...props, ...given })
      return ''
    } catch (error) {
      assert.ok(error instanceof ConfigError, String(error))
      return error.message
    }
  })
}

const typesOf = (resources: Readonly<Record<string, { readonly Type: string }>>) =>
  Object.values(resources)
    .map(({ Type }) => Type)
    .sort()

test('a stack of another app holds all that a stack of an environment file has, beside what is there', () => {
  const { made, templates } = synthesized((app) => {
    const own = new Stack(app, 'Own', { env })
    const { stateMachine, bucket, topic } = new Drydock(own, 'Drydock', props)
    own.exportValue(stateMachine.stateMachineArn)
    for (const one of [stateMachine, bucket, topic]) assert.equal(one.stack, own)
    return new DrydockStack(app, parseEnvironment({ ...env, ...props }, 'own'))
  })
  const { Own: own, [made.stackName]: template } = templates
  assert.deepEqual(typesOf(own.Resources), typesOf(template.Resources))
  assert.deepEqual(
    Object.keys(own.Outputs).filter((name) => !name.startsWith('Export')),
    Object.keys(template.Outputs),
  )
})

test('faults are told at once, by the place of the construct', () => {
  assert.equal(faultsOf({}), '')
  const message = faultsOf({ mode: 'purge', region: 'eu-west-1', archiveDays: 0 })
  assert.match(
    message,
    /^Own\/Drydock is not valid \(docs\/configuration\.md lists the settings\):/,
  )
  assert.match(message, /- mode: found "purge", expected "plan"/)
  assert.match(message, /- region: found "eu-west-1", expected the stack's, "eu-central-1"/)
  assert.match(message, /- archiveDays: found 0, expected at least 1/)
})

test('the stack says where it is', () => {
  assert.match(faultsOf(env, {}), /- account: found a stack that names none, expected one of an/)
  assert.equal(faultsOf(env), '')
})

test("clones in another account are for a stack of Drydock's own name, which that account admits", () => {
  const cloneAccount = {
    account: '444455556666',
    subnetGroup: 'clones',
    securityGroup: 'sg-0c1b2a3d4e5f60718',
    cidrs: ['10.20.0.0/24'],
  }
  assert.match(
    faultsOf({ cloneAccount }),
    /- cloneAccount: found it in the stack "Own", expected a stack named "drydock-own": the roles/,
  )
  assert.equal(faultsOf({ cloneAccount }, { env, stackName: 'drydock-own' }), '')
})

test('a region that the drivers know no authority of needs the text of its certificates', () => {
  const there = { account: env.account, region: 'il-central-1' }
  const sources = JSON.parse(JSON.stringify(props.sources).replace(env.region, there.region))
  assert.match(
    faultsOf({ sources }, { env: there }),
    /- authorities: found nothing, and the driver/,
  )
  assert.match(
    faultsOf({ sources, authorities: 'none' }, { env: there }),
    /- authorities: found 0 certificates in the text, none of them from an authority that is/,
  )
})

test('a stack holds one Drydock', () => {
  inApp((app) => {
    const own = new Stack(app, 'Own', { env })
    new Drydock(own, 'Drydock', props)
    assert.throws(
      () => new Drydock(own, 'Other', { ...props, name: 'other' }),
      /- \(the stack\): found another Drydock in it, expected a stack for each/,
    )
  })
})

test('what is valid and seldom meant is a warning that can be acknowledged', () => {
  const { messages } = synthesized((app) => {
    const own = new Stack(app, 'Own', { env })
    new Drydock(own, 'Drydock', { ...props, mode: 'purge', allowProductionPurge: true })
  })
  assert.match(
    messages.join(),
    /without "window" and "approval".*\[ack: drydock:unattended-purge\]/,
  )
})
