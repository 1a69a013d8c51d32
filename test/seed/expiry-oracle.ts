/**
 * The safe rules for the small families once more, over rows read back as text: knows neither the
 * seed's classes nor any SQL. Wall times are UTC.
 */
type Row = Readonly<Record<string, string | null>>

/** Epoch ms; before all of them for the zero date. */
const instant = (wall: string): number =>
  wall.startsWith('0000') ? -Infinity : Date.parse(`${wall.replace(' ', 'T')}Z`)
const before = (wall: string | null | undefined, cutoff: number): boolean =>
  wall !== null && wall !== undefined && instant(wall) < cutoff
const epochBefore = (milliseconds: string | null | undefined, cutoff: number): boolean =>
  typeof milliseconds === 'string' &&
  BigInt(milliseconds) > 0n &&
  BigInt(milliseconds) < BigInt(cutoff)

/** A period in seconds, positive and finite, has gone by since; never since the zero date. */
function lapsed(
  wall: string | null | undefined,
  seconds: string | null | undefined,
  cutoff: number,
): boolean {
  if (typeof wall !== 'string' || typeof seconds !== 'string' || wall.startsWith('0000'))
    return false
  const period = BigInt(seconds)
  return (
    period > 0n &&
    period < 99_999_999_999n &&
    BigInt(instant(wall)) + period * 1000n < BigInt(cutoff)
  )
}

/** An event is remembered as long as any app's token could be shown. */
const forgotten = ({ TIME_REVOKED: revoked }: Row, cutoff: number, apps: readonly Row[]): boolean =>
  before(revoked, cutoff) &&
  apps.every(
    (app) =>
      lapsed(revoked, app.USER_ACCESS_TOKEN_EXPIRE_TIME, cutoff) &&
      lapsed(revoked, app.APP_ACCESS_TOKEN_EXPIRE_TIME, cutoff),
  )

/** Whether a row of the table is dead. `apps`: all rows of IDN_OAUTH_CONSUMER_APPS. */
export const isDead = {
  IDN_OAUTH2_DEVICE_FLOW: (row, cutoff) =>
    before(row.EXPIRY_TIME, cutoff) ||
    (row.STATUS === 'EXPIRED' && before(row.TIME_CREATED, cutoff)),
  IDN_OAUTH2_CIBA_AUTH_CODE: (row, cutoff) =>
    (['EXPIRED', 'TOKEN_ISSUED', 'FAILED'].includes(row.AUTH_REQ_STATUS ?? '') &&
      before(row.ISSUED_TIME, cutoff)) ||
    lapsed(row.ISSUED_TIME, row.EXPIRES_IN, cutoff),
  IDN_OIDC_JTI: (row, cutoff) => before(row.EXP_TIME, cutoff),
  AM_REVOKED_JWT: (row, cutoff) => epochBefore(row.EXPIRY_TIMESTAMP, cutoff),
  IDN_INVALID_TOKENS: (row, cutoff) => before(row.EXPIRY_TIMESTAMP, cutoff),
  IDN_SUBJECT_ENTITY_REVOKED_EVENT: forgotten,
  IDN_APP_REVOKED_EVENT: forgotten,
  IDN_UMA_PERMISSION_TICKET: (row, cutoff) => before(row.EXPIRY_TIME, cutoff),
  IDN_SAML2_ARTIFACT_STORE: (row, cutoff) => before(row.EXP_TIMESTAMP, cutoff),
  IDN_OAUTH_PAR: (row, cutoff) => epochBefore(row.SCHEDULED_EXPIRY, cutoff),
} as const satisfies Readonly<
  Record<string, (row: Row, cutoff: number, apps: readonly Row[]) => boolean>
>

/**
 * What stays of the recovery codes and their flows; codes and flows are kept for so many days.
 * @param folds whether the foreign key takes two spellings of an id for one.
 */
export function livingRecovery<Code extends Row, Flow extends Row>(
  codes: readonly Code[],
  flows: readonly Flow[],
  cutoff: number,
  folds = true,
  days = 30,
): { codes: Code[]; flows: Flow[] } {
  const end = cutoff - days * 86_400_000
  const living = codes.filter((code) => !before(code.TIME_CREATED, end))
  const idOf = ({ RECOVERY_FLOW_ID: id }: Row) => (folds ? id?.toLowerCase() : id)
  const held = new Set(living.map(idOf))
  return {
    codes: living,
    flows: flows.filter((flow) => !before(flow.TIME_CREATED, end) || held.has(idOf(flow))),
  }
}
