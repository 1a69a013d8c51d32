import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DBInstance, Option } from '@aws-sdk/client-rds'
import { connectedAt } from '../../functions/aws/connected-at.ts'
import { mustOfferTls } from '../../functions/aws/must-offer-tls.ts'
import { rds } from '../../functions/aws/rds.ts'
import { engines } from '../../functions/engines/engines.ts'

const host = 'apim.c9akciq32.eu-central-1.rds.amazonaws.com'
const source = { kind: 'instance', name: 'apim', secret: 'arn' } as const

/** Answers as RDS does, for one instance with an option group; each command that was sent. */
function answering(instance: DBInstance, options: readonly Option[]): readonly string[] {
  const sent: string[] = []
  const send = async (command: { readonly input: Readonly<Record<string, unknown>> }) => {
    sent.push(`${command.constructor.name} ${Object.values(command.input).join()}`)
    return 'DBInstanceIdentifier' in command.input
      ? { DBInstances: [instance] }
      : { OptionGroupsList: [{ Options: options }] }
  }
  rds.send = send as unknown as typeof rds.send
  return sent
}
const instance = (more: DBInstance = {}): DBInstance => ({
  Engine: 'oracle-se2',
  Endpoint: { Address: host, Port: 1521 },
  OptionGroupMemberships: [{ OptionGroupName: 'apim-options', Status: 'in-sync' }],
  ...more,
})

test('a source with the option SSL at the port of its settings, or at the usual one', async () => {
  const sent = answering(instance(), [{ OptionName: 'SSL', Port: 2484 }])
  await mustOfferTls(source)
  assert.equal(sent.at(-1), 'DescribeOptionGroupsCommand apim-options')
  answering(instance({ Engine: 'oracle-ee-cdb' }), [{ OptionName: 'SSL', Port: 2500 }])
  await mustOfferTls({ ...source, port: 2500 })
})

for (const [what, options, more, name, words] of [
  [
    'no option SSL',
    [{ OptionName: 'STATSPACK' }],
    {},
    'DatabaseUnreachable',
    /no option SSL.*2484/,
  ],
  [
    'another port',
    [{ OptionName: 'SSL', Port: 2500 }],
    {},
    'DatabaseUnreachable',
    /on port 2500.*expects 2484.*"port": 2500/s,
  ],
  [
    'TLS 1.0 alone',
    [
      {
        OptionName: 'SSL',
        Port: 2484,
        OptionSettings: [{ Name: 'SQLNET.SSL_VERSION', Value: '1.0' }],
      },
    ],
    {},
    'DatabaseUnreachable',
    /TLS 1\.0 alone.*to "1\.2"/s,
  ],
  [
    'several databases in a container',
    [{ OptionName: 'SSL', Port: 2484 }],
    { Engine: 'oracle-se2-cdb', MultiTenant: true },
    'SourceNotFound',
    /single-tenant/,
  ],
] satisfies readonly (readonly [string, Option[], DBInstance, string, RegExp])[])
  test(`a source with ${what} is refused before anything connects to it`, async () => {
    answering(instance(more), options)
    await assert.rejects(mustOfferTls(source), { name, message: words })
  })

test('whoever has TLS at its own port is asked for no option group', async () => {
  const sent = answering(instance({ Engine: 'mariadb' }), [])
  await mustOfferTls(source)
  await mustOfferTls({ ...source, kind: 'cluster' })
  assert.deepEqual(sent, ['DescribeDBInstancesCommand apim'])
})

test('Oracle is connected to at the port of its TLS, and every other engine at its endpoint', () => {
  for (const [engine, { named }] of Object.entries(engines))
    assert.deepEqual(
      [{}, { port: 3000 }].map(
        (own) => connectedAt(engine, { name: 'apim', ...own }, { host, port: 1521 }).port,
      ),
      named === 'oracle' ? [2484, 3000] : [1521, 1521],
      engine,
    )
  // Nothing that is not Amazon's has an option group.
  assert.deepEqual(connectedAt('oracle-ee', { name: 'apim' }, { host: '127.0.0.1', port: 1521 }), {
    host: '127.0.0.1',
    port: 1521,
    tls: false,
  })
})
