interface Texts {
  /** Credentials: a token, a code, a ticket, session content. */
  readonly secret?: readonly string[]
  /** Names, states, references and times: they open nothing. */
  readonly plain?: readonly string[]
}

const token: Texts = {
  secret: ['ACCESS_TOKEN', 'REFRESH_TOKEN'],
  plain: [
    'ACCESS_TOKEN_HASH',
    'AUTHORIZED_ORGANIZATION',
    'AUTHZ_USER',
    'CONSENTED_TOKEN',
    'GRANT_TYPE',
    'REFRESH_TOKEN_HASH',
    'SUBJECT_IDENTIFIER',
    // A digest of the value in IDN_OAUTH2_TOKEN_BINDING.
    'TOKEN_BINDING_REF',
    'TOKEN_ID',
    'TOKEN_SCOPE_HASH',
    'TOKEN_STATE',
    'TOKEN_STATE_ID',
    'USER_DOMAIN',
    'USER_TYPE',
  ],
}
// Besides digests of cookies, the ids identify logins in progress (sessionDataKey), which continue
// with them.
const store: Texts = {
  secret: ['SESSION_ID', 'SESSION_OBJECT'],
  plain: ['OPERATION', 'SESSION_TYPE'],
}
const revoked: Texts = {
  // The id of a JWT, or an opaque token itself.
  secret: ['TOKEN_IDENTIFIER'],
  plain: ['CONSUMER_KEY', 'TOKEN_TYPE', 'UUID'],
}
const revocation: Texts = {
  plain: ['CONSUMER_KEY', 'ENTITY_ID', 'ENTITY_TYPE', 'EVENT_ID', 'ORGANIZATION'],
}
const resourceName: Texts = { plain: ['REG_RESOURCE_NAME'] }

/**
 * Text and binary columns of the purged tables. A column in neither list counts as secret, and so
 * do all columns of a
 * table that is not listed. A `hashed` archive omits secrets, and no message shows one.
 */
const textColumns: Readonly<Record<string, Texts>> = {
  AM_APP_REVOKED_EVENT: revocation,
  AM_REVOKED_JWT: {
    // With the rest of the token, which is no secret, it is the token.
    secret: ['SIGNATURE'],
    plain: ['TOKEN_TYPE', 'UUID'],
  },
  AM_SUBJECT_ENTITY_REVOKED_EVENT: revocation,
  IDN_APP_REVOKED_EVENT: revocation,
  IDN_AUTH_SESSION_APP_INFO: { plain: ['INBOUND_AUTH_TYPE', 'SESSION_ID', 'SUBJECT'] },
  IDN_AUTH_SESSION_META_DATA: { plain: ['PROPERTY_TYPE', 'SESSION_ID', 'VALUE'] },
  IDN_AUTH_SESSION_STORE: store,
  IDN_AUTH_TEMP_SESSION_STORE: store,
  IDN_AUTH_USER_SESSION_MAPPING: { plain: ['SESSION_ID', 'USER_ID'] },
  // The waiting login continues with it.
  IDN_AUTH_WAIT_STATUS: { secret: ['LONG_WAIT_KEY'], plain: ['WAIT_STATUS'] },
  IDN_FED_AUTH_SESSION_MAPPING: {
    plain: ['AUTHENTICATOR_ID', 'IDP_NAME', 'IDP_SESSION_ID', 'PROTOCOL_TYPE', 'SESSION_ID'],
  },
  IDN_FLOW_CONTEXT_STORE: { secret: ['FLOW_STATE_JSON', 'ID'], plain: ['FLOW_TYPE'] },
  IDN_INVALID_TOKENS: revoked,
  IDN_OAUTH1A_REQUEST_TOKEN: {
    secret: ['OAUTH_VERIFIER', 'REQUEST_TOKEN', 'REQUEST_TOKEN_SECRET'],
    plain: ['AUTHORIZED', 'AUTHZ_USER', 'CALLBACK_URL', 'CONSUMER_KEY', 'SCOPE'],
  },
  IDN_OAUTH2_ACCESS_TOKEN: token,
  // Whatever a customer's extension pins to a token.
  IDN_OAUTH2_ACCESS_TOKEN_ATTRIBUTES: {
    secret: ['TOKEN_ATTR_VALUE'],
    plain: ['TOKEN_ATTR_NAME', 'TOKEN_ID'],
  },
  IDN_OAUTH2_ACCESS_TOKEN_AUDIT: token,
  IDN_OAUTH2_ACCESS_TOKEN_AUTHORIZATION_DETAILS: {
    plain: ['AUTHORIZATION_DETAILS', 'TOKEN_ID', 'TYPE_ID'],
  },
  IDN_OAUTH2_ACCESS_TOKEN_SCOPE: { plain: ['TOKEN_ID', 'TOKEN_SCOPE'] },
  IDN_OAUTH2_AUTHORIZATION_CODE: {
    secret: ['AUTHORIZATION_CODE'],
    plain: [
      'AUTHORIZATION_CODE_HASH',
      'AUTHZ_USER',
      'CALLBACK_URL',
      'CODE_ID',
      'PKCE_CODE_CHALLENGE',
      'PKCE_CODE_CHALLENGE_METHOD',
      'SCOPE',
      'STATE',
      'SUBJECT_IDENTIFIER',
      'TOKEN_ID',
      'USER_DOMAIN',
    ],
  },
  IDN_OAUTH2_AUTHZ_CODE_ACTOR: { plain: ['ACTOR', 'CODE_ID'] },
  IDN_OAUTH2_AUTHZ_CODE_AUTHORIZATION_DETAILS: {
    plain: ['AUTHORIZATION_DETAILS', 'CODE_ID', 'TYPE_ID'],
  },
  IDN_OAUTH2_AUTHZ_CODE_SCOPE: { plain: ['CODE_ID', 'SCOPE'] },
  IDN_OAUTH2_CIBA_AUTH_CODE: {
    secret: ['AUTH_REQ_ID'],
    plain: [
      'AUTHENTICATED_USER_NAME',
      'AUTH_CODE_KEY',
      'AUTH_REQ_STATUS',
      'CONSUMER_KEY',
      'REQUESTED_ACTOR',
      'RESOLVED_USER_ID',
      'USER_STORE_DOMAIN',
    ],
  },
  IDN_OAUTH2_CIBA_REQUEST_SCOPES: { plain: ['AUTH_CODE_KEY', 'SCOPE'] },
  IDN_OAUTH2_DEVICE_FLOW: {
    secret: ['DEVICE_CODE', 'USER_CODE'],
    plain: ['AUTHZ_USER', 'CODE_ID', 'STATUS', 'SUBJECT_IDENTIFIER', 'USER_DOMAIN'],
  },
  IDN_OAUTH2_DEVICE_FLOW_SCOPES: { plain: ['SCOPE', 'SCOPE_ID'] },
  // The digest of a public key.
  IDN_OAUTH2_DPOP_JKT: { plain: ['CODE_ID', 'DPOP_JKT'] },
  IDN_OAUTH2_REFRESH_TOKEN: {
    secret: token.secret ?? [],
    plain: [...(token.plain ?? []), 'REFRESH_TOKEN_ID'],
  },
  IDN_OAUTH2_REFRESH_TOKEN_BINDING: {
    secret: ['TOKEN_BINDING_VALUE'],
    plain: ['REFRESH_TOKEN_ID', 'TOKEN_BINDING_REF', 'TOKEN_BINDING_TYPE'],
  },
  IDN_OAUTH2_REFRESH_TOKEN_SCOPE: { plain: ['REFRESH_TOKEN_ID', 'TOKEN_SCOPE'] },
  IDN_OAUTH2_REVOKED_TOKENS: revoked,
  IDN_OAUTH2_TOKEN_BINDING: {
    // The cookie's own value, by which a bound token is shown.
    secret: ['TOKEN_BINDING_VALUE'],
    plain: ['TOKEN_BINDING_REF', 'TOKEN_BINDING_TYPE', 'TOKEN_ID'],
  },
  IDN_OAUTH_PAR: { secret: ['PARAMETERS', 'REQ_URI_REF'], plain: ['CLIENT_ID'] },
  // A client's assertion can be shown once, and was.
  IDN_OIDC_JTI: { plain: ['JWT_ID'] },
  IDN_OIDC_REQ_OBJECT_CLAIMS: {
    plain: ['CLAIM_ATTRIBUTE', 'ESSENTIAL', 'IS_USERINFO', 'VALUE'],
  },
  IDN_OIDC_REQ_OBJECT_REFERENCE: {
    // A login continues with it.
    secret: ['SESSION_DATA_KEY'],
    plain: ['CODE_ID', 'TOKEN_ID'],
  },
  IDN_OIDC_REQ_OBJ_CLAIM_VALUES: { plain: ['CLAIM_VALUES'] },
  IDN_RECOVERY_DATA: {
    secret: ['CODE'],
    // The flow's id opens nothing without the code.
    plain: ['RECOVERY_FLOW_ID', 'REMAINING_SETS', 'SCENARIO', 'STEP', 'USER_DOMAIN', 'USER_NAME'],
  },
  IDN_RECOVERY_FLOW_DATA: { secret: ['CODE'], plain: ['RECOVERY_FLOW_ID'] },
  IDN_SAML2_ARTIFACT_STORE: {
    // An artifact is made of the two ids: who shows it is given the assertion.
    secret: ['AUTHN_REQ_DTO', 'MESSAGE_HANDLER', 'SESSION_ID'],
    plain: ['ASSERTION_ID', 'SOURCE_ID'],
  },
  IDN_STS_STORE: { secret: ['TOKEN_CONTENT'], plain: ['TOKEN_ID'] },
  IDN_SUBJECT_ENTITY_REVOKED_EVENT: revocation,
  IDN_UMA_PERMISSION_TICKET: { secret: ['PT'], plain: ['TICKET_STATE', 'TOKEN_ID'] },
  IDN_UMA_PT_RESOURCE: {},
  IDN_UMA_PT_RESOURCE_SCOPE: {},
  IDN_VC_NONCE: { secret: ['NONCE', 'NONCE_VALUE'] },
  REG_COMMENT: { plain: ['REG_COMMENT_TEXT', 'REG_USER_ID'] },
  REG_LOG: { plain: ['REG_ACTION_DATA', 'REG_PATH', 'REG_USER_ID'] },
  REG_PROPERTY: { plain: ['REG_NAME', 'REG_VALUE'] },
  REG_RATING: { plain: ['REG_USER_ID'] },
  REG_RESOURCE: {
    plain: [
      'REG_CREATOR',
      'REG_DESCRIPTION',
      'REG_LAST_UPDATOR',
      'REG_MEDIA_TYPE',
      'REG_NAME',
      'REG_UUID',
    ],
  },
  REG_RESOURCE_COMMENT: resourceName,
  REG_RESOURCE_PROPERTY: resourceName,
  REG_RESOURCE_RATING: resourceName,
  REG_RESOURCE_TAG: resourceName,
  REG_TAG: { plain: ['REG_TAG_NAME', 'REG_USER_ID'] },
  // A request to add a user holds the password.
  WF_REQUEST: {
    secret: ['REQUEST'],
    plain: ['CREATED_BY', 'OPERATION_TYPE', 'STATUS', 'UUID'],
  },
  WF_REQUEST_ENTITY_RELATIONSHIP: { plain: ['ENTITY_NAME', 'ENTITY_TYPE', 'REQUEST_ID'] },
  WF_WORKFLOW_APPROVAL_RELATION: {
    plain: ['APPROVER_NAME', 'APPROVER_TYPE', 'EVENT_ID', 'TASK_ID', 'TASK_STATUS', 'WORKFLOW_ID'],
  },
  WF_WORKFLOW_APPROVAL_STATE: { plain: ['EVENT_ID', 'WORKFLOW_ID'] },
  WF_WORKFLOW_REQUEST_RELATION: {
    plain: ['RELATIONSHIP_ID', 'REQUEST_ID', 'STATUS', 'WORKFLOW_ID'],
  },
}

/** Whether a text or the bytes of the column may open something. */
export const isSecret = (table: string, column: string): boolean =>
  textColumns[table.toUpperCase()]?.plain?.includes(column.toUpperCase()) !== true

/** Whether it is said of the column that it is one or the other. */
export const isClassified = (table: string, column: string): boolean => {
  const { secret = [], plain = [] } = textColumns[table] ?? {}
  return secret.includes(column) !== plain.includes(column)
}
