import fc from 'fast-check'
import { registryKey, type LinkRecord } from '../seed/registry-oracle.ts'
import { wall } from '../purge/bench.ts'

export const cutoff = Date.parse('2026-11-24T07:30:00.250Z')
export const codes = '/_system/config/repository/components/org.wso2.carbon.identity.mgt/data'
export const kinds = ['PROPERTY', 'TAG', 'COMMENT', 'RATING'] as const
export type Kind = (typeof kinds)[number]
export const madeIn = {
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
export const registry = fc.record({
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
export type Registry = typeof registry extends fc.Arbitrary<infer Rows> ? Rows : never
