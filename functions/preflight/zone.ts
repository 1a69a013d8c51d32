import { ask } from '../engines/database.ts'
import { timeBoxed } from '../walk/time-box.ts'
import { readAs } from '../rules/wall-times.ts'
import { leeway, wall } from './zone-witness.ts'
import { failed, passed, warning, type Finding, type PreflightScene } from './scene.ts'

const minute = 60_000
const hour = 60 * minute
/** The farthest zones east and west of UTC. */
const [east, west] = [14 * hour, 12 * hour]
/** Above this share, future tokens are not just strays from a server with a wrong clock. */
const strays = 0.01

/** Tokens per day above which 15 minutes without one are unusual. */
const busy = 96

const length = (milliseconds: number): string =>
  `${Math.floor(milliseconds / hour)} h ${Math.round((milliseconds % hour) / minute)} min`

/**
 * In which zone tokens are written can be shown of the newest alone, which are seconds old wherever
 * people work; of older
 * ones, which a purge deletes, only who runs the application knows: a driver may have been upgraded
 * since (Connector/J 8
 * writes UTC, 5.1 the JVM's local time). So the zone is stated by the environment, or the cutoffs
 * are moved back for any
 * zone there is. What is stated is held against the newest tokens here, and again right before
 * production's first batch.
 */
export async function zoneCalibrated(scene: PreflightScene): Promise<Finding> {
  const { written } = scene.bound.times
  const found = await held(scene)
  if (written !== null) return found
  return warning(
    `${readAs(scene.bound.times)} ${found.detail}`,
    'Set "times": {"written": "UTC"} for this database if every row, even from before a ' +
      'driver change, was written in UTC; otherwise set the zone that was used.',
  )
}

/** What the newest tokens show about the stated zone, or about UTC if none is stated. */
async function held(scene: PreflightScene): Promise<Finding> {
  const { database, dialect, bound, startedAt } = scene
  const { written, least, most } =
    bound.times.written === null ? { written: 'UTC', least: 0, most: 0 } : bound.times
  const tokens = bound.rules.find(({ rule }) => rule.name === 'tokens')
  if (tokens === undefined)
    return passed(`There is no token table here to check the zone ${written} against.`)
  const start = startedAt.getTime()
  const clock = await ask(database, dialect.server.clock)
  const utc = wall(clock.utc)
  const offset = Math.round((wall(clock.here) - utc) / minute) * minute
  const [early, late] = [start + least, start + most]
  const question = dialect.server.times(
    tokens.table.name,
    'TIME_CREATED',
    new Date(early - 24 * hour),
    new Date(late + leeway),
    new Date(late + east + leeway),
  )
  const times = await timeBoxed(database, dialect, 10_000, question)
  const look =
    `Issue a token, read its TIME_CREATED and compare it with ${dialect.words.utcNow}; check ` +
    'the zone of the JVM and the version of its driver (Connector/J 8 writes UTC, 5.1 local ' +
    'time). Then set that zone in times.written of the database.'
  if (times === null)
    return warning(
      'The newest tokens could not be read within 10 s (no index on TIME_CREATED?), so the ' +
        'zone of token times is unknown.',
      look,
    )
  const { recent, future } = times
  const newest = wall(times.newest)
  const harm =
    bound.times.written === null ? '' : ', and the purge would treat valid tokens as expired'
  const said =
    `The run started at ${startedAt.toISOString()}, the session's zone is ${clock.zone} ` +
    `(${offset / minute} min from UTC)`
  if (future > (recent + future) * strays)
    return failed(
      `${said}, and ${future} of the ${recent + future} newest tokens are up to ` +
        `${east / hour} h later: they were not written in ${written}.`,
      look,
    )
  if (Number.isNaN(newest))
    return warning(
      `${said}, and no token was issued for a day, so the zone of token times is unknown.`,
      look,
    )
  const age = early - newest
  const found = `${said}, and the newest token is from ${times.newest ?? ''}`
  if (written === 'UTC' && offset < 0 && Math.abs(age + offset) < leeway)
    return failed(
      `${found}: older by exactly the zone's offset, so times were most likely written in ` +
        `local time${harm}.`,
      look,
    )
  if (age > leeway && age <= west + leeway && recent >= busy && (await sessionsGoOn(scene)))
    return failed(
      `${found}, ${length(age)} ago, while sessions, whose times have no zone, were written ` +
        `within the last ${leeway / minute} min: tokens are most likely written in a zone west ` +
        `of ${written}${harm}.`,
      look,
    )
  if (age > leeway && age <= west + leeway)
    return warning(
      `${found}, ${length(age)} ago. Either nobody needed a token, or they are written in a ` +
        `zone west of ${written}.`,
      look,
    )
  if (age > leeway)
    return warning(`${found}, ${length(age)} ago, which does not show the zone.`, look)
  if (Math.abs(utc - start) > leeway)
    return warning(
      `${found}; the server's own clock says ${clock.utc} UTC.`,
      "Find out why the server's clock differs from the run's.",
    )
  return passed(`${found}: written in ${written}.`)
}

/**
 * Sessions carry nanoseconds since the epoch: they show whether people are active, whatever the
 * server's zone.
 */
async function sessionsGoOn({
  database,
  dialect,
  schema,
  startedAt,
}: PreflightScene): Promise<boolean> {
  const store = schema.tables.find(({ name }) => name.toUpperCase() === 'IDN_AUTH_SESSION_STORE')
  if (store === undefined) return false
  const recent = await timeBoxed(
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
  return (recent ?? 0) > 0
}
