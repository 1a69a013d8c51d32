import { classAt, type ClassLayout } from './class-layout.ts'
import { draw } from './draw.ts'
import type { Link, LinkClass } from './registry-link-classes.ts'
import {
  currentVersion,
  emptiedPathId,
  goneVersion,
  historyVersion,
  type kindOf,
  nameOf,
  otherTenant,
  pathIdOf,
  perCollection,
  someCollection,
  superTenant,
  type Places,
} from './registry-places.ts'
import type { Row, SeededTable } from './seeded-table.ts'
import { wallTime } from './wall-time.ts'

type Layout = ClassLayout<LinkClass>
const most = 2

/** The four things a resource can have, each with its own table and a table of links. */
const kinds = [
  {
    of: 'PROPERTY',
    columns: ['REG_NAME', 'REG_VALUE'],
    rest: (at: number): Row => [
      ['status', 'overview_version', 'overview_name'][at % 3] ?? null,
      `value-${at}`,
    ],
  },
  {
    of: 'TAG',
    columns: ['REG_TAG_NAME', 'REG_USER_ID', 'REG_TAGGED_TIME'],
    rest: (at: number, time: string): Row => [`tag-${at % 40}`, 'admin', time],
  },
  {
    of: 'COMMENT',
    columns: ['REG_COMMENT_TEXT', 'REG_USER_ID', 'REG_COMMENTED_TIME'],
    rest: (at: number, time: string): Row => [`comment ${at}`, 'admin', time],
  },
  {
    of: 'RATING',
    columns: ['REG_RATING', 'REG_USER_ID', 'REG_RATED_TIME'],
    rest: (at: number, time: string): Row => [String(1 + (at % 5)), 'admin', time],
  },
] as const

/** REG_VERSION, REG_PATH_ID and REG_RESOURCE_NAME of a link. */
function place(
  { to, version }: Link,
  { tenant }: LinkClass,
  places: Places,
  seed: number,
  row: number,
): readonly [number | null, number | null, string | null] {
  const some = (kind: ReturnType<typeof kindOf>): number =>
    someCollection(places, kind, seed, row, 42)
  const home = some(tenant === 'other' ? 'foreign' : 'whole')
  const nth = draw(seed, row, 44)
  const resource = home * perCollection + (nth % perCollection)
  /** A member's number within its collection. */
  const member = 1 + (nth % (perCollection - 1))
  const emptied = emptiedPathId(places, nth % places.emptied)
  switch (to) {
    case 'current':
      return [currentVersion(resource), null, null]
    case 'superseded':
      return [goneVersion(resource), null, null]
    case 'history':
      return [historyVersion(home * perCollection + 1 + 3 * (nth % 3)), null, null]
    case 'current elsewhere':
      return [currentVersion(some('foreign') * perCollection + (nth % perCollection)), null, null]
    case 'negative':
      return [-1, null, null]
    case 'too large':
      return [2_147_483_647, null, null]
    case 'member':
      return [version, pathIdOf(home), nameOf(member)]
    case 'collection':
      return [version, pathIdOf(home), null]
    case 'gone member':
      return [version, pathIdOf(home), `gone-${member}`]
    case 'headless collection':
      return [version, pathIdOf(some('headless')), null]
    case 'headless member':
      return [version, pathIdOf(some('headless')), nameOf(member)]
    case 'emptied collection':
      return [version, emptied, null]
    case 'emptied member':
      return [version, emptied, nameOf(member)]
    case 'member elsewhere':
      return [version, pathIdOf(some('foreign')), nameOf(member)]
    case 'nothing':
      return [version, null, null]
  }
}

export const linkColumns = (of: string): readonly string[] => [
  `REG_${of}_ID`,
  'REG_VERSION',
  'REG_PATH_ID',
  'REG_RESOURCE_NAME',
  'REG_TENANT_ID',
]
/** In 2.x the tables of links have no key; of the links of one row no two share their version. */
export const linkKey = (of: string): readonly string[] => [
  `REG_${of}_ID`,
  'REG_TENANT_ID',
  'REG_VERSION',
]

function tablesOf(
  { of, columns, rest }: (typeof kinds)[number],
  layout: Layout,
  places: Places,
  seed: number,
  cutoff: number,
): readonly [SeededTable, SeededTable] {
  const owner = (at: number): number => Math.floor(at / most)
  const linkAt = (at: number): Link | undefined => classAt(layout, owner(at)).links[at % most]
  const tenant = (row: number): string =>
    String(classAt(layout, row).tenant === 'other' ? otherTenant : superTenant)
  const linkRow = (at: number): Row => {
    const link = linkAt(at)
    if (link === undefined) throw new RangeError(`no link ${at}`)
    const [version, path, name] = place(link, classAt(layout, owner(at)), places, seed, at)
    return [
      String(owner(at) + 1),
      version === null ? null : String(version),
      path === null ? null : String(path),
      name,
      tenant(owner(at)),
    ]
  }
  const numberOf = (id: string): number | undefined =>
    Number(id) >= 1 && Number(id) <= layout.total ? Number(id) - 1 : undefined
  return [
    {
      table: `REG_${of}`,
      columns: ['REG_ID', ...columns, 'REG_TENANT_ID'],
      key: ['REG_ID', 'REG_TENANT_ID'],
      rows: layout.total,
      exists: () => true,
      row: (at) => [
        String(at + 1),
        ...rest(at, wallTime(cutoff - 100 * 86_400_000 + at * 1000)),
        tenant(at),
      ],
      verdict: (at) => classAt(layout, at).verdict,
      find: ([id = '']) => numberOf(id),
      tokens: () => [],
    },
    {
      table: `REG_RESOURCE_${of}`,
      columns: linkColumns(of),
      key: linkKey(of),
      rows: layout.total * most,
      exists: (at) => linkAt(at) !== undefined,
      row: linkRow,
      verdict: (at) => linkAt(at)?.verdict ?? 'dead',
      find: ([id = '', , version]) => {
        const row = numberOf(id)
        if (row === undefined) return undefined
        return Array.from({ length: most }, (_, nth) => row * most + nth).find(
          (at) => linkAt(at) !== undefined && (linkRow(at)[1] ?? '') === version,
        )
      },
      tokens: () => [],
    },
  ]
}

/** Properties, tags, comments and ratings, each before its links. */
export function linkTables(
  properties: Layout,
  others: Layout,
  places: Places,
  seed: number,
  cutoff: number,
): readonly SeededTable[] {
  return kinds.flatMap((kind) =>
    tablesOf(kind, kind.of === 'PROPERTY' ? properties : others, places, seed, cutoff),
  )
}
