/** Tables that no rule deletes from, and why. */
export interface NotCleaned {
  /** Names; `*` stands for any letters. */
  readonly tables: readonly string[]
  readonly why: string
  /** Its rows grow with use, and nothing deletes them: the report shows their number and size. */
  readonly grows?: true
}

const grows = true
const words = (text: string): string[] => text.trim().split(/\s+/)

/** Tables named by the vendor's scripts; distinguishes them from a customer's own partitions. */
const ofTokens = words(`
  IDN_OAUTH2_ACCESS_TOKEN_AUDIT IDN_OAUTH2_ACCESS_TOKEN_SCOPE IDN_OAUTH2_ACCESS_TOKEN_ATTRIBUTES
  IDN_OAUTH2_ACCESS_TOKEN_AUTHORIZATION_DETAILS`)

export const notCleaned: readonly NotCleaned[] = [
  {
    tables: ['IDN_OAUTH2_ACCESS_TOKEN_*'],
    why:
      'the tokens of a partitioned user store (such as IDN_OAUTH2_ACCESS_TOKEN_A): which there ' +
      'are only the configuration says, and the code that has a token there cannot be found by ' +
      'one rule',
    grows,
  },
  {
    tables: ['IDN_SAML2_ASSERTION_STORE'],
    why: 'no time by which a row could be judged',
    grows,
  },
  {
    tables: ['IDN_OAUTH1A_REQUEST_TOKEN', 'IDN_OAUTH1A_ACCESS_TOKEN'],
    why: 'no time by which a row could be judged; an access token of OAuth 1.0a does not expire',
    grows,
  },
  {
    tables: ['IDN_THRIFT_SESSION'],
    why: 'how long a session of the Thrift service lasts is not in the database',
    grows,
  },
  {
    tables: words('IDN_OPENID_ASSOCIATIONS IDN_OPENID_REMEMBER_ME IDN_OPENID_USER_RPS'),
    why:
      'OpenID 2.0: what users said they trust, and secrets shared with relying parties; no ' +
      'script cleans it',
    grows,
  },
  {
    tables: ['IDN_PASSWORD_HISTORY_DATA'],
    why: 'former passwords are refused by it, however old',
    grows,
  },
  {
    tables: words('IDN_IDENTITY_META_DATA IDN_AUTH_USER UM_HYBRID_REMEMBER_ME'),
    why: 'per user, without a time after which the user no longer exists',
    grows,
  },
  {
    tables: words('IDN_ORG_USER_INVITATION IDN_ORG_USER_INVITE_ASSIGNMENT'),
    why: 'an invitation that ran out can still be looked at and sent again; no script cleans it',
    grows,
  },
  {
    tables: words('IDN_ASYNC_OPERATION_STATUS IDN_ASYNC_OPERATION_STATUS_UNIT'),
    why:
      'the outcome of long operations, for administrators to look up; how long is for them to ' +
      'say',
    grows,
  },
  {
    tables: ['AM_WORKFLOWS'],
    why: 'who approved what; an open one is found by it, and no script cleans the closed ones',
    grows,
  },
  {
    tables: ['AM_API_LC_EVENT', 'AM_API_LC_PUBLISH_EVENTS'],
    why: 'the history of each API, which the Publisher shows',
    grows,
  },
  {
    tables: words('AM_WEBHOOKS_SUBSCRIPTION AM_WEBHOOKS_UNSUBSCRIPTION'),
    why:
      'callbacks of subscribers: a lease that ended can be renewed, and one without an end has ' +
      'none',
    grows,
  },
  {
    tables: ['AM_GW_PLATFORM_EVENT'],
    why:
      'events for gateways: one that is not delivered waits for its gateway, and nothing says ' +
      'how long a delivered one is needed',
    grows,
  },
  {
    tables: ['AM_TRANSACTION_RECORDS', 'AM_MONETIZATION_USAGE'],
    why: 'counts that are billed by',
    grows,
  },
  {
    tables: ['AM_USAGE_UPLOADED_FILES'],
    why: 'files of usage from microgateways, processed or waiting to be; no script cleans it',
    grows,
  },
  {
    tables: words('AM_GW_INSTANCES AM_GW_INSTANCE_ENV_MAPPING AM_GW_REVISION_DEPLOYMENT'),
    why: 'gateways that reported, and what they run; a gateway may come back',
    grows,
  },
  {
    tables: words('GOV_REQUEST* GOV_*_RUN GOV_RULE_VIOLATION GOV_ARTIFACT'),
    why: 'each check of an API replaces the results of the one before',
  },
  {
    tables: words('REG_RESOURCE_HISTORY REG_CONTENT_HISTORY REG_SNAPSHOT'),
    why: 'former versions of resources, which can be restored; links to them stay too',
    grows,
  },
  {
    tables: words('REG_PATH REG_CONTENT REG_ASSOCIATION REG_CLUSTER_LOCK'),
    why: 'the registry itself; no script cleans it',
  },
  {
    tables: ['AM_SUBSCRIPTION_KEY_MAPPING'],
    why: 'links a token to its subscription; no time by which a row could be judged',
    grows,
  },
  {
    tables: words('IDN_REMOTE_FETCH_* IDN_USER_FUNCTIONALITY_*'),
    why: 'the state of a configuration or of a user, one row each, rewritten',
  },
  {
    tables: words(`
      AM_ALERT_* AM_API AM_API_C* AM_API_DEFAULT_VERSION AM_API_E* AM_API_KEY*
      AM_API_LABEL_MAPPING AM_API_METADATA AM_API_OPERATION_* AM_API_P* AM_API_R* AM_API_S*
      AM_API_THROTTLE_POLICY AM_API_URL_MAPPING AM_API_AI_CONFIGURATION AM_APPLICATION*
      AM_APP_KEY_DOMAIN_MAPPING AM_ARTIFACT AM_BACKEND* AM_BLOCK_CONDITIONS
      AM_CERTIFICATE_METADATA AM_COMMON_OPERATION_POLICY AM_CONDITION_GROUP AM_*_CONDITION
      AM_CORRELATION_* AM_DEPLOY* AM_DEVPORTAL_* AM_EXTERNAL_STORES AM_GATEWAY_*
      AM_GRAPHQL_COMPLEXITY AM_GW_*ARTIFACTS AM_GW_API_DEPLOYMENTS AM_GW_PUBLISHED_API_DETAILS
      AM_GW_VHOST AM_KEY_MANAGER* AM_LABEL* AM_LLM_PROVIDER* AM_NOTIFICATION_SUBSCRIBER
      AM_OPERATION_POLICY* AM_ORGANIZATION_MAPPING AM_POLICY_* AM_REVISION AM_SCOPE*
      AM_SECURITY_AUDIT_UUID_MAPPING AM_SERVICE_CATALOG AM_SHARED_SCOPE AM_SUBSCRIBER
      AM_SUBSCRIPTION AM_SYSTEM_* AM_TASK_LOCK AM_TENANT_THEMES AM_THROTTLE_TIER_PERMISSIONS
      AM_TIER_PERMISSIONS AM_USER GOV_POLICY* GOV_RULESET*`),
    why:
      'APIs, applications, subscriptions, keys, policies and gateways: what people made, until ' +
      'they remove it',
  },
  {
    tables: words(`
      IDN_BASE_TABLE IDN_OAUTH_CONSUMER_* IDN_OAUTH2_SCOPE* IDN_OAUTH2_RESOURCE_SCOPE
      IDN_OAUTH2_TOKEN_CLAIMS IDN_OIDC_PROPERTY IDN_OIDC_SCOPE* IDN_CERTIFICATE IDN_CLAIM*
      IDN_CONFIG_* IDN_CORS_* IDN_SECRET* IDN_FUNCTION_LIBRARY IDN_SAML2_S* IDN_NOTIFICATION_*
      IDN_ACTION* IDN_RULE* IDN_WEBHOOK* IDN_CUSTOM_CONTENT_* IDN_FLOW* IDN_VC_TEMPLATE
      IDN_VC_CLAIMS IDN_UMA_RESOURCE* SP_* IDP* IDV* WF_WORKFLOW WF_WORKFLOW_ASSOCIATION
      WF_WORKFLOW_CONFIG_PARAM WF_BPS_PROFILE API_RESOURCE* SCOPE AUTHORI* APP_*_ASSOCIATION
      ROLE_SCOPE`),
    why: 'configuration',
  },
  {
    tables: words(`
      UM_* CM_* FIDO* IDN_SCIM_GROUP IDN_IDENTITY_USER_DATA IDN_ASSOCIATED_ID
      IDN_USER_ACCOUNT_ASSOCIATION IDN_OAUTH2_USER_CONSENT* IDN_PUSH_DEVICE_STORE`),
    why: 'users, their roles, devices and consents',
  },
]

const expressionOf = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replaceAll('*', '.*')}$`, 'i')

/**
 * The first reason why no rule cleans the table; none for unjudged tables and for those with a
 * rule.
 */
export const reasonOf = (table: string): NotCleaned | undefined =>
  ofTokens.includes(table.toUpperCase())
    ? undefined
    : notCleaned.find(({ tables }) => tables.some((one) => expressionOf(one).test(table)))
