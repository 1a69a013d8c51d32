import assert from 'node:assert/strict'
import { test } from 'node:test'
import { same } from '../../../functions/engines/schema.ts'
import { bindRules } from '../../../functions/rules/bind.ts'
import { rules } from '../../../functions/rules/rules.ts'
import { planned } from '../../purge/planned.ts'
import { sqlserverSchema, versions } from './vendor-schema.ts'

for (const version of versions)
  test(`the rules bind to ${version} as the vendor makes it for SQL Server`, async () => {
    const schema = await sqlserverSchema([version])
    const bound = bindRules(rules, planned(new Date('2026-01-01')), schema)
    const tokens = bound.rules.find(({ rule }) => rule.name === 'tokens')
    assert.deepEqual(
      tokens?.table.key.map(({ name, type }) => [name, type]),
      [['TOKEN_ID', 'varchar(255)']],
    )
    // What does not cascade there goes with its token all the same, before it.
    const hanging = tokens?.children.map((joins) => joins.map(({ table }) => table).join(' > '))
    assert.ok(hanging?.includes('IDN_OIDC_REQ_OBJECT_REFERENCE'), hanging?.join(', '))
    assert.ok(
      hanging?.indexOf('IDN_OIDC_REQ_OBJECT_REFERENCE > IDN_OIDC_REQ_OBJECT_CLAIMS') <
        hanging?.indexOf('IDN_OIDC_REQ_OBJECT_REFERENCE'),
      'children first',
    )
  })

test('a key that does not cascade is refused where no rule and no script covers its rows', async () => {
  const schema = await sqlserverSchema(['apim-4.4.0'])
  const foreignKeys = schema.foreignKeys.map((key) =>
    same(key.table, 'IDN_OAUTH2_ACCESS_TOKEN_SCOPE') ? { ...key, onDelete: 'NO ACTION' } : key,
  )
  assert.throws(
    () => bindRules(rules, planned(new Date('2026-01-01')), { ...schema, foreignKeys }),
    { name: 'SchemaNotSupported', message: /IDN_OAUTH2_ACCESS_TOKEN_SCOPE.*NO ACTION/ },
  )
})

test('each column is described as it is kept and put back', async () => {
  const { tables } = await sqlserverSchema(['apim-4.4.0'])
  const column = (table: string, name: string) =>
    tables.find((one) => one.name === table)?.columns.find((one) => one.name === name)
  const { kind, type, archived } = column('IDN_OAUTH2_ACCESS_TOKEN', 'TIME_CREATED') ?? {}
  assert.deepEqual([kind, type, archived], ['time', 'datetime', 'text'])
  const stored = column('IDN_AUTH_SESSION_STORE', 'SESSION_OBJECT')
  assert.deepEqual(
    [stored?.kind, stored?.type, stored?.archived, stored?.unbounded],
    ['binary', 'varbinary(max)', 'bytes', true],
  )
  const unkept = tables.flatMap((table) =>
    table.columns
      .filter((one) => one.archived === null)
      .map((one) => `${table.name}.${one.name} ${one.type}`),
  )
  assert.deepEqual(unkept, [])
})
