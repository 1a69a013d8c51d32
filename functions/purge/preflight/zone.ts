import { timeBoxed } from '../time-box.ts'
import { failed, passed, warning, type Finding, type PreflightScene } from './scene.ts'

const minute = 60_000
const hour = 60 * minute
/** Clocks differ a little, and the run began a moment ago. */
const leeway = 15 * minute
/** No zone is farther east or west of UTC. */
const [east, west] = [14 * hour, 12 * hour]
/** From this share on, tokens of the future are no strays of a server whose clock was wrong. */
const strays = 0.01

/** Tokens a day from which on a quarter of an hour without one is odd. */
const busy = 96

const wall = (text: string | null | undefined): number =>
  Date.parse(`${(text ?? '').replace(' ', 'T')}Z`)
const length = (milliseconds: number): string =>
  `${Math.floor(milliseconds / hour)} h ${Math.round((milliseconds % hour) / minute)} min`

/**
 * API Manager writes UTC wall time, and the cutoffs are compared with it as such. An old driver writes the JVM's local
 * time instead: then a token of a server west of UTC looks older than it is, and would be deleted while it is valid. The
 * newest token tells, since it is seconds old wherever people work.
 */
export async function zoneCalibrated(scene: PreflightScene): Promise<Finding> {
  const { database, dialect, bound, startedAt } = scene
  const tokens = bound.rules.find(({ rule }) => rule.name === 'tokens')
  if (tokens === undefined) return passed('There is no token table here to calibrate by.')
  const start = startedAt.getTime()
  const [clock] = await database.query(dialect.server.clock)
  const utc = wall(clock?.utc)
  const offset = Math.round((wall(clock?.here) - utc) / minute) * minute
  const question = dialect.server.times(
    tokens.table.name,
    'TIME_CREATED',
    new Date(start - 24 * hour),
    new Date(start + leeway),
    new Date(start + east + leeway),
  )
  const rows = await timeBoxed(database, dialect, 10_000, question)
  const look =
    'Issue a token, read its TIME_CREATED and compare it with UTC_TIMESTAMP(); see the zone of the JVM and the version of its driver (Connector/J 8 writes UTC, 5.1 local time).'
  if (rows === null)
    return warning(
      'The newest tokens could not be read within 10 s (no index on TIME_CREATED?), so the zone in which tokens are written is not known.',
      look,
    )
  const [recent, future, newest] = [
    Number(rows[0]?.recent),
    Number(rows[0]?.future),
    wall(rows[0]?.newest),
  ]
  const said = `The run began at ${startedAt.toISOString()}, the session's zone is ${clock?.zone ?? ''} (${offset / minute} min from UTC)`
  if (future > (recent + future) * strays)
    return failed(
      `${said}, and ${future} of the ${recent + future} newest tokens are of up to ${east / hour} h later: it is not UTC that was written.`,
      look,
    )
  if (Number.isNaN(newest))
    return warning(
      `${said}, and no token was issued for a day, so the zone in which tokens are written is not known.`,
      look,
    )
  const age = start - newest
  const found = `${said}, and the newest token is of ${rows[0]?.newest ?? ''}`
  if (offset < 0 && Math.abs(age + offset) < leeway)
    return failed(
      `${found}: older by just the zone's offset, so it is most likely local time that was written, and the purge would take valid tokens for lapsed ones.`,
      look,
    )
  if (age > leeway && age <= west + leeway && recent >= busy && (await sessionsGoOn(scene)))
    return failed(
      `${found}, ${length(age)} ago, while sessions, whose times are in no zone, were written within the last ${leeway / minute} min: tokens are most likely written in a zone west of UTC, and the purge would take valid ones for lapsed.`,
      look,
    )
  if (age > leeway && age <= west + leeway)
    return warning(
      `${found}, ${length(age)} ago. Either nobody needed one, or they are written in a zone west of UTC.`,
      look,
    )
  if (age > leeway)
    return warning(`${found}, ${length(age)} ago, which says nothing of the zone.`, look)
  if (Math.abs(utc - start) > leeway)
    return warning(
      `${found}; the server's own clock says ${clock?.utc ?? ''} UTC.`,
      "See why the server's clock is not the run's.",
    )
  return passed(`${found}: written in UTC.`)
}

/** Sessions carry the nanoseconds since the epoch: they tell whether people are at work, whatever zone a server is in. */
async function sessionsGoOn({
  database,
  dialect,
  schema,
  startedAt,
}: PreflightScene): Promise<boolean> {
  const store = schema.tables.find(({ name }) => name.toUpperCase() === 'IDN_AUTH_SESSION_STORE')
  if (store === undefined) return false
  const rows = await timeBoxed(
    database,
    dialect,
    10_000,
    dialect.server.epochs(
      store.name,
      'TIME_CREATED',
      new Date(startedAt.getTime() - leeway),
      new Date(startedAt.getTime() + leeway),
    ),
  )
  return Number(rows?.[0]?.recent ?? 0) > 0
}
