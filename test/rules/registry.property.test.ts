import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Connection, RowDataPacket } from 'mysql2/promise'
import { everyEngine, quick } from '../seed/engines.ts'
import {
  deadConfirmations,
  deadLinks,
  deadLogs,
  registryKey,
  type LinkRecord,
} from '../seed/registry-oracle.ts'
import { fill, onBench, purgeAgain, purgeInCalls, runs, wall } from '../purge/bench.ts'
import { planned } from '../purge/planned.ts'

const cutoff = Date.parse('2026-11-24T07:30:00.250Z')
const codes = '/_system/config/repository/components/org.wso2.carbon.identity.mgt/data'
const kinds = ['PROPERTY', 'TAG', 'COMMENT', 'RATING'] as const
type Kind = (typeof kinds)[number]
const madeIn = {
  PROPERTY: null,
  TAG: 'REG_TAGGED_TIME',
  COMMENT: 'REG_COMMENTED_TIME',
  RATING: 'REG_RATED_TIME',
} as const

/** Few of everything, so that rows meet. */
const tenant = fc.constantFrom(-1234, -1234, 1)
const name = fc.constantFrom(null, 'a', 'b', 'A', 'b ')
const version = fc.integer({ min: 1, max: 7 })
const time = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.integer({ min: -2, max: 2 }).map((seconds) => wall(cutoff + seconds * 1000)),
  },
  { weight: 1, arbitrary: fc.constant('0000-00-00 00:00:00') },
)
const unique = { selector: registryKey, maxLength: 6 }
const resource = fc.record({ id: version, tenant, pathId: fc.constantFrom(1, 1, 2), name })
const link: fc.Arbitrary<LinkRecord> = fc.record({
  id: fc.integer({ min: 1, max: 4 }),
  tenant: fc.oneof({ weight: 9, arbitrary: tenant }, { weight: 1, arbitrary: fc.constant(null) }),
  version: fc.oneof(version, fc.constantFrom(null, null, 0, -1)),
  pathId: fc.constantFrom(1, 1, 2, 3, null),
  name,
})
// Twice the same, as tables without a key may hold.
const links = fc
  .tuple(fc.array(link, { maxLength: 8 }), fc.subarray([0, 1, 2, 3]))
  .map(([all, again]) => [...all, ...again.flatMap((at) => all[at] ?? [])])
const value = fc.oneof(
  fc.integer({ min: -2, max: 2 }).map((milliseconds) => String(cutoff + milliseconds)),
  fc.constantFrom(
    null,
    '',
    '0',
    '1',
    '-1',
    '1.5',
    ' 1',
    '1 ',
    '1\n',
    '1e3',
    'never',
    '0x1',
    '999999999999999999',
    '1000000000000000000',
    '99999999999999999999',
    '000000000000001',
  ),
)
const property = fc.record({
  id: fc.integer({ min: 1, max: 4 }),
  tenant,
  name: fc.constantFrom('expireTime', 'expireTime', 'expiretime', 'expireTime ', 'user'),
  value,
})
const pinned = fc.record({ id: fc.integer({ min: 1, max: 4 }), tenant, made: time })
const log = fc.record({
  id: fc.integer({ min: 1, max: 9 }),
  tenant,
  path: fc.constantFrom(null, '/a', '/A', '/a ', '/b'),
  logged: time,
})
const registry = fc.record({
  resources: fc.uniqueArray(resource, unique),
  history: fc.uniqueArray(resource, unique),
  properties: fc.uniqueArray(property, { ...unique, maxLength: 8 }),
  links: fc.record({ PROPERTY: links, TAG: links, COMMENT: links, RATING: links }),
  pinned: fc.record({
    TAG: fc.uniqueArray(pinned, unique),
    COMMENT: fc.uniqueArray(pinned, unique),
    RATING: fc.uniqueArray(pinned, unique),
  }),
  logs: fc.uniqueArray(log, { ...unique, maxLength: 9 }),
})
type Registry = typeof registry extends fc.Arbitrary<infer Rows> ? Rows : never

for (const engine of everyEngine.filter(quick))
  for (const schema of ['registry-2.5.0', 'registry-4.3.0'] as const)
    test(`${engine.name}, ${schema}: in any registry no live row goes, every dead one goes, however the purge is cut`, {
      skip: engine.skip,
    }, async () => {
      await onBench(engine, `any_${schema.replace(/\W/g, '_')}`, schema, async (bench) => {
        const { connection } = bench
        const bound = await bench.bind(planned(new Date(cutoff)))
        assert.equal(bound.rules.length, 10)
        assert.equal(
          bound.tables.filter(({ table }) => !table.unique).length,
          schema === 'registry-2.5.0' ? 4 : 0,
        )
        await fill(
          connection,
          'REG_PATH',
          [-1234, 1].flatMap((owner) =>
            [codes, `${codes}/deeper`, codes.toUpperCase()].map((path, at) => ({
              REG_PATH_ID: at + 1,
              REG_PATH_VALUE: path,
              REG_TENANT_ID: owner,
            })),
          ),
        )
        await fc.assert(
          fc.asyncProperty(
            registry,
            fc.record({
              rows: fc.integer({ min: 1, max: 5 }),
              steps: fc.integer({ min: 1, max: 12 }),
            }),
            async (given, cut) => {
              await write(connection, given)
              const expected = survivors(given, engine.name !== 'PostgreSQL')
              await purgeInCalls(bench, bound, cut)
              assert.deepEqual(await survivorsIn(connection), expected)
              assert.equal(await purgeAgain(bench, bound), 0, 'twice is the same as once')
            },
          ),
          { numRuns: runs(engine, 18) },
        )
      })
    })

async function write(
  connection: Connection,
  { resources, history, properties, links: linked, pinned: owned, logs }: Registry,
): Promise<void> {
  const row = ({ id, tenant: owner, pathId, name: called }: Registry['resources'][number]) => ({
    REG_PATH_ID: pathId,
    REG_NAME: called,
    REG_VERSION: id,
    REG_CREATOR: 'admin',
    REG_TENANT_ID: owner,
    REG_UUID: '',
  })
  await fill(connection, 'REG_RESOURCE', resources.map(row))
  await fill(connection, 'REG_RESOURCE_HISTORY', history.map(row))
  for (const kind of kinds)
    await fill(
      connection,
      `REG_RESOURCE_${kind}`,
      linked[kind].map((one) => ({
        [`REG_${kind}_ID`]: one.id,
        REG_VERSION: one.version,
        REG_PATH_ID: one.pathId,
        REG_RESOURCE_NAME: one.name,
        REG_TENANT_ID: one.tenant,
      })),
    )
  await fill(
    connection,
    'REG_PROPERTY',
    properties.map((one) => ({
      REG_ID: one.id,
      REG_NAME: one.name,
      REG_VALUE: one.value,
      REG_TENANT_ID: one.tenant,
    })),
  )
  for (const [kind, content] of [
    ['TAG', 'REG_TAG_NAME'],
    ['COMMENT', 'REG_COMMENT_TEXT'],
    ['RATING', 'REG_RATING'],
  ] as const)
    await fill(
      connection,
      `REG_${kind}`,
      owned[kind].map((one) => ({
        REG_ID: one.id,
        [content]: 1,
        REG_USER_ID: 'u',
        [madeIn[kind]]: one.made,
        REG_TENANT_ID: one.tenant,
      })),
    )
  await fill(
    connection,
    'REG_LOG',
    logs.map((one) => ({
      REG_LOG_ID: one.id,
      REG_PATH: one.path,
      REG_USER_ID: 'u',
      REG_LOGGED_TIME: one.logged,
      REG_ACTION: 7,
      REG_TENANT_ID: one.tenant,
    })),
  )
}

const linkKey = ({ id, tenant: owner, version: of, pathId, name: called }: LinkRecord): string =>
  JSON.stringify([id, owner, of, pathId, called])

function survivors(
  { resources, history, properties, links: linked, pinned: owned, logs }: Registry,
  folds: boolean,
): Record<string, string[]> {
  const paths = [-1234, 1].map((owner) => ({ id: 1, tenant: owner }))
  const gone = deadConfirmations(
    { resources, links: linked.PROPERTY },
    { paths, properties },
    cutoff,
  )
  const deadLog = deadLogs(logs, cutoff)
  const of = (kind: Kind) => {
    const all =
      kind === 'PROPERTY' ? properties.map((one) => ({ ...one, made: undefined })) : owned[kind]
    const dead = deadLinks(
      { resources, history, links: linked[kind], owned: all },
      gone,
      cutoff,
      folds,
    )
    return [
      [
        `REG_RESOURCE_${kind}`,
        linked[kind]
          .filter((_, at) => !dead.links.has(at))
          .map(linkKey)
          .sort(),
      ],
      [
        `REG_${kind}`,
        all
          .map(registryKey)
          .filter((key) => !dead.owned.has(key))
          .sort(),
      ],
    ]
  }
  return Object.fromEntries([
    [
      'REG_LOG',
      logs
        .map(registryKey)
        .filter((key) => !deadLog.has(key))
        .sort(),
    ],
    [
      'REG_RESOURCE',
      resources
        .map(registryKey)
        .filter((key) => !gone.has(key))
        .sort(),
    ],
    ...kinds.flatMap(of),
  ])
}

async function survivorsIn(connection: Connection): Promise<Record<string, string[]>> {
  const read = async (table: string, columns: string) => {
    const [found] = await connection.query<RowDataPacket[]>({
      sql: `SELECT ${columns} FROM ${table}`,
      rowsAsArray: true,
    })
    return found
      .map((one) => (columns.split(',').length === 2 ? one.join('/') : JSON.stringify(one)))
      .sort()
  }
  return {
    REG_LOG: await read('REG_LOG', 'REG_LOG_ID, REG_TENANT_ID'),
    REG_RESOURCE: await read('REG_RESOURCE', 'REG_VERSION, REG_TENANT_ID'),
    ...Object.fromEntries(
      (
        await Promise.all(
          kinds.map(async (kind) => [
            [
              `REG_RESOURCE_${kind}`,
              await read(
                `REG_RESOURCE_${kind}`,
                `REG_${kind}_ID, REG_TENANT_ID, REG_VERSION, REG_PATH_ID, REG_RESOURCE_NAME`,
              ),
            ],
            [`REG_${kind}`, await read(`REG_${kind}`, 'REG_ID, REG_TENANT_ID')],
          ]),
        )
      ).flat(),
    ),
  }
}
