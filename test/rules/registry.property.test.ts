import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Connection, RowDataPacket } from 'mysql2/promise'
import { everyEngine, one } from '../seed/engines.ts'
import {
  deadConfirmations,
  deadLinks,
  deadLogs,
  registryKey,
  type LinkRecord,
} from '../seed/registry-oracle.ts'
import { fill, onBench, purgeAgain, purgeInCalls, runs } from '../purge/bench.ts'
import { planned } from '../purge/planned.ts'
import {
  cutoff,
  codes,
  kinds,
  type Kind,
  madeIn,
  registry,
  type Registry,
} from './registry-records.ts'

for (const engine of everyEngine.filter(one))
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
