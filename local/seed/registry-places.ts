import { draw } from './draw.ts'

export const superTenant = -1234
export const otherTenant = 1
/** The collection that the vendor keeps confirmation codes in. */
export const confirmationPath =
  '/_system/config/repository/components/org.wso2.carbon.identity.mgt/data'

/**
 * Where everything of the registry is, by numbers alone. Collections come in fives: three whole
 * ones, one whose own resource is gone while its members are there, and one of another tenant. Each
 * has a resource for itself and nine members. Behind them collections of which nothing is left but
 * the path, and those of confirmation codes.
 */
export interface Places {
  readonly collections: number
  readonly emptied: number
}

export const perCollection = 10
export const kindOf = (collection: number): 'whole' | 'headless' | 'foreign' =>
  collection % 5 === 4 ? 'foreign' : collection % 5 === 3 ? 'headless' : 'whole'
export const tenantOf = (collection: number): number =>
  kindOf(collection) === 'foreign' ? otherTenant : superTenant

export const pathIdOf = (collection: number): number => collection + 1
export const emptiedPathId = ({ collections }: Places, nth: number): number => collections + 1 + nth
/** The super tenant's, the other tenant's, and a neighbour whose path begins alike. */
export const confirmationPathId = (
  { collections, emptied }: Places,
  which: 'data' | 'data of the other tenant' | 'data-old',
): number =>
  collections + emptied + 1 + ['data', 'data of the other tenant', 'data-old'].indexOf(which)

/**
 * Versions: each resource has one of its own, one that is nowhere any more, and one for its
 * history.
 */
export const currentVersion = (resource: number): number => 3 * resource + 1
export const goneVersion = (resource: number): number => 3 * resource + 2
export const historyVersion = (resource: number): number => 3 * resource + 3
export const confirmationVersion = ({ collections }: Places, nth: number): number =>
  historyVersion(collections * perCollection) + 1 + nth

/** Every third member has a former version. */
export const hasHistory = (resource: number): boolean => (resource % perCollection) % 3 === 1
/** NULL for the collection itself. */
export const nameOf = (resource: number): string | null =>
  resource % perCollection === 0 ? null : `resource-${resource % perCollection}`

/** A collection of a kind, the same for the same three. */
export function someCollection(
  { collections }: Places,
  kind: ReturnType<typeof kindOf>,
  seed: number,
  row: number,
  salt: number,
): number {
  const five = draw(seed, row, salt) % (collections / 5)
  return (
    5 * five + (kind === 'foreign' ? 4 : kind === 'headless' ? 3 : draw(seed, row, salt + 1) % 3)
  )
}
