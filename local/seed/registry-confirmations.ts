import { classAt, type ClassLayout } from './class-layout.ts'
import { rowUuid } from './draw.ts'
import type { ConfirmationClass } from './registry-confirmation-classes.ts'
import { linkColumns, linkKey } from './registry-links.ts'
import {
  confirmationPathId,
  confirmationVersion,
  otherTenant,
  superTenant,
  type Places,
} from './registry-places.ts'
import { resourceColumns } from './registry-resources.ts'
import type { SeededTable } from './seeded-table.ts'
import { wallTime } from './wall-time.ts'

/** Properties of a code: when it expires, and whose it is. */
const perCode = 2

/**
 * Behind the resources and properties of the same tables. `properties`: how many of those there
 * are.
 */
export function confirmationTables(
  layout: ClassLayout<ConfirmationClass>,
  places: Places,
  properties: number,
  seed: number,
  cutoff: number,
): readonly SeededTable[] {
  const owner = (at: number): number => Math.floor(at / perCode)
  const tenant = (code: number): string =>
    String(classAt(layout, code).where === 'data of the other tenant' ? otherTenant : superTenant)
  const name = (code: number): string => `code-${rowUuid(seed, code, 46)}`
  const path = (code: number): string =>
    String(confirmationPathId(places, classAt(layout, code).where))
  const version = (code: number): string => String(confirmationVersion(places, code))
  const within = (at: number, rows: number): number | undefined =>
    Number.isInteger(at) && at >= 0 && at < rows ? at : undefined
  const rows = layout.total * perCode
  const property = (at: number): readonly [string, string | null] => {
    const { property, value } = classAt(layout, owner(at))
    if (at % perCode === 1) return ['userId', `user-${owner(at)}`]
    return [
      property,
      value !== null && typeof value === 'object' ? String(cutoff + value.at) : value,
    ]
  }
  const findProperty: SeededTable['find'] = ([id = '']) => within(Number(id) - properties - 1, rows)
  const linkVersion = (code: number): string | null =>
    ({ 'by version': version(code), 'by path': null, 'by path, version zero': '0' })[
      classAt(layout, code).linked
    ]
  const common = { exists: () => true, tokens: () => [] }
  return [
    {
      ...common,
      table: 'REG_RESOURCE',
      columns: resourceColumns,
      key: ['REG_VERSION', 'REG_TENANT_ID'],
      rows: layout.total,
      row: (code) => {
        const time = wallTime(cutoff - 60 * 86_400_000)
        return [
          path(code),
          name(code),
          version(code),
          null,
          'admin',
          time,
          'admin',
          time,
          null,
          null,
          tenant(code),
          rowUuid(seed, code, 47),
        ]
      },
      verdict: (code) => classAt(layout, code).verdict,
      find: ([text = '']) => within(Number(text) - confirmationVersion(places, 0), layout.total),
    },
    {
      ...common,
      table: 'REG_PROPERTY',
      columns: ['REG_ID', 'REG_NAME', 'REG_VALUE', 'REG_TENANT_ID'],
      key: ['REG_ID', 'REG_TENANT_ID'],
      rows,
      row: (at) => [String(properties + at + 1), ...property(at), tenant(owner(at))],
      verdict: (at) => classAt(layout, owner(at)).verdict,
      find: findProperty,
    },
    {
      ...common,
      table: 'REG_RESOURCE_PROPERTY',
      columns: linkColumns('PROPERTY'),
      key: linkKey('PROPERTY'),
      rows,
      row: (at) => {
        const code = owner(at)
        const byVersion = classAt(layout, code).linked === 'by version'
        return [
          String(properties + at + 1),
          linkVersion(code),
          byVersion ? null : path(code),
          byVersion ? null : name(code),
          tenant(code),
        ]
      },
      verdict: (at) => classAt(layout, owner(at)).verdict,
      find: findProperty,
    },
  ]
}
