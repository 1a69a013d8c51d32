import { before, every, missing, not, some, text, type Condition, type Rule } from './rule.ts'

const tenant = { REG_TENANT_ID: 'REG_TENANT_ID' }
const unversioned = some(missing('REG_VERSION'), {
  is: 'number',
  column: 'REG_VERSION',
  from: 0n,
  below: 1n,
})
const version = { REG_VERSION: 'REG_VERSION', ...tenant }
/** Versions of history can still be read. */
const versionIsThere = some(
  { is: 'survivor', rule: 'registry-codes', on: version },
  { is: 'row', table: 'REG_RESOURCE_HISTORY', on: version, optional: true },
)
const place = {
  on: { REG_PATH_ID: 'REG_PATH_ID', ...tenant },
  alike: { REG_NAME: 'REG_RESOURCE_NAME' },
}
const pathIsThere = some(
  { is: 'survivor', rule: 'registry-codes', ...place },
  { is: 'row', table: 'REG_RESOURCE_HISTORY', ...place, optional: true },
)
/** The registry reads a link by its version alone or by its path alone, as it is configured. */
const linkIsDead = every(not(versionIsThere), not(pathIsThere))

const codePath = '/_system/config/repository/components/org.wso2.carbon.identity.mgt/data'
const expiredCode: Condition = {
  is: 'row',
  table: 'REG_PROPERTY',
  on: { REG_ID: 'REG_PROPERTY_ID', ...tenant },
  where: every(text('REG_NAME', 'expireTime'), {
    is: 'elapsedText',
    column: 'REG_VALUE',
    unit: 'ms',
  }),
}
/** A row without a name is the collection itself. */
const isCode = every(not(missing('REG_NAME')), {
  is: 'row',
  table: 'REG_PATH',
  on: { REG_PATH_ID: 'REG_PATH_ID', ...tenant },
  where: text('REG_PATH_VALUE', codePath),
})

const reference =
  'docs-apim managing-data-growth page and carbon-identity-framework registry-cleanup, by ' +
  'tenant, name and version where these look at the path alone'

const outdated: Condition = {
  is: 'outdated',
  table: 'REG_LOG',
  group: ['REG_PATH', 'REG_TENANT_ID'],
  by: 'REG_LOG_ID',
}

/** A kind of data pinned to a resource: its links, and rows without a link. */
const pinned = (
  kind: 'property' | 'tag' | 'comment' | 'rating',
  many: string,
  made: string | null,
): Rule[] => {
  const [table, links, id] = [
    `REG_${kind.toUpperCase()}`,
    `REG_RESOURCE_${kind.toUpperCase()}`,
    `REG_${kind.toUpperCase()}_ID`,
  ]
  const created: Rule['created'] = made === null ? null : { column: made, unit: 'wall' }
  const linked: Condition = {
    is: 'survivor',
    rule: `registry-${kind}-links`,
    on: { [id]: 'REG_ID', ...tenant },
  }
  return [
    {
      name: `registry-${kind}-links`,
      table: links,
      created: null,
      means:
        'neither its version nor its path and name is that of a resource of its tenant, or of ' +
        'its history',
      dead: linkIsDead,
      alive: [],
      mayStay: true,
      versions: 'all; no primary key before 3.0.0',
      reference,
    },
    {
      name: `registry-${many}`,
      table,
      created,
      means: `no link points to it${created === null ? '' : ', and made before the cutoff'}`,
      dead: created === null ? not(linked) : every(before(created.column), not(linked)),
      alive: [{ reason: 'linked', when: linked }],
      mayStay: true,
      versions: 'all',
      reference,
    },
  ]
}

export const registryRules: readonly Rule[] = [
  {
    name: 'registry-log',
    table: 'REG_LOG',
    created: { column: 'REG_LOGGED_TIME', unit: 'wall' },
    settled: true,
    means: 'logged before the cutoff, and not the newest row of its path and tenant',
    dead: every(before('REG_LOGGED_TIME'), outdated),
    alive: [{ reason: 'newest of its path', when: not(outdated) }],
    mayStay: true,
    versions: 'all',
    reference:
      'carbon-identity-framework registry-cleanup WSO2_REG_LOG_CLEANUP; the newest row is ' +
      'kept for the Solr index of a new node, action 7 too',
  },
  {
    name: 'registry-codes',
    table: 'REG_RESOURCE',
    created: { column: 'REG_CREATED_TIME', unit: 'wall' },
    means:
      `a confirmation code (under ${codePath}) whose property expireTime (ms) is before the ` +
      'cutoff',
    dead: every(
      isCode,
      some(
        { is: 'row', table: 'REG_RESOURCE_PROPERTY', on: version, where: expiredCode },
        {
          is: 'row',
          table: 'REG_RESOURCE_PROPERTY',
          on: { REG_PATH_ID: 'REG_PATH_ID', ...tenant },
          alike: { REG_RESOURCE_NAME: 'REG_NAME' },
          exact: true,
          where: every(unversioned, expiredCode),
        },
      ),
    ),
    alive: [{ reason: 'no confirmation code', when: not(isCode) }],
    mayStay: true,
    versions: 'all',
    reference: 'carbon-identity-framework registry-cleanup WSO2_CONFIRMATION_CODE_CLEANUP',
  },
  ...pinned('property', 'properties', null),
  ...pinned('tag', 'tags', 'REG_TAGGED_TIME'),
  ...pinned('comment', 'comments', 'REG_COMMENTED_TIME'),
  ...pinned('rating', 'ratings', 'REG_RATED_TIME'),
]
