-- WSO2 API Manager 2.5.0 on PostgreSQL: the tables the cleanups touch, and those that refer to them.
--
-- Keys and indexes are those of the vendor's PostgreSQL script, which differ from MySQL's: no foreign
-- key has an index of its own unless one is named below, and CON_APP_KEY holds TOKEN_ID in place of
-- TENANT_ID, so that it never refuses a second active token.

-- Only what the foreign keys below need: no cleanup reads or writes it.
CREATE SEQUENCE am_application_seq;

CREATE TABLE am_application (
  application_id integer NOT NULL DEFAULT nextval('am_application_seq'),
  name varchar(100),
  PRIMARY KEY (application_id)
);

CREATE TABLE am_application_key_mapping (
  application_id integer NOT NULL,
  consumer_key varchar(255),
  key_type varchar(255) NOT NULL,
  state varchar(30) NOT NULL,
  create_mode varchar(30) DEFAULT 'CREATED',
  PRIMARY KEY (application_id, key_type),
  FOREIGN KEY (application_id) REFERENCES am_application (application_id) ON DELETE RESTRICT
);

CREATE INDEX idx_aakm_ck ON am_application_key_mapping (consumer_key);

CREATE TABLE idn_auth_session_store (
  session_id varchar(100) NOT NULL,
  session_type varchar(100) NOT NULL,
  operation varchar(10) NOT NULL,
  session_object bytea,
  time_created bigint NOT NULL,
  tenant_id integer DEFAULT -1,
  expiry_time bigint,
  PRIMARY KEY (session_id, session_type, time_created, operation)
);

CREATE INDEX idx_idn_auth_session_store_time ON idn_auth_session_store (time_created);

CREATE TABLE idn_auth_temp_session_store (
  session_id varchar(100) NOT NULL,
  session_type varchar(100) NOT NULL,
  operation varchar(10) NOT NULL,
  session_object bytea,
  time_created bigint NOT NULL,
  tenant_id integer DEFAULT -1,
  expiry_time bigint,
  PRIMARY KEY (session_id, session_type, time_created, operation)
);

CREATE INDEX idx_idn_auth_temp_session_store_time ON idn_auth_temp_session_store (time_created);

CREATE SEQUENCE idn_oauth_consumer_apps_pk_seq;

CREATE TABLE idn_oauth_consumer_apps (
  id integer NOT NULL DEFAULT nextval('idn_oauth_consumer_apps_pk_seq'),
  consumer_key varchar(255),
  consumer_secret varchar(2048),
  username varchar(255),
  tenant_id integer DEFAULT 0,
  user_domain varchar(50),
  app_name varchar(255),
  oauth_version varchar(128),
  callback_url varchar(1024),
  grant_types varchar(1024),
  pkce_mandatory char(1) DEFAULT '0',
  pkce_support_plain char(1) DEFAULT '0',
  app_state varchar(25) DEFAULT 'ACTIVE',
  user_access_token_expire_time bigint DEFAULT 3600000,
  app_access_token_expire_time bigint DEFAULT 3600000,
  refresh_token_expire_time bigint DEFAULT 84600000,
  id_token_expire_time bigint DEFAULT 3600000,
  PRIMARY KEY (id),
  CONSTRAINT consumer_key_constraint UNIQUE (consumer_key)
);

CREATE TABLE idn_oauth1a_access_token (
  access_token varchar(512) NOT NULL,
  access_token_secret varchar(512),
  consumer_key_id integer,
  scope varchar(2048),
  authz_user varchar(512),
  tenant_id integer DEFAULT -1,
  PRIMARY KEY (access_token),
  FOREIGN KEY (consumer_key_id) REFERENCES idn_oauth_consumer_apps (id) ON DELETE CASCADE
);

CREATE TABLE idn_oauth1a_request_token (
  request_token varchar(512) NOT NULL,
  request_token_secret varchar(512),
  consumer_key_id integer,
  callback_url varchar(1024),
  scope varchar(2048),
  authorized varchar(128),
  oauth_verifier varchar(512),
  authz_user varchar(512),
  tenant_id integer DEFAULT -1,
  PRIMARY KEY (request_token),
  FOREIGN KEY (consumer_key_id) REFERENCES idn_oauth_consumer_apps (id) ON DELETE CASCADE
);

CREATE TABLE idn_oauth2_access_token (
  token_id varchar(255) NOT NULL,
  access_token varchar(2048),
  refresh_token varchar(2048),
  consumer_key_id integer,
  authz_user varchar(100),
  tenant_id integer,
  user_domain varchar(50),
  user_type varchar(25),
  grant_type varchar(50),
  time_created timestamp,
  refresh_token_time_created timestamp,
  validity_period bigint,
  refresh_token_validity_period bigint,
  token_scope_hash varchar(32),
  token_state varchar(25) DEFAULT 'ACTIVE',
  token_state_id varchar(128) DEFAULT 'NONE',
  subject_identifier varchar(255),
  access_token_hash varchar(512),
  refresh_token_hash varchar(512),
  PRIMARY KEY (token_id),
  CONSTRAINT con_app_key UNIQUE (consumer_key_id, authz_user, token_id, user_domain, user_type, token_scope_hash, token_state, token_state_id),
  FOREIGN KEY (consumer_key_id) REFERENCES idn_oauth_consumer_apps (id) ON DELETE CASCADE
);

CREATE INDEX idx_at_ck_au
  ON idn_oauth2_access_token (consumer_key_id, authz_user, token_state, user_type);

CREATE INDEX idx_at_ti_ud
  ON idn_oauth2_access_token (authz_user, tenant_id, token_state, user_domain);

CREATE INDEX idx_ath ON idn_oauth2_access_token (access_token_hash);

CREATE INDEX idx_ioat_ut ON idn_oauth2_access_token (user_type);

CREATE INDEX idx_tc ON idn_oauth2_access_token (time_created);

CREATE TABLE idn_oauth2_access_token_scope (
  token_id varchar(255) NOT NULL,
  token_scope varchar(60) NOT NULL,
  tenant_id integer DEFAULT -1,
  PRIMARY KEY (token_id, token_scope),
  FOREIGN KEY (token_id) REFERENCES idn_oauth2_access_token (token_id) ON DELETE CASCADE
);

CREATE TABLE idn_oauth2_authorization_code (
  code_id varchar(255) NOT NULL,
  authorization_code varchar(2048),
  consumer_key_id integer,
  callback_url varchar(1024),
  scope varchar(2048),
  authz_user varchar(100),
  tenant_id integer,
  user_domain varchar(50),
  time_created timestamp,
  validity_period bigint,
  state varchar(25) DEFAULT 'ACTIVE',
  token_id varchar(255),
  subject_identifier varchar(255),
  pkce_code_challenge varchar(255),
  pkce_code_challenge_method varchar(128),
  authorization_code_hash varchar(512),
  PRIMARY KEY (code_id),
  FOREIGN KEY (consumer_key_id) REFERENCES idn_oauth_consumer_apps (id) ON DELETE CASCADE
);

CREATE INDEX idx_authorization_code_au_ti
  ON idn_oauth2_authorization_code (authz_user, tenant_id, user_domain, state);

CREATE INDEX idx_authorization_code_hash
  ON idn_oauth2_authorization_code (authorization_code_hash, consumer_key_id);

CREATE SEQUENCE idn_oauth2_scope_pk_seq;

CREATE TABLE idn_oauth2_scope (
  scope_id integer NOT NULL DEFAULT nextval('idn_oauth2_scope_pk_seq'),
  name varchar(255) NOT NULL,
  display_name varchar(255) NOT NULL,
  description varchar(512),
  tenant_id integer NOT NULL DEFAULT -1,
  PRIMARY KEY (scope_id)
);

CREATE TABLE idn_oauth2_resource_scope (
  resource_path varchar(255) NOT NULL,
  scope_id integer NOT NULL,
  tenant_id integer DEFAULT -1,
  PRIMARY KEY (resource_path),
  FOREIGN KEY (scope_id) REFERENCES idn_oauth2_scope (scope_id) ON DELETE CASCADE
);

CREATE TABLE idn_oauth2_scope_binding (
  scope_id integer NOT NULL,
  scope_binding varchar(255) NOT NULL,
  PRIMARY KEY (scope_id, scope_binding),
  FOREIGN KEY (scope_id) REFERENCES idn_oauth2_scope (scope_id) ON DELETE CASCADE
);

CREATE TABLE idn_oauth2_scope_validators (
  app_id integer NOT NULL,
  scope_validator varchar(128) NOT NULL,
  PRIMARY KEY (app_id, scope_validator),
  FOREIGN KEY (app_id) REFERENCES idn_oauth_consumer_apps (id) ON DELETE CASCADE
);

CREATE TABLE idn_oidc_jti (
  jwt_id varchar(255) NOT NULL,
  exp_time timestamp NOT NULL,
  time_created timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (jwt_id)
);

CREATE SEQUENCE idn_oidc_property_seq;

CREATE TABLE idn_oidc_property (
  id integer NOT NULL DEFAULT nextval('idn_oidc_property_seq'),
  tenant_id integer,
  consumer_key varchar(255),
  property_key varchar(255) NOT NULL,
  property_value varchar(2047),
  PRIMARY KEY (id),
  FOREIGN KEY (consumer_key) REFERENCES idn_oauth_consumer_apps (consumer_key)
    ON DELETE CASCADE
);

CREATE SEQUENCE idn_oidc_request_object_ref_seq;

CREATE TABLE idn_oidc_req_object_reference (
  id integer NOT NULL DEFAULT nextval('idn_oidc_request_object_ref_seq'),
  consumer_key_id integer,
  code_id varchar(255),
  token_id varchar(255),
  session_data_key varchar(255),
  PRIMARY KEY (id),
  FOREIGN KEY (code_id) REFERENCES idn_oauth2_authorization_code (code_id) ON DELETE CASCADE,
  FOREIGN KEY (consumer_key_id) REFERENCES idn_oauth_consumer_apps (id) ON DELETE CASCADE,
  FOREIGN KEY (token_id) REFERENCES idn_oauth2_access_token (token_id) ON DELETE CASCADE
);

CREATE SEQUENCE idn_oidc_req_object_claims_seq;

CREATE TABLE idn_oidc_req_object_claims (
  id integer NOT NULL DEFAULT nextval('idn_oidc_req_object_claims_seq'),
  req_object_id integer,
  claim_attribute varchar(255),
  essential char(1) NOT NULL DEFAULT '0',
  value varchar(255),
  is_userinfo char(1) NOT NULL DEFAULT '0',
  PRIMARY KEY (id),
  FOREIGN KEY (req_object_id) REFERENCES idn_oidc_req_object_reference (id) ON DELETE CASCADE
);

CREATE SEQUENCE idn_oidc_req_object_claim_values_seq;

CREATE TABLE idn_oidc_req_obj_claim_values (
  id integer NOT NULL DEFAULT nextval('idn_oidc_req_object_claim_values_seq'),
  req_object_claims_id integer,
  claim_values varchar(255),
  PRIMARY KEY (id),
  FOREIGN KEY (req_object_claims_id) REFERENCES idn_oidc_req_object_claims (id)
    ON DELETE CASCADE
);

CREATE TABLE idn_recovery_data (
  user_name varchar(255) NOT NULL,
  user_domain varchar(127) NOT NULL,
  tenant_id integer NOT NULL DEFAULT -1,
  code varchar(255) NOT NULL,
  scenario varchar(255) NOT NULL,
  step varchar(127) NOT NULL,
  time_created timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  remaining_sets varchar(2500),
  PRIMARY KEY (user_name, user_domain, tenant_id, scenario, step),
  UNIQUE (code)
);

CREATE SEQUENCE idn_saml2_assertion_store_seq;

CREATE TABLE idn_saml2_assertion_store (
  id integer NOT NULL DEFAULT nextval('idn_saml2_assertion_store_seq'),
  saml2_id varchar(255),
  saml2_issuer varchar(255),
  saml2_subject varchar(255),
  saml2_session_index varchar(255),
  saml2_authn_context_class_ref varchar(255),
  saml2_assertion varchar(4096),
  PRIMARY KEY (id)
);

CREATE SEQUENCE idn_sts_store_seq;

CREATE TABLE idn_sts_store (
  id integer NOT NULL DEFAULT nextval('idn_sts_store_seq'),
  token_id varchar(255) NOT NULL,
  token_content bytea NOT NULL,
  create_date timestamp NOT NULL,
  expire_date timestamp NOT NULL,
  state integer DEFAULT 0,
  PRIMARY KEY (id)
);

-- Untouched by every cleanup: lets a test see a table that only bystands.
CREATE SEQUENCE am_subscriber_seq;

CREATE TABLE am_subscriber (
  subscriber_id integer NOT NULL DEFAULT nextval('am_subscriber_seq'),
  user_id varchar(255) NOT NULL,
  tenant_id integer NOT NULL,
  date_subscribed timestamp NOT NULL,
  PRIMARY KEY (subscriber_id)
);

-- Untouched by every cleanup, as above.
CREATE SEQUENCE am_api_seq;

CREATE TABLE am_api (
  api_id integer NOT NULL DEFAULT nextval('am_api_seq'),
  api_provider varchar(200),
  api_name varchar(200),
  api_version varchar(30),
  context varchar(256),
  PRIMARY KEY (api_id)
);
