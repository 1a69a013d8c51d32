import type { Live, LiveJoin } from '../engines/live.ts'
import { all, any, sameOf, type LiveRows } from './application-questions.ts'

/**
 * How the registry reads its rows, for the invariants; like application-questions.ts, independent
 * of the rules.
 */
const codes = '/_system/config/repository/components/org.wso2.carbon.identity.mgt/data'

/**
 * How a resource finds what is pinned to it: by its version or, without one, by its path and name.
 */
const unset: Live = { is: 'unset', at: ['l', 'REG_VERSION'] }
const byVersion = all({ is: 'none', of: unset }, sameOf('l', 't0', 'REG_VERSION'))
const samePlace = all(sameOf('l', 't0', 'REG_PATH_ID'), {
  is: 'equal',
  one: ['l', 'REG_RESOURCE_NAME'],
  other: ['t0', 'REG_NAME'],
  orEmpty: true,
})
const byPath = all(unset, samePlace)
const sameTenant = sameOf('l', 't0', 'REG_TENANT_ID')

/** What a link leads to. */
const linked = (kind: string): LiveJoin => ({
  table: `REG_${kind}`,
  as: 'p',
  on: all(
    { is: 'equal', one: ['p', 'REG_ID'], other: ['l', `REG_${kind}_ID`] },
    sameOf('p', 'l', 'REG_TENANT_ID'),
  ),
})

/** Every current resource except expired confirmation codes. */
export const currentResources: LiveRows = {
  columns: ['REG_PATH_ID', 'REG_NAME', 'REG_VERSION', 'REG_TENANT_ID'],
  beside: ['REG_PATH', 'REG_PROPERTY', 'REG_RESOURCE_PROPERTY'],
  condition({ at }) {
    const over = (link: Live): Live => ({
      is: 'there',
      from: { table: 'REG_RESOURCE_PROPERTY', as: 'l' },
      joins: [linked('PROPERTY')],
      where: all(
        sameTenant,
        link,
        { is: 'among', at: ['p', 'REG_NAME'], texts: ['expireTime'] },
        { is: 'digits', at: ['p', 'REG_VALUE'], from: 1n, to: BigInt(at.getTime()) },
      ),
    })
    const isCode: Live = {
      is: 'there',
      from: { table: 'REG_PATH', as: 'c' },
      where: all(sameOf('c', 't0', 'REG_PATH_ID'), sameOf('c', 't0', 'REG_TENANT_ID'), {
        is: 'value',
        at: ['c', 'REG_PATH_VALUE'],
        value: codes,
      }),
    }
    return { is: 'none', of: all(isCode, any(over(byVersion), over(byPath))) }
  },
}

/**
 * The ways to what is pinned to a resource: `kind` is PROPERTY, TAG, COMMENT or RATING. The
 * registry takes one of them for all links, as it is configured: a link that either finds counts.
 */
export const pinnedBy = (kind: string): readonly (readonly LiveJoin[])[] =>
  [sameOf('l', 't0', 'REG_VERSION'), samePlace].map((link) => [
    { table: `REG_RESOURCE_${kind}`, as: 'l', on: all(sameTenant, link) },
    linked(kind),
  ])
