import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clean, withoutValues } from '../../functions/engines/mysql/error-text.ts'
import { encodedColumns } from '../../functions/archive/archive.ts'
import { inShort } from '../../functions/preflight/other-purges.ts'
import { rules } from '../../functions/rules/rules.ts'
import { isClassified, isSecret } from '../../functions/rules/text-columns.ts'
import { shownKey } from '../../functions/walk/shown-key.ts'
import { schemaStatements, schemaVersions } from '../../local/schema/schemas.ts'

interface Made {
  readonly table: string
  /** Columns of texts and bytes. */
  readonly texts: readonly string[]
  /** Tables whose rows take the rows of this one along. */
  readonly parents: readonly string[]
}

const made = (statement: string): Made[] => {
  const [, table] = /^CREATE TABLE (?:IF NOT EXISTS )?`?(\w+)`?\s*\(/i.exec(statement) ?? []
  if (table === undefined) return []
  const texts = [...statement.matchAll(/^\s*`?(\w+)`? +\w*(?:char|text|blob|binary|json)\b/gim)]
  const parents = [...statement.matchAll(/REFERENCES `?(\w+)`?[^,]*?ON DELETE CASCADE/gi)]
  return [
    {
      table: table.toUpperCase(),
      texts: texts.map(([, column = '']) => column.toUpperCase()),
      parents: parents.map(([, parent = '']) => parent.toUpperCase()),
    },
  ]
}

test('of every text of every table that rows go from, in every schema, it is said whether it is a secret', async () => {
  const unsaid = new Set<string>()
  let asked = 0
  for (const version of schemaVersions) {
    const tables = (await schemaStatements('mysql', version)).flatMap(made)
    const goes = new Set(rules.map(({ table }) => table.toUpperCase()))
    for (let size = 0; size !== goes.size; ) {
      size = goes.size
      for (const { table, parents } of tables)
        if (parents.some((parent) => goes.has(parent))) goes.add(table)
    }
    // Of other tables nothing but counts and sums of hashes leaves the server.
    for (const { table, texts } of tables)
      if (goes.has(table))
        for (const column of texts) {
          asked++
          if (!isClassified(table, column)) unsaid.add(`${table}.${column}`)
        }
  }
  assert.deepEqual([...unsaid].sort(), [])
  assert.ok(asked > 400, `${asked} columns were asked about`)
})

test('a column that nobody has judged is taken for a secret, and left out of a hashed archive', () => {
  assert.equal(isSecret('IDN_OAUTH2_ACCESS_TOKEN', 'SOMETHING_NEW'), true)
  assert.equal(isSecret('NOTES', 'TEXT'), true)
  const column = (name: string, type: string) => ({
    name,
    type,
    kind: 'text' as const,
    nullable: false,
    long: false,
    onUpdate: false,
    generated: false,
    archived: type === 'int' ? ('text' as const) : ('bytes' as const),
  })
  const columns = [
    column('TOKEN_ID', 'varchar(255)'),
    column('TOKEN_STATE', 'varchar(25)'),
    column('NEW', 'mediumtext'),
    column('ID', 'int'),
  ]
  const table = {
    name: 'idn_oauth2_access_token',
    type: 'table',
    unsafe: null,
    partitioned: false,
    columns,
    key: columns.slice(0, 1),
    unique: true,
    indexes: [],
  }
  assert.deepEqual(
    encodedColumns(table, 'hashed').map(({ as }) => as),
    ['bytes', 'bytes', 'hash', 'text'],
  )
})

test('a key that is a secret is shown by its hash', () => {
  const key = [
    { name: 'DEVICE_CODE', kind: 'text' as const },
    { name: 'N', kind: 'integer' as const },
  ]
  assert.equal(
    shownKey('IDN_OAUTH2_DEVICE_FLOW', key, ['the device code', '7']),
    'sha256:773a63d5ea4d 7',
  )
  assert.equal(
    shownKey('IDN_OAUTH2_ACCESS_TOKEN', [{ name: 'TOKEN_ID', kind: 'text' }], ['an id']),
    'an id',
  )
})

test("of another session's statement its first word and its table are shown, and no value", () => {
  const tables = ['IDN_OAUTH2_ACCESS_TOKEN', 'REG_LOG']
  for (const statement of [
    `DELETE FROM IDN_OAUTH2_ACCESS_TOKEN WHERE ACCESS_TOKEN = "a secret"`,
    String.raw`/* "a secret" */ delete from idn_oauth2_access_token
      where ACCESS_TOKEN = 'it\'s a secret' AND 'b'`,
    "-- a secret\nDELETE FROM IDN_OAUTH2_ACCESS_TOKEN WHERE ACCESS_TOKEN = 'a ''secret'",
  ])
    assert.equal(inShort(statement, tables), 'DELETE … IDN_OAUTH2_ACCESS_TOKEN')
  assert.equal(
    inShort(`CALL WSO2_TOKEN_CLEANUP_SP('a secret')`, tables),
    'CALL … WSO2_TOKEN_CLEANUP_SP',
  )
  assert.equal(inShort(`UPDATE x SET y = "a secret"`, tables), 'UPDATE')
})

test("a server's words are passed on without values of rows", () => {
  for (const [number, said, passed] of [
    [1062, "Duplicate entry 'it's-a-secret' for key 'PRIMARY'", "Duplicate entry '…'"],
    [1292, "Truncated incorrect DOUBLE value: 'a secret'", "Truncated incorrect DOUBLE value: '…'"],
    [
      1064,
      "You have an error in your SQL syntax; check the manual near 'x = 'a secret' and' at line 1",
      "You have an error in your SQL syntax; check the manual near '…' at line 1",
    ],
    [1064, `You have an error near 'x = "a secret`, `You have an error near '…'`],
    [1146, "Table 'apim.GONE' doesn't exist", "Table 'apim.GONE' doesn't exist"],
    [
      1644,
      'the token abc may not go',
      'a trigger or a procedure rejected it (SIGNAL; its text is withheld)',
    ],
  ] as const)
    assert.equal(withoutValues(said, number), passed)
  const error = Object.assign(new Error("Duplicate entry 'a secret' for key 'x'"), {
    errno: 1062,
    sql: "INSERT INTO T VALUES ('a secret')",
    sqlMessage: "Duplicate entry 'a secret' for key 'x'",
  })
  clean(error)
  assert.doesNotMatch(`${error.stack ?? ''} ${JSON.stringify(error)} ${error.message}`, /a secret/)
})
