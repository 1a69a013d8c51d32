import type { Row, SeededTable } from './seeded-table.ts'
import {
  confirmationPath,
  confirmationPathId,
  currentVersion,
  emptiedPathId,
  goneVersion,
  hasHistory,
  historyVersion,
  kindOf,
  nameOf,
  otherTenant,
  pathIdOf,
  perCollection,
  superTenant,
  tenantOf,
  type Places,
} from './registry-places.ts'
import { rowUuid } from './draw.ts'
import { wallTime } from './wall-time.ts'

/**
 * All of it stays: the cleanup takes no resource but confirmation codes, and no path or content at
 * all.
 */
function staying(
  table: string,
  columns: readonly string[],
  key: readonly string[],
  rows: number,
  exists: SeededTable['exists'],
  row: (at: number) => Row,
  find: (key: readonly number[]) => number,
): SeededTable {
  return {
    table,
    columns,
    key,
    rows,
    exists,
    row,
    verdict: () => 'alive',
    find: (values) => {
      const at = find(values.map(Number))
      return Number.isInteger(at) &&
        at >= 0 &&
        at < rows &&
        exists(at) &&
        key.every((column, i) => String(row(at)[columns.indexOf(column)]) === values[i])
        ? at
        : undefined
    },
    tokens: () => [],
  }
}

const day = 86_400_000
const base = '/_system/governance/apimgt/applicationdata/provider/admin'

function pathTable(places: Places): SeededTable {
  const { collections, emptied } = places
  const rest: readonly (readonly [id: number, value: string, tenant: number])[] = [
    ...Array.from(
      { length: emptied },
      (_, nth) => [emptiedPathId(places, nth), `${base}/emptied-${nth}`, superTenant] as const,
    ),
    [confirmationPathId(places, 'data'), confirmationPath, superTenant],
    [confirmationPathId(places, 'data of the other tenant'), confirmationPath, otherTenant],
    [confirmationPathId(places, 'data-old'), `${confirmationPath}-old`, superTenant],
  ]
  // Each collection has a number for its path and one for a path of the same id in the super
  // tenant, which only those of the other tenant have: the key is the id and the tenant.
  const twins = 2 * collections
  return staying(
    'REG_PATH',
    ['REG_PATH_ID', 'REG_PATH_VALUE', 'REG_PATH_PARENT_ID', 'REG_TENANT_ID'],
    ['REG_PATH_ID', 'REG_TENANT_ID'],
    twins + rest.length,
    (at) => at >= twins || at % 2 === 0 || kindOf((at - 1) / 2) === 'foreign',
    (at) => {
      const collection = Math.floor(at / 2)
      const [id, value, tenant] = rest[at - twins] ?? [
        pathIdOf(collection),
        `${base}/${at % 2 === 0 ? 'api' : 'moved'}-${collection}`,
        at % 2 === 0 ? tenantOf(collection) : superTenant,
      ]
      return [String(id), value, id === 1 ? null : '1', String(tenant)]
    },
    ([id = 0, tenant]) =>
      id > collections
        ? twins + id - collections - 1
        : 2 * (id - 1) + (tenant === tenantOf(id - 1) ? 0 : 1),
  )
}

/** The columns REG_RESOURCE and its history share. */
export const resourceColumns = [
  'REG_PATH_ID',
  'REG_NAME',
  'REG_VERSION',
  'REG_MEDIA_TYPE',
  'REG_CREATOR',
  'REG_CREATED_TIME',
  'REG_LAST_UPDATOR',
  'REG_LAST_UPDATED_TIME',
  'REG_DESCRIPTION',
  'REG_CONTENT_ID',
  'REG_TENANT_ID',
  'REG_UUID',
] as const

function resourceRow(resource: number, version: number, seed: number, cutoff: number): Row {
  const collection = Math.floor(resource / perCollection)
  const name = nameOf(resource)
  const time = wallTime(cutoff - 90 * day - resource * 1000)
  return [
    String(pathIdOf(collection)),
    name,
    String(version),
    name === null ? null : 'application/vnd.wso2-api+xml',
    'admin',
    time,
    'admin',
    time,
    null,
    name === null ? null : String(resource + 1),
    String(tenantOf(collection)),
    rowUuid(seed, resource, 41),
  ]
}

/** The resources and what they need, parents first. */
export function resourceTables(
  places: Places,
  seed: number,
  cutoff: number,
): readonly SeededTable[] {
  const resources = places.collections * perCollection
  const tenant = (resource: number): string =>
    String(tenantOf(Math.floor(resource / perCollection)))
  const content = (table: string, exists: (resource: number) => boolean): SeededTable =>
    staying(
      table,
      ['REG_CONTENT_ID', 'REG_CONTENT_DATA', 'REG_TENANT_ID'],
      ['REG_CONTENT_ID', 'REG_TENANT_ID'],
      resources,
      exists,
      (resource) => [String(resource + 1), `<api number="${resource}"/>`, tenant(resource)],
      ([id = 0]) => id - 1,
    )
  const key = ['REG_VERSION', 'REG_TENANT_ID']
  return [
    pathTable(places),
    content('REG_CONTENT', (resource) => nameOf(resource) !== null),
    content('REG_CONTENT_HISTORY', hasHistory),
    staying(
      'REG_RESOURCE',
      resourceColumns,
      key,
      resources,
      (resource) => nameOf(resource) !== null || kindOf(resource / perCollection) !== 'headless',
      (resource) => resourceRow(resource, currentVersion(resource), seed, cutoff),
      ([version = 0]) => (version - currentVersion(0)) / (goneVersion(1) - goneVersion(0)),
    ),
    staying(
      'REG_RESOURCE_HISTORY',
      [...resourceColumns, 'REG_DELETED'],
      key,
      resources,
      hasHistory,
      (resource) => [...resourceRow(resource, historyVersion(resource), seed, cutoff), '0'],
      ([version = 0]) => (version - historyVersion(0)) / (goneVersion(1) - goneVersion(0)),
    ),
  ]
}
