import type { RowClass, Verdict } from './row-class.ts'

/**
 * What a link refers to. By version: one that is current, nowhere, in the history, current in
 * another tenant alone, negative, or larger than all. By path: a member, the collection itself, a
 * member that is gone, a collection that is gone while its members are there (and one of those), a
 * collection of which only the path is left (and a member of one), or one whose path id has
 * resources in another tenant alone. Or nothing at all.
 */
export type Referred =
  | 'current'
  | 'superseded'
  | 'history'
  | 'current elsewhere'
  | 'negative'
  | 'too large'
  | 'member'
  | 'collection'
  | 'gone member'
  | 'headless collection'
  | 'headless member'
  | 'emptied collection'
  | 'emptied member'
  | 'member elsewhere'
  | 'nothing'

export interface Link {
  readonly verdict: Verdict
  readonly to: Referred
  /** What REG_VERSION says in a link by path. */
  readonly version: null | 0
}

/**
 * A property, tag, comment or rating with its links; its own verdict is the row's, dead when no
 * link of it is left.
 */
export interface LinkClass extends RowClass {
  readonly links: readonly Link[]
  readonly tenant?: 'other'
}

const link = (verdict: Verdict, to: Referred, version: Link['version'] = null): Link => ({
  verdict,
  to,
  version,
})
const one = (verdict: Verdict, to: Referred, version?: Link['version'], share = 0): LinkClass => ({
  name: `${to}${version === 0 ? ', version zero' : ''}`,
  verdict,
  share,
  links: [link(verdict, to, version)],
})

/**
 * Verdicts are stated, never computed. Two links of one row differ in their version, for where the
 * table has no other key.
 */
export const linkClasses: readonly LinkClass[] = [
  { name: 'superseded', verdict: 'dead', share: 'rest', links: [link('dead', 'superseded')] },
  one('alive', 'current', null, 0.2),
  one('alive', 'member', null, 0.1),
  one('dead', 'gone member', null, 0.1),
  one('alive', 'history'),
  one('dead', 'current elsewhere'),
  one('dead', 'negative'),
  one('dead', 'too large'),
  one('alive', 'collection'),
  one('dead', 'headless collection'),
  one('alive', 'headless member'),
  one('dead', 'emptied collection'),
  one('dead', 'emptied member'),
  one('dead', 'member elsewhere'),
  one('alive', 'member', 0),
  one('alive', 'collection', 0),
  one('dead', 'gone member', 0),
  one('dead', 'headless collection', 0),
  one('dead', 'emptied collection', 0),
  one('dead', 'nothing'),
  one('dead', 'nothing', 0),
  {
    name: 'current, of the other tenant',
    verdict: 'alive',
    share: 0,
    tenant: 'other',
    links: [link('alive', 'current')],
  },
  {
    name: 'superseded, of the other tenant',
    verdict: 'dead',
    share: 0,
    tenant: 'other',
    links: [link('dead', 'superseded')],
  },
  {
    name: 'member, of the other tenant',
    verdict: 'alive',
    share: 0,
    tenant: 'other',
    links: [link('alive', 'member')],
  },
  {
    name: 'gone member, of the other tenant',
    verdict: 'dead',
    share: 0,
    tenant: 'other',
    links: [link('dead', 'gone member')],
  },
  { name: 'no link', verdict: 'dead', share: 0.02, links: [] },
  {
    name: 'superseded and current',
    verdict: 'alive',
    share: 0,
    links: [link('dead', 'superseded'), link('alive', 'current')],
  },
  {
    name: 'superseded and history',
    verdict: 'alive',
    share: 0,
    links: [link('dead', 'superseded'), link('alive', 'history')],
  },
  {
    name: 'superseded and a member',
    verdict: 'alive',
    share: 0,
    links: [link('dead', 'superseded'), link('alive', 'member', 0)],
  },
  {
    name: 'current and a gone member',
    verdict: 'alive',
    share: 0,
    links: [link('alive', 'current'), link('dead', 'gone member', 0)],
  },
  {
    name: 'superseded and a gone member',
    verdict: 'dead',
    share: 0,
    links: [link('dead', 'superseded'), link('dead', 'gone member', 0)],
  },
]
