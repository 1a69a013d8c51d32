-- WSO2 API Manager 2.6.0 on PostgreSQL: the tables the cleanups touch, and those that refer to them.
--
-- The vendor's PostgreSQL script of this version was not at hand. A table that its MySQL script has not
-- changed since is as its nearest PostgreSQL script has it (2.5.0 or 4.4.0); what is new or changed is
-- its MySQL script's in PostgreSQL's types, without the indexes MySQL makes for foreign keys.

-- Only what the foreign keys below need: no cleanup reads or writes it.
CREATE SEQUENCE am_application_seq;

CREATE TABLE am_application (
  application_id integer NOT NULL DEFAULT nextval('am_application_seq'),
  name varchar(100),
  PRIMARY KEY (application_id)
);

-- Only what the foreign keys below need: no cleanup reads or writes it.
CREATE SEQUENCE idn_claim_seq;

CREATE TABLE idn_claim (
  id integer NOT NULL DEFAULT nextval('idn_claim_seq'),
  claim_uri varchar(255) NOT NULL,
  PRIMARY KEY (id)
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

CREATE INDEX idx_idn_auth_session_time ON idn_auth_session_store (time_created);

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

CREATE INDEX idx_idn_auth_tmp_session_time ON idn_auth_temp_session_store (time_created);

CREATE SEQUENCE idn_auth_wait_status_seq;

CREATE TABLE idn_auth_wait_status (
  id integer NOT NULL DEFAULT nextval('idn_auth_wait_status_seq'),
  tenant_id integer NOT NULL,
  long_wait_key varchar(255) NOT NULL,
  wait_status char(1) NOT NULL DEFAULT '1',
  time_created timestamp,
  expire_time timestamp,
  PRIMARY KEY (id),
  CONSTRAINT idn_auth_wait_status_key UNIQUE (long_wait_key)
);

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
  user_access_token_expire_time bigint DEFAULT 3600,
  app_access_token_expire_time bigint DEFAULT 3600,
  refresh_token_expire_time bigint DEFAULT 84600,
  id_token_expire_time bigint DEFAULT 3600,
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

CREATE TABLE idn_oauth2_access_token_audit (
  token_id varchar(255),
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
  token_state varchar(25),
  token_state_id varchar(128),
  subject_identifier varchar(255),
  access_token_hash varchar(512),
  refresh_token_hash varchar(512),
  invalidated_time timestamp
);

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
  scope_binding varchar(255),
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

CREATE SEQUENCE idn_oidc_scope_seq;

CREATE TABLE idn_oidc_scope (
  id integer NOT NULL DEFAULT nextval('idn_oidc_scope_seq'),
  name varchar(255) NOT NULL,
  tenant_id integer DEFAULT -1,
  PRIMARY KEY (id)
);

CREATE SEQUENCE idn_oidc_scope_claim_mapping_pk_seq;

CREATE TABLE idn_oidc_scope_claim_mapping (
  id integer NOT NULL DEFAULT nextval('idn_oidc_scope_claim_mapping_pk_seq'),
  scope_id integer,
  external_claim_id integer,
  PRIMARY KEY (id),
  FOREIGN KEY (scope_id) REFERENCES idn_oidc_scope (id) ON DELETE CASCADE,
  FOREIGN KEY (external_claim_id) REFERENCES idn_claim (id) ON DELETE CASCADE
);

CREATE INDEX idx_at_si_eci ON idn_oidc_scope_claim_mapping (scope_id, external_claim_id);

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

CREATE SEQUENCE idn_saml2_artifact_store_seq;

CREATE TABLE idn_saml2_artifact_store (
  id integer NOT NULL DEFAULT nextval('idn_saml2_artifact_store_seq'),
  source_id varchar(255) NOT NULL,
  message_handler varchar(255) NOT NULL,
  authn_req_dto bytea NOT NULL,
  session_id varchar(255) NOT NULL,
  exp_timestamp timestamp NOT NULL,
  init_timestamp timestamp NOT NULL,
  assertion_id varchar(255),
  PRIMARY KEY (id)
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
