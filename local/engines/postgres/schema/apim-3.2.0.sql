-- WSO2 API Manager 3.2.0 on PostgreSQL: the tables the cleanups touch, and those that refer to them.
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

-- Only what the foreign keys below need: no cleanup reads or writes it.
CREATE SEQUENCE idn_uma_resource_seq;

CREATE TABLE idn_uma_resource (
  id integer NOT NULL DEFAULT nextval('idn_uma_resource_seq'),
  resource_id varchar(255),
  PRIMARY KEY (id)
);

-- Only what the foreign keys below need: no cleanup reads or writes it.
CREATE SEQUENCE idn_uma_resource_scope_seq;

CREATE TABLE idn_uma_resource_scope (
  id integer NOT NULL DEFAULT nextval('idn_uma_resource_scope_seq'),
  scope_name varchar(255),
  PRIMARY KEY (id)
);

CREATE TABLE am_application_key_mapping (
  uuid varchar(100),
  application_id integer NOT NULL,
  consumer_key varchar(255),
  key_type varchar(512) NOT NULL,
  state varchar(30) NOT NULL,
  create_mode varchar(30) DEFAULT 'CREATED',
  key_manager varchar(100) NOT NULL,
  app_info bytea,
  PRIMARY KEY (application_id, key_type, key_manager),
  FOREIGN KEY (application_id) REFERENCES am_application (application_id) ON DELETE RESTRICT
);

CREATE INDEX idx_aakm_ck ON am_application_key_mapping (consumer_key);

CREATE TABLE am_revoked_jwt (
  uuid varchar(255) NOT NULL,
  signature varchar(2048) NOT NULL,
  expiry_timestamp bigint NOT NULL,
  tenant_id integer DEFAULT -1,
  token_type varchar(15) DEFAULT 'DEFAULT',
  time_created timestamp DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (uuid)
);

CREATE TABLE idn_auth_session_app_info (
  session_id varchar(100) NOT NULL,
  subject varchar(100) NOT NULL,
  app_id integer NOT NULL,
  inbound_auth_type varchar(255) NOT NULL,
  PRIMARY KEY (session_id, subject, app_id, inbound_auth_type)
);

CREATE TABLE idn_auth_session_meta_data (
  session_id varchar(100) NOT NULL,
  property_type varchar(100) NOT NULL,
  value varchar(255) NOT NULL,
  PRIMARY KEY (session_id, property_type, value)
);

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

CREATE TABLE idn_auth_user (
  user_id varchar(255) NOT NULL,
  user_name varchar(255) NOT NULL,
  tenant_id integer NOT NULL,
  domain_name varchar(255) NOT NULL,
  idp_id integer NOT NULL,
  PRIMARY KEY (user_id),
  CONSTRAINT user_store_constraint UNIQUE (user_name, tenant_id, domain_name, idp_id)
);

CREATE INDEX idx_auth_user_dn_tod ON idn_auth_user (domain_name, tenant_id);

CREATE INDEX idx_auth_user_un_tid_dn ON idn_auth_user (user_name, tenant_id, domain_name);

CREATE TABLE idn_auth_user_session_mapping (
  user_id varchar(255) NOT NULL,
  session_id varchar(255) NOT NULL,
  CONSTRAINT user_session_store_constraint UNIQUE (user_id, session_id)
);

CREATE INDEX idx_session_id ON idn_auth_user_session_mapping (session_id);

CREATE INDEX idx_user_id ON idn_auth_user_session_mapping (user_id);

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

CREATE TABLE idn_fed_auth_session_mapping (
  idp_session_id varchar(255) NOT NULL,
  session_id varchar(255) NOT NULL,
  idp_name varchar(255) NOT NULL,
  authenticator_id varchar(255),
  protocol_type varchar(255),
  time_created timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (idp_session_id)
);

CREATE INDEX idx_federated_auth_session_id ON idn_fed_auth_session_mapping (session_id);

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
  callback_url varchar(2048),
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

CREATE INDEX idx_oca_um_tid_ud_apn
  ON idn_oauth_consumer_apps (username, tenant_id, user_domain, app_name);

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
  callback_url varchar(2048),
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
  idp_id integer NOT NULL DEFAULT -1,
  token_binding_ref varchar(32) DEFAULT 'NONE',
  PRIMARY KEY (token_id),
  CONSTRAINT con_app_key UNIQUE (consumer_key_id, authz_user, tenant_id, user_domain, user_type, token_scope_hash, token_state, token_state_id, idp_id, token_binding_ref),
  FOREIGN KEY (consumer_key_id) REFERENCES idn_oauth_consumer_apps (id) ON DELETE CASCADE
);

CREATE INDEX idx_at_at ON idn_oauth2_access_token (access_token);

CREATE INDEX idx_at_au_ckid_ts_ut
  ON idn_oauth2_access_token (authz_user, consumer_key_id, token_state, user_type);

CREATE INDEX idx_at_au_tid_ud_ts_ckid
  ON idn_oauth2_access_token (authz_user, tenant_id, user_domain, token_state, consumer_key_id);

CREATE INDEX idx_at_ck_au
  ON idn_oauth2_access_token (consumer_key_id, authz_user, token_state, user_type);

CREATE INDEX idx_at_ckid_au_tid_ud_tsh_ts
  ON idn_oauth2_access_token (consumer_key_id, authz_user, tenant_id, user_domain, token_scope_hash, token_state);

CREATE INDEX idx_at_rt ON idn_oauth2_access_token (refresh_token);

CREATE INDEX idx_at_rth ON idn_oauth2_access_token (refresh_token_hash);

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
  invalidated_time timestamp,
  idp_id integer NOT NULL DEFAULT -1
);

CREATE TABLE idn_oauth2_access_token_scope (
  token_id varchar(255) NOT NULL,
  token_scope varchar(60) NOT NULL,
  tenant_id integer DEFAULT -1,
  PRIMARY KEY (token_id, token_scope),
  FOREIGN KEY (token_id) REFERENCES idn_oauth2_access_token (token_id) ON DELETE CASCADE
);

CREATE INDEX idx_ats_tid ON idn_oauth2_access_token_scope (token_id);

CREATE TABLE idn_oauth2_authorization_code (
  code_id varchar(255) NOT NULL,
  authorization_code varchar(2048),
  consumer_key_id integer,
  callback_url varchar(2048),
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
  idp_id integer NOT NULL DEFAULT -1,
  PRIMARY KEY (code_id),
  FOREIGN KEY (consumer_key_id) REFERENCES idn_oauth_consumer_apps (id) ON DELETE CASCADE
);

CREATE INDEX idx_ac_ac_ckid ON idn_oauth2_authorization_code (authorization_code, consumer_key_id);

CREATE INDEX idx_ac_ckid ON idn_oauth2_authorization_code (consumer_key_id);

CREATE INDEX idx_ac_tid ON idn_oauth2_authorization_code (token_id);

CREATE INDEX idx_authorization_code_au_ti
  ON idn_oauth2_authorization_code (authz_user, tenant_id, user_domain, state);

CREATE INDEX idx_authorization_code_hash
  ON idn_oauth2_authorization_code (authorization_code_hash, consumer_key_id);

CREATE TABLE idn_oauth2_authz_code_scope (
  code_id varchar(255) NOT NULL,
  scope varchar(60) NOT NULL,
  tenant_id integer DEFAULT -1,
  PRIMARY KEY (code_id, scope),
  FOREIGN KEY (code_id) REFERENCES idn_oauth2_authorization_code (code_id) ON DELETE CASCADE
);

CREATE TABLE idn_oauth2_ciba_auth_code (
  auth_code_key char(36) NOT NULL,
  auth_req_id char(36),
  issued_time timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  consumer_key varchar(255),
  last_polled_time timestamp NOT NULL,
  polling_interval integer,
  expires_in integer,
  authenticated_user_name varchar(255),
  user_store_domain varchar(100),
  tenant_id integer,
  auth_req_status varchar(100) DEFAULT 'REQUESTED',
  idp_id integer,
  PRIMARY KEY (auth_code_key),
  UNIQUE (auth_req_id),
  FOREIGN KEY (consumer_key) REFERENCES idn_oauth_consumer_apps (consumer_key)
    ON DELETE CASCADE
);

CREATE TABLE idn_oauth2_ciba_request_scopes (
  auth_code_key char(36),
  scope varchar(255),
  FOREIGN KEY (auth_code_key) REFERENCES idn_oauth2_ciba_auth_code (auth_code_key)
    ON DELETE CASCADE
);

CREATE TABLE idn_oauth2_device_flow (
  code_id varchar(255),
  device_code varchar(255) NOT NULL,
  user_code varchar(25),
  consumer_key_id integer,
  last_poll_time timestamp NOT NULL,
  expiry_time timestamp NOT NULL,
  time_created timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  poll_time bigint,
  status varchar(25) DEFAULT 'PENDING',
  authz_user varchar(100),
  tenant_id integer,
  user_domain varchar(50),
  idp_id integer,
  PRIMARY KEY (device_code),
  UNIQUE (code_id),
  UNIQUE (user_code),
  FOREIGN KEY (consumer_key_id) REFERENCES idn_oauth_consumer_apps (id) ON DELETE CASCADE
);

CREATE SEQUENCE idn_oauth2_device_flow_scopes_id_seq;

CREATE TABLE idn_oauth2_device_flow_scopes (
  id integer NOT NULL DEFAULT nextval('idn_oauth2_device_flow_scopes_id_seq'),
  scope_id varchar(255),
  scope varchar(255),
  PRIMARY KEY (id),
  FOREIGN KEY (scope_id) REFERENCES idn_oauth2_device_flow (code_id) ON DELETE CASCADE
);

CREATE SEQUENCE idn_oauth2_scope_pk_seq;

CREATE TABLE idn_oauth2_scope (
  scope_id integer NOT NULL DEFAULT nextval('idn_oauth2_scope_pk_seq'),
  name varchar(255) NOT NULL,
  display_name varchar(255) NOT NULL,
  description varchar(512),
  tenant_id integer NOT NULL DEFAULT -1,
  scope_type varchar(255) NOT NULL,
  PRIMARY KEY (scope_id)
);

CREATE INDEX idx_sc_tid ON idn_oauth2_scope (tenant_id);

CREATE TABLE idn_oauth2_resource_scope (
  resource_path varchar(255) NOT NULL,
  scope_id integer NOT NULL,
  tenant_id integer DEFAULT -1,
  FOREIGN KEY (scope_id) REFERENCES idn_oauth2_scope (scope_id) ON DELETE CASCADE
);

CREATE TABLE idn_oauth2_scope_binding (
  scope_id integer NOT NULL,
  scope_binding varchar(255) NOT NULL,
  binding_type varchar(255) NOT NULL,
  FOREIGN KEY (scope_id) REFERENCES idn_oauth2_scope (scope_id) ON DELETE CASCADE
);

CREATE INDEX idx_sb_scpid ON idn_oauth2_scope_binding (scope_id);

CREATE TABLE idn_oauth2_scope_validators (
  app_id integer NOT NULL,
  scope_validator varchar(128) NOT NULL,
  PRIMARY KEY (app_id, scope_validator),
  FOREIGN KEY (app_id) REFERENCES idn_oauth_consumer_apps (id) ON DELETE CASCADE
);

CREATE TABLE idn_oauth2_token_binding (
  token_id varchar(255) NOT NULL,
  token_binding_type varchar(32),
  token_binding_ref varchar(32),
  token_binding_value varchar(1024),
  tenant_id integer DEFAULT -1,
  PRIMARY KEY (token_id),
  FOREIGN KEY (token_id) REFERENCES idn_oauth2_access_token (token_id) ON DELETE CASCADE
);

CREATE INDEX idx_idn_auth_bind ON idn_oauth2_token_binding (token_binding_ref);

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

CREATE INDEX idx_iop_tid_ck ON idn_oidc_property (tenant_id, consumer_key);

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

CREATE INDEX idx_oror_tid ON idn_oidc_req_object_reference (token_id);

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

CREATE SEQUENCE idn_oidc_scope_claim_mapping_pk_seq;

CREATE TABLE idn_oidc_scope_claim_mapping (
  id integer NOT NULL DEFAULT nextval('idn_oidc_scope_claim_mapping_pk_seq'),
  scope_id integer NOT NULL,
  external_claim_id integer NOT NULL,
  PRIMARY KEY (id),
  UNIQUE (scope_id, external_claim_id),
  FOREIGN KEY (external_claim_id) REFERENCES idn_claim (id) ON DELETE CASCADE,
  FOREIGN KEY (scope_id) REFERENCES idn_oauth2_scope (scope_id) ON DELETE CASCADE
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
  assertion bytea,
  PRIMARY KEY (id)
);

CREATE SEQUENCE idn_sts_store_seq;

CREATE TABLE idn_sts_store (
  id integer NOT NULL DEFAULT nextval('idn_sts_store_seq'),
  token_id varchar(255) NOT NULL,
  token_content bytea NOT NULL,
  create_date timestamp NOT NULL,
  expire_date timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  state integer DEFAULT 0,
  PRIMARY KEY (id)
);

CREATE SEQUENCE idn_uma_permission_ticket_seq;

CREATE TABLE idn_uma_permission_ticket (
  id integer NOT NULL DEFAULT nextval('idn_uma_permission_ticket_seq'),
  pt varchar(255) NOT NULL,
  time_created timestamp NOT NULL,
  expiry_time timestamp NOT NULL,
  ticket_state varchar(25) DEFAULT 'ACTIVE',
  tenant_id integer DEFAULT -1234,
  PRIMARY KEY (id)
);

CREATE INDEX idx_pt ON idn_uma_permission_ticket (pt);

CREATE SEQUENCE idn_uma_pt_resource_seq;

CREATE TABLE idn_uma_pt_resource (
  id integer NOT NULL DEFAULT nextval('idn_uma_pt_resource_seq'),
  pt_resource_id integer NOT NULL,
  pt_id integer NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY (pt_id) REFERENCES idn_uma_permission_ticket (id) ON DELETE CASCADE,
  FOREIGN KEY (pt_resource_id) REFERENCES idn_uma_resource (id) ON DELETE CASCADE
);

CREATE SEQUENCE idn_uma_pt_resource_scope_seq;

CREATE TABLE idn_uma_pt_resource_scope (
  id integer NOT NULL DEFAULT nextval('idn_uma_pt_resource_scope_seq'),
  pt_resource_id integer NOT NULL,
  pt_scope_id integer NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY (pt_resource_id) REFERENCES idn_uma_pt_resource (id) ON DELETE CASCADE,
  FOREIGN KEY (pt_scope_id) REFERENCES idn_uma_resource_scope (id) ON DELETE CASCADE
);
