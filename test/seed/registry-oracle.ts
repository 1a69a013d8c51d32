/**
 * The safe rules for the registry once more, over plain rows: knows neither the seed's classes nor
 * any SQL. Text is compared letter by letter, but for the names by which a link lives: there two
 * are one when the database's readers take them for one.
 */
export interface LogRecord {
  readonly id: number
  readonly tenant: number
  readonly path: string | null
  /** As read, "YYYY-MM-DD hh:mm:ss" in UTC. */
  readonly logged: string | null
}

/** Of a row of any REG table but those of links. */
export const registryKey = ({
  id,
  tenant,
}: {
  readonly id: number
  readonly tenant: number
}): string => `${id}/${tenant}`

function before(time: string | null, cutoff: number): boolean {
  // The zero date is no date, and before all of them.
  return (
    time !== null && (time.startsWith('0000') || Date.parse(`${time.replace(' ', 'T')}Z`) < cutoff)
  )
}

/**
 * The keys of the dead rows of REG_LOG. Rows without a path are of no path: none is the newer of
 * another.
 */
export function deadLogs(rows: readonly LogRecord[], cutoff: number): Set<string> {
  const newest = new Map<string, number>()
  const pathOf = ({ path, tenant }: LogRecord): string => JSON.stringify([path, tenant])
  for (const row of rows)
    newest.set(pathOf(row), Math.max(row.id, newest.get(pathOf(row)) ?? -Infinity))
  return new Set(
    rows
      .filter(
        (row) =>
          row.path !== null &&
          row.id < (newest.get(pathOf(row)) ?? row.id) &&
          before(row.logged, cutoff),
      )
      .map(registryKey),
  )
}

export interface ResourceRecord {
  /** REG_VERSION. */
  readonly id: number
  readonly tenant: number
  readonly pathId: number
  readonly name: string | null
}

export interface LinkRecord {
  /** Of the property, tag, comment or rating. */
  readonly id: number
  readonly tenant: number | null
  readonly version: number | null
  readonly pathId: number | null
  readonly name: string | null
}

/** The tables of one of the four kinds of link, and the resources. */
export interface RegistryRecords {
  readonly resources: readonly ResourceRecord[]
  readonly history: readonly ResourceRecord[]
  readonly links: readonly LinkRecord[]
  /** Properties, tags, comments or ratings; `made` where the table says so, in UTC. */
  readonly owned: readonly {
    readonly id: number
    readonly tenant: number
    readonly made?: string | undefined
  }[]
}

export interface Confirmations {
  /** Ids of the paths that are the collection of confirmation codes, each in its tenant. */
  readonly paths: readonly { readonly id: number; readonly tenant: number }[]
  readonly properties: readonly {
    readonly id: number
    readonly tenant: number
    readonly name: string
    readonly value: string | null
  }[]
}

/** As latin1_swedish_ci compares letters without accents; where it does not fold, as PostgreSQL. */
const asRead = (name: string | null, folds: boolean): string | null =>
  folds ? (name?.toLowerCase().replace(/ +$/, '') ?? null) : name
const byVersion = ({ version }: LinkRecord): boolean => version !== null && version !== 0

function refersTo(link: LinkRecord, { id, tenant, pathId, name }: ResourceRecord): boolean {
  if (link.tenant !== tenant) return false
  return byVersion(link) ? link.version === id : link.pathId === pathId && link.name === name
}

/**
 * The keys of the resources that are expired confirmation codes. `links` and `properties` are those
 * of properties.
 */
export function deadConfirmations(
  records: Pick<RegistryRecords, 'resources' | 'links'>,
  { paths, properties }: Confirmations,
  cutoff: number,
): Set<string> {
  const expiring = new Set(
    properties
      .filter(
        ({ name, value }) =>
          name === 'expireTime' &&
          value !== null &&
          /^\d+$/.test(value) &&
          BigInt(value) > 0n &&
          BigInt(value) < BigInt(cutoff),
      )
      .map(registryKey),
  )
  const links = records.links.filter(
    ({ id, tenant }) => tenant !== null && expiring.has(registryKey({ id, tenant })),
  )
  return new Set(
    records.resources
      .filter(
        ({ pathId, tenant, name }) =>
          name !== null && paths.some((path) => path.id === pathId && path.tenant === tenant),
      )
      .filter((resource) => links.some((link) => refersTo(link, resource)))
      .map(registryKey),
  )
}

/**
 * The places in `links` of those that are dead, and the keys of what is owned and dead, once `gone`
 * resources are.
 */
export function deadLinks(
  { resources, history, links, owned }: RegistryRecords,
  gone: ReadonlySet<string>,
  cutoff: number,
  folds = true,
): { readonly links: Set<number>; readonly owned: Set<string> } {
  const left = resources.filter((resource) => !gone.has(registryKey(resource)))
  const versions = new Set([...left, ...history].map(registryKey))
  const places = new Set(
    [...left, ...history].map(({ tenant, pathId, name }) =>
      JSON.stringify([tenant, pathId, asRead(name, folds)]),
    ),
  )
  const alive = (link: LinkRecord): boolean => {
    const { tenant, version, pathId, name } = link
    if (tenant === null) return false
    // The registry asks by the version alone or by the path alone, as its configuration says.
    return (
      (version !== null && versions.has(registryKey({ id: version, tenant }))) ||
      places.has(JSON.stringify([tenant, pathId, asRead(name, folds)]))
    )
  }
  const held = new Set(links.filter(alive).map(({ id, tenant }) => `${id}/${tenant}`))
  return {
    links: new Set(links.flatMap((link, at) => (alive(link) ? [] : [at]))),
    owned: new Set(
      owned
        .filter(({ made }) => made === undefined || before(made, cutoff))
        .map(registryKey)
        .filter((key) => !held.has(key)),
    ),
  }
}
