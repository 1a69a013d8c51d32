/** A state by which the application itself ends a row. */
export interface EndedBy {
  readonly column: string
  readonly states: readonly string[]
}

/**
 * The archived state that shows that the application itself ended a row that was live. null if the
 * application ends none: such a row dies at a fixed time, so one that was live when the purge
 * started must not be deleted by it.
 *
 * For tables that are not listed the row itself does not tell. A code dies with its token, a log
 * line with a newer one, data about a session with the session, data pinned to a resource with the
 * resource, a revocation when an application's periods are shortened.
 */
export const endedBy: Readonly<Record<string, EndedBy | null>> = {
  IDN_OAUTH2_ACCESS_TOKEN: { column: 'TOKEN_STATE', states: ['INACTIVE', 'REVOKED'] },
  IDN_OAUTH2_REFRESH_TOKEN: { column: 'TOKEN_STATE', states: ['INACTIVE', 'REVOKED'] },
  IDN_OAUTH2_CIBA_AUTH_CODE: {
    column: 'AUTH_REQ_STATUS',
    states: ['EXPIRED', 'TOKEN_ISSUED', 'FAILED'],
  },
  IDN_OAUTH2_DEVICE_FLOW: { column: 'STATUS', states: ['EXPIRED'] },
  // A marker is deleted once the application has deleted the older row that it covers. A newer row
  // never ends a STORE row, since that row is newer than the cutoff.
  IDN_AUTH_SESSION_STORE: { column: 'OPERATION', states: ['DELETE'] },
  IDN_AUTH_TEMP_SESSION_STORE: { column: 'OPERATION', states: ['DELETE'] },
  WF_REQUEST: {
    column: 'STATUS',
    states: ['APPROVED', 'REJECTED', 'FAILED', 'DELETED', 'ABORTED'],
  },
  IDN_OIDC_JTI: null,
  IDN_OAUTH_PAR: null,
  AM_REVOKED_JWT: null,
  IDN_INVALID_TOKENS: null,
  IDN_OAUTH2_REVOKED_TOKENS: null,
  IDN_UMA_PERMISSION_TICKET: null,
  IDN_RECOVERY_DATA: null,
  IDN_FLOW_CONTEXT_STORE: null,
  IDN_VC_NONCE: null,
  IDN_SAML2_ARTIFACT_STORE: null,
  IDN_AUTH_WAIT_STATUS: null,
  IDN_STS_STORE: null,
  IDN_OAUTH2_ACCESS_TOKEN_AUDIT: null,
  REG_RESOURCE: null,
}
