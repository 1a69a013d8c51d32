--
-- PostgreSQL database dump
--

\restrict RNyR0C9S8oSgGcwDfL1Vt7J3ZTlCoiLRDP3qDPTVrua2dHYkNmStZyo8BNZ4hSP

-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: wso2; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA wso2;


--
-- Name: am_api_seq; Type: SEQUENCE; Schema: wso2; Owner: -
--

CREATE SEQUENCE wso2.am_api_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: am_api; Type: TABLE; Schema: wso2; Owner: -
--

CREATE TABLE wso2.am_api (
    api_id integer DEFAULT nextval('wso2.am_api_seq'::regclass) NOT NULL,
    api_provider character varying(200),
    api_name character varying(200),
    api_version character varying(30),
    context character varying(256)
);


--
-- Name: am_application_seq; Type: SEQUENCE; Schema: wso2; Owner: -
--

CREATE SEQUENCE wso2.am_application_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: am_application; Type: TABLE; Schema: wso2; Owner: -
--

CREATE TABLE wso2.am_application (
    application_id integer DEFAULT nextval('wso2.am_application_seq'::regclass) NOT NULL,
    name character varying(100)
);


--
-- Name: am_application_key_mapping; Type: TABLE; Schema: wso2; Owner: -
--

CREATE TABLE wso2.am_application_key_mapping (
    application_id integer NOT NULL,
    consumer_key character varying(255),
    key_type character varying(255) NOT NULL,
    state character varying(30) NOT NULL,
    create_mode character varying(30) DEFAULT 'CREATED'::character varying
);


--
-- Name: am_subscriber_seq; Type: SEQUENCE; Schema: wso2; Owner: -
--

CREATE SEQUENCE wso2.am_subscriber_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: am_subscriber; Type: TABLE; Schema: wso2; Owner: -
--

CREATE TABLE wso2.am_subscriber (
    subscriber_id integer DEFAULT nextval('wso2.am_subscriber_seq'::regclass) NOT NULL,
    user_id character varying(255) NOT NULL,
    tenant_id integer NOT NULL,
    date_subscribed timestamp without time zone NOT NULL
);


--
-- Name: idn_auth_session_store; Type: TABLE; Schema: wso2; Owner: -
--

CREATE TABLE wso2.idn_auth_session_store (
    session_id character varying(100) NOT NULL,
    session_type character varying(100) NOT NULL,
    operation character varying(10) NOT NULL,
    session_object bytea,
    time_created bigint NOT NULL,
    tenant_id integer DEFAULT '-1'::integer,
    expiry_time bigint
);


--
-- Name: idn_auth_temp_session_store; Type: TABLE; Schema: wso2; Owner: -
--

CREATE TABLE wso2.idn_auth_temp_session_store (
    session_id character varying(100) NOT NULL,
    session_type character varying(100) NOT NULL,
    operation character varying(10) NOT NULL,
    session_object bytea,
    time_created bigint NOT NULL,
    tenant_id integer DEFAULT '-1'::integer,
    expiry_time bigint
);


--
-- Name: idn_oauth1a_access_token; Type: TABLE; Schema: wso2; Owner: -
--

CREATE TABLE wso2.idn_oauth1a_access_token (
    access_token character varying(512) NOT NULL,
    access_token_secret character varying(512),
    consumer_key_id integer,
    scope character varying(2048),
    authz_user character varying(512),
    tenant_id integer DEFAULT '-1'::integer
);


--
-- Name: idn_oauth1a_request_token; Type: TABLE; Schema: wso2; Owner: -
--

CREATE TABLE wso2.idn_oauth1a_request_token (
    request_token character varying(512) NOT NULL,
    request_token_secret character varying(512),
    consumer_key_id integer,
    callback_url character varying(1024),
    scope character varying(2048),
    authorized character varying(128),
    oauth_verifier character varying(512),
    authz_user character varying(512),
    tenant_id integer DEFAULT '-1'::integer
);


--
-- Name: idn_oauth2_access_token; Type: TABLE; Schema: wso2; Owner: -
--

CREATE TABLE wso2.idn_oauth2_access_token (
    token_id character varying(255) NOT NULL,
    access_token character varying(2048),
    refresh_token character varying(2048),
    consumer_key_id integer,
    authz_user character varying(100),
    tenant_id integer,
    user_domain character varying(50),
    user_type character varying(25),
    grant_type character varying(50),
    time_created timestamp without time zone,
    refresh_token_time_created timestamp without time zone,
    validity_period bigint,
    refresh_token_validity_period bigint,
    token_scope_hash character varying(32),
    token_state character varying(25) DEFAULT 'ACTIVE'::character varying,
    token_state_id character varying(128) DEFAULT 'NONE'::character varying,
    subject_identifier character varying(255),
    access_token_hash character varying(512),
    refresh_token_hash character varying(512)
);


--
-- Name: idn_oauth2_access_token_scope; Type: TABLE; Schema: wso2; Owner: -
--

CREATE TABLE wso2.idn_oauth2_access_token_scope (
    token_id character varying(255) NOT NULL,
    token_scope character varying(60) NOT NULL,
    tenant_id integer DEFAULT '-1'::integer
);


--
-- Name: idn_oauth2_authorization_code; Type: TABLE; Schema: wso2; Owner: -
--

CREATE TABLE wso2.idn_oauth2_authorization_code (
    code_id character varying(255) NOT NULL,
    authorization_code character varying(2048),
    consumer_key_id integer,
    callback_url character varying(1024),
    scope character varying(2048),
    authz_user character varying(100),
    tenant_id integer,
    user_domain character varying(50),
    time_created timestamp without time zone,
    validity_period bigint,
    state character varying(25) DEFAULT 'ACTIVE'::character varying,
    token_id character varying(255),
    subject_identifier character varying(255),
    pkce_code_challenge character varying(255),
    pkce_code_challenge_method character varying(128),
    authorization_code_hash character varying(512)
);


--
-- Name: idn_oauth2_resource_scope; Type: TABLE; Schema: wso2; Owner: -
--

CREATE TABLE wso2.idn_oauth2_resource_scope (
    resource_path character varying(255) NOT NULL,
    scope_id integer NOT NULL,
    tenant_id integer DEFAULT '-1'::integer
);


--
-- Name: idn_oauth2_scope_pk_seq; Type: SEQUENCE; Schema: wso2; Owner: -
--

CREATE SEQUENCE wso2.idn_oauth2_scope_pk_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: idn_oauth2_scope; Type: TABLE; Schema: wso2; Owner: -
--

CREATE TABLE wso2.idn_oauth2_scope (
    scope_id integer DEFAULT nextval('wso2.idn_oauth2_scope_pk_seq'::regclass) NOT NULL,
    name character varying(255) NOT NULL,
    display_name character varying(255) NOT NULL,
    description character varying(512),
    tenant_id integer DEFAULT '-1'::integer NOT NULL
);


--
-- Name: idn_oauth2_scope_binding; Type: TABLE; Schema: wso2; Owner: -
--

CREATE TABLE wso2.idn_oauth2_scope_binding (
    scope_id integer NOT NULL,
    scope_binding character varying(255) NOT NULL
);


--
-- Name: idn_oauth2_scope_validators; Type: TABLE; Schema: wso2; Owner: -
--

CREATE TABLE wso2.idn_oauth2_scope_validators (
    app_id integer NOT NULL,
    scope_validator character varying(128) NOT NULL
);


--
-- Name: idn_oauth_consumer_apps_pk_seq; Type: SEQUENCE; Schema: wso2; Owner: -
--

CREATE SEQUENCE wso2.idn_oauth_consumer_apps_pk_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: idn_oauth_consumer_apps; Type: TABLE; Schema: wso2; Owner: -
--

CREATE TABLE wso2.idn_oauth_consumer_apps (
    id integer DEFAULT nextval('wso2.idn_oauth_consumer_apps_pk_seq'::regclass) NOT NULL,
    consumer_key character varying(255),
    consumer_secret character varying(2048),
    username character varying(255),
    tenant_id integer DEFAULT 0,
    user_domain character varying(50),
    app_name character varying(255),
    oauth_version character varying(128),
    callback_url character varying(1024),
    grant_types character varying(1024),
    pkce_mandatory character(1) DEFAULT '0'::bpchar,
    pkce_support_plain character(1) DEFAULT '0'::bpchar,
    app_state character varying(25) DEFAULT 'ACTIVE'::character varying,
    user_access_token_expire_time bigint DEFAULT 3600000,
    app_access_token_expire_time bigint DEFAULT 3600000,
    refresh_token_expire_time bigint DEFAULT 84600000,
    id_token_expire_time bigint DEFAULT 3600000
);


--
-- Name: idn_oidc_jti; Type: TABLE; Schema: wso2; Owner: -
--

CREATE TABLE wso2.idn_oidc_jti (
    jwt_id character varying(255) NOT NULL,
    exp_time timestamp without time zone NOT NULL,
    time_created timestamp without time zone DEFAULT CURRENT_TIMESTAMP NOT NULL
);


--
-- Name: idn_oidc_property_seq; Type: SEQUENCE; Schema: wso2; Owner: -
--

CREATE SEQUENCE wso2.idn_oidc_property_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: idn_oidc_property; Type: TABLE; Schema: wso2; Owner: -
--

CREATE TABLE wso2.idn_oidc_property (
    id integer DEFAULT nextval('wso2.idn_oidc_property_seq'::regclass) NOT NULL,
    tenant_id integer,
    consumer_key character varying(255),
    property_key character varying(255) NOT NULL,
    property_value character varying(2047)
);


--
-- Name: idn_oidc_req_object_claim_values_seq; Type: SEQUENCE; Schema: wso2; Owner: -
--

CREATE SEQUENCE wso2.idn_oidc_req_object_claim_values_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: idn_oidc_req_obj_claim_values; Type: TABLE; Schema: wso2; Owner: -
--

CREATE TABLE wso2.idn_oidc_req_obj_claim_values (
    id integer DEFAULT nextval('wso2.idn_oidc_req_object_claim_values_seq'::regclass) NOT NULL,
    req_object_claims_id integer,
    claim_values character varying(255)
);


--
-- Name: idn_oidc_req_object_claims_seq; Type: SEQUENCE; Schema: wso2; Owner: -
--

CREATE SEQUENCE wso2.idn_oidc_req_object_claims_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: idn_oidc_req_object_claims; Type: TABLE; Schema: wso2; Owner: -
--

CREATE TABLE wso2.idn_oidc_req_object_claims (
    id integer DEFAULT nextval('wso2.idn_oidc_req_object_claims_seq'::regclass) NOT NULL,
    req_object_id integer,
    claim_attribute character varying(255),
    essential character(1) DEFAULT '0'::bpchar NOT NULL,
    value character varying(255),
    is_userinfo character(1) DEFAULT '0'::bpchar NOT NULL
);


--
-- Name: idn_oidc_request_object_ref_seq; Type: SEQUENCE; Schema: wso2; Owner: -
--

CREATE SEQUENCE wso2.idn_oidc_request_object_ref_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: idn_oidc_req_object_reference; Type: TABLE; Schema: wso2; Owner: -
--

CREATE TABLE wso2.idn_oidc_req_object_reference (
    id integer DEFAULT nextval('wso2.idn_oidc_request_object_ref_seq'::regclass) NOT NULL,
    consumer_key_id integer,
    code_id character varying(255),
    token_id character varying(255),
    session_data_key character varying(255)
);


--
-- Name: idn_recovery_data; Type: TABLE; Schema: wso2; Owner: -
--

CREATE TABLE wso2.idn_recovery_data (
    user_name character varying(255) NOT NULL,
    user_domain character varying(127) NOT NULL,
    tenant_id integer DEFAULT '-1'::integer NOT NULL,
    code character varying(255) NOT NULL,
    scenario character varying(255) NOT NULL,
    step character varying(127) NOT NULL,
    time_created timestamp without time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    remaining_sets character varying(2500)
);


--
-- Name: idn_saml2_assertion_store_seq; Type: SEQUENCE; Schema: wso2; Owner: -
--

CREATE SEQUENCE wso2.idn_saml2_assertion_store_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: idn_saml2_assertion_store; Type: TABLE; Schema: wso2; Owner: -
--

CREATE TABLE wso2.idn_saml2_assertion_store (
    id integer DEFAULT nextval('wso2.idn_saml2_assertion_store_seq'::regclass) NOT NULL,
    saml2_id character varying(255),
    saml2_issuer character varying(255),
    saml2_subject character varying(255),
    saml2_session_index character varying(255),
    saml2_authn_context_class_ref character varying(255),
    saml2_assertion character varying(4096)
);


--
-- Name: idn_sts_store_seq; Type: SEQUENCE; Schema: wso2; Owner: -
--

CREATE SEQUENCE wso2.idn_sts_store_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: idn_sts_store; Type: TABLE; Schema: wso2; Owner: -
--

CREATE TABLE wso2.idn_sts_store (
    id integer DEFAULT nextval('wso2.idn_sts_store_seq'::regclass) NOT NULL,
    token_id character varying(255) NOT NULL,
    token_content bytea NOT NULL,
    create_date timestamp without time zone NOT NULL,
    expire_date timestamp without time zone NOT NULL,
    state integer DEFAULT 0
);


--
-- Data for Name: am_api; Type: TABLE DATA; Schema: wso2; Owner: -
--

COPY wso2.am_api (api_id, api_provider, api_name, api_version, context) FROM stdin;
\.


--
-- Data for Name: am_application; Type: TABLE DATA; Schema: wso2; Owner: -
--

COPY wso2.am_application (application_id, name) FROM stdin;
\.


--
-- Data for Name: am_application_key_mapping; Type: TABLE DATA; Schema: wso2; Owner: -
--

COPY wso2.am_application_key_mapping (application_id, consumer_key, key_type, state, create_mode) FROM stdin;
\.


--
-- Data for Name: am_subscriber; Type: TABLE DATA; Schema: wso2; Owner: -
--

COPY wso2.am_subscriber (subscriber_id, user_id, tenant_id, date_subscribed) FROM stdin;
\.


--
-- Data for Name: idn_auth_session_store; Type: TABLE DATA; Schema: wso2; Owner: -
--

COPY wso2.idn_auth_session_store (session_id, session_type, operation, session_object, time_created, tenant_id, expiry_time) FROM stdin;
\.


--
-- Data for Name: idn_auth_temp_session_store; Type: TABLE DATA; Schema: wso2; Owner: -
--

COPY wso2.idn_auth_temp_session_store (session_id, session_type, operation, session_object, time_created, tenant_id, expiry_time) FROM stdin;
\.


--
-- Data for Name: idn_oauth1a_access_token; Type: TABLE DATA; Schema: wso2; Owner: -
--

COPY wso2.idn_oauth1a_access_token (access_token, access_token_secret, consumer_key_id, scope, authz_user, tenant_id) FROM stdin;
\.


--
-- Data for Name: idn_oauth1a_request_token; Type: TABLE DATA; Schema: wso2; Owner: -
--

COPY wso2.idn_oauth1a_request_token (request_token, request_token_secret, consumer_key_id, callback_url, scope, authorized, oauth_verifier, authz_user, tenant_id) FROM stdin;
\.


--
-- Data for Name: idn_oauth2_access_token; Type: TABLE DATA; Schema: wso2; Owner: -
--

COPY wso2.idn_oauth2_access_token (token_id, access_token, refresh_token, consumer_key_id, authz_user, tenant_id, user_domain, user_type, grant_type, time_created, refresh_token_time_created, validity_period, refresh_token_validity_period, token_scope_hash, token_state, token_state_id, subject_identifier, access_token_hash, refresh_token_hash) FROM stdin;
old	a	b	1	u	1	P	APPLICATION	password	2020-01-01 00:00:00	2020-01-01 00:00:00	1000	1000	x	REVOKED	1	\N	\N	\N
live	c	d	1	u	1	P	APPLICATION	password	2020-01-01 00:00:00	2020-01-01 00:00:00	-1	-1	x	ACTIVE	2	\N	\N	\N
\.


--
-- Data for Name: idn_oauth2_access_token_scope; Type: TABLE DATA; Schema: wso2; Owner: -
--

COPY wso2.idn_oauth2_access_token_scope (token_id, token_scope, tenant_id) FROM stdin;
\.


--
-- Data for Name: idn_oauth2_authorization_code; Type: TABLE DATA; Schema: wso2; Owner: -
--

COPY wso2.idn_oauth2_authorization_code (code_id, authorization_code, consumer_key_id, callback_url, scope, authz_user, tenant_id, user_domain, time_created, validity_period, state, token_id, subject_identifier, pkce_code_challenge, pkce_code_challenge_method, authorization_code_hash) FROM stdin;
\.


--
-- Data for Name: idn_oauth2_resource_scope; Type: TABLE DATA; Schema: wso2; Owner: -
--

COPY wso2.idn_oauth2_resource_scope (resource_path, scope_id, tenant_id) FROM stdin;
\.


--
-- Data for Name: idn_oauth2_scope; Type: TABLE DATA; Schema: wso2; Owner: -
--

COPY wso2.idn_oauth2_scope (scope_id, name, display_name, description, tenant_id) FROM stdin;
\.


--
-- Data for Name: idn_oauth2_scope_binding; Type: TABLE DATA; Schema: wso2; Owner: -
--

COPY wso2.idn_oauth2_scope_binding (scope_id, scope_binding) FROM stdin;
\.


--
-- Data for Name: idn_oauth2_scope_validators; Type: TABLE DATA; Schema: wso2; Owner: -
--

COPY wso2.idn_oauth2_scope_validators (app_id, scope_validator) FROM stdin;
\.


--
-- Data for Name: idn_oauth_consumer_apps; Type: TABLE DATA; Schema: wso2; Owner: -
--

COPY wso2.idn_oauth_consumer_apps (id, consumer_key, consumer_secret, username, tenant_id, user_domain, app_name, oauth_version, callback_url, grant_types, pkce_mandatory, pkce_support_plain, app_state, user_access_token_expire_time, app_access_token_expire_time, refresh_token_expire_time, id_token_expire_time) FROM stdin;
1	app	s	u	-1234	PRIMARY	app	2			0	0	ACTIVE	3600000	3600000	84600000	3600000
\.


--
-- Data for Name: idn_oidc_jti; Type: TABLE DATA; Schema: wso2; Owner: -
--

COPY wso2.idn_oidc_jti (jwt_id, exp_time, time_created) FROM stdin;
\.


--
-- Data for Name: idn_oidc_property; Type: TABLE DATA; Schema: wso2; Owner: -
--

COPY wso2.idn_oidc_property (id, tenant_id, consumer_key, property_key, property_value) FROM stdin;
\.


--
-- Data for Name: idn_oidc_req_obj_claim_values; Type: TABLE DATA; Schema: wso2; Owner: -
--

COPY wso2.idn_oidc_req_obj_claim_values (id, req_object_claims_id, claim_values) FROM stdin;
\.


--
-- Data for Name: idn_oidc_req_object_claims; Type: TABLE DATA; Schema: wso2; Owner: -
--

COPY wso2.idn_oidc_req_object_claims (id, req_object_id, claim_attribute, essential, value, is_userinfo) FROM stdin;
\.


--
-- Data for Name: idn_oidc_req_object_reference; Type: TABLE DATA; Schema: wso2; Owner: -
--

COPY wso2.idn_oidc_req_object_reference (id, consumer_key_id, code_id, token_id, session_data_key) FROM stdin;
\.


--
-- Data for Name: idn_recovery_data; Type: TABLE DATA; Schema: wso2; Owner: -
--

COPY wso2.idn_recovery_data (user_name, user_domain, tenant_id, code, scenario, step, time_created, remaining_sets) FROM stdin;
\.


--
-- Data for Name: idn_saml2_assertion_store; Type: TABLE DATA; Schema: wso2; Owner: -
--

COPY wso2.idn_saml2_assertion_store (id, saml2_id, saml2_issuer, saml2_subject, saml2_session_index, saml2_authn_context_class_ref, saml2_assertion) FROM stdin;
\.


--
-- Data for Name: idn_sts_store; Type: TABLE DATA; Schema: wso2; Owner: -
--

COPY wso2.idn_sts_store (id, token_id, token_content, create_date, expire_date, state) FROM stdin;
\.


--
-- Name: am_api_seq; Type: SEQUENCE SET; Schema: wso2; Owner: -
--

SELECT pg_catalog.setval('wso2.am_api_seq', 1, false);


--
-- Name: am_application_seq; Type: SEQUENCE SET; Schema: wso2; Owner: -
--

SELECT pg_catalog.setval('wso2.am_application_seq', 1, false);


--
-- Name: am_subscriber_seq; Type: SEQUENCE SET; Schema: wso2; Owner: -
--

SELECT pg_catalog.setval('wso2.am_subscriber_seq', 1, false);


--
-- Name: idn_oauth2_scope_pk_seq; Type: SEQUENCE SET; Schema: wso2; Owner: -
--

SELECT pg_catalog.setval('wso2.idn_oauth2_scope_pk_seq', 1, false);


--
-- Name: idn_oauth_consumer_apps_pk_seq; Type: SEQUENCE SET; Schema: wso2; Owner: -
--

SELECT pg_catalog.setval('wso2.idn_oauth_consumer_apps_pk_seq', 1, false);


--
-- Name: idn_oidc_property_seq; Type: SEQUENCE SET; Schema: wso2; Owner: -
--

SELECT pg_catalog.setval('wso2.idn_oidc_property_seq', 1, false);


--
-- Name: idn_oidc_req_object_claim_values_seq; Type: SEQUENCE SET; Schema: wso2; Owner: -
--

SELECT pg_catalog.setval('wso2.idn_oidc_req_object_claim_values_seq', 1, false);


--
-- Name: idn_oidc_req_object_claims_seq; Type: SEQUENCE SET; Schema: wso2; Owner: -
--

SELECT pg_catalog.setval('wso2.idn_oidc_req_object_claims_seq', 1, false);


--
-- Name: idn_oidc_request_object_ref_seq; Type: SEQUENCE SET; Schema: wso2; Owner: -
--

SELECT pg_catalog.setval('wso2.idn_oidc_request_object_ref_seq', 1, false);


--
-- Name: idn_saml2_assertion_store_seq; Type: SEQUENCE SET; Schema: wso2; Owner: -
--

SELECT pg_catalog.setval('wso2.idn_saml2_assertion_store_seq', 1, false);


--
-- Name: idn_sts_store_seq; Type: SEQUENCE SET; Schema: wso2; Owner: -
--

SELECT pg_catalog.setval('wso2.idn_sts_store_seq', 1, false);


--
-- Name: am_api am_api_pkey; Type: CONSTRAINT; Schema: wso2; Owner: -
--

ALTER TABLE ONLY wso2.am_api
    ADD CONSTRAINT am_api_pkey PRIMARY KEY (api_id);


--
-- Name: am_application_key_mapping am_application_key_mapping_pkey; Type: CONSTRAINT; Schema: wso2; Owner: -
--

ALTER TABLE ONLY wso2.am_application_key_mapping
    ADD CONSTRAINT am_application_key_mapping_pkey PRIMARY KEY (application_id, key_type);


--
-- Name: am_application am_application_pkey; Type: CONSTRAINT; Schema: wso2; Owner: -
--

ALTER TABLE ONLY wso2.am_application
    ADD CONSTRAINT am_application_pkey PRIMARY KEY (application_id);


--
-- Name: am_subscriber am_subscriber_pkey; Type: CONSTRAINT; Schema: wso2; Owner: -
--

ALTER TABLE ONLY wso2.am_subscriber
    ADD CONSTRAINT am_subscriber_pkey PRIMARY KEY (subscriber_id);


--
-- Name: idn_oauth2_access_token con_app_key; Type: CONSTRAINT; Schema: wso2; Owner: -
--

ALTER TABLE ONLY wso2.idn_oauth2_access_token
    ADD CONSTRAINT con_app_key UNIQUE (consumer_key_id, authz_user, token_id, user_domain, user_type, token_scope_hash, token_state, token_state_id);


--
-- Name: idn_oauth_consumer_apps consumer_key_constraint; Type: CONSTRAINT; Schema: wso2; Owner: -
--

ALTER TABLE ONLY wso2.idn_oauth_consumer_apps
    ADD CONSTRAINT consumer_key_constraint UNIQUE (consumer_key);


--
-- Name: idn_auth_session_store idn_auth_session_store_pkey; Type: CONSTRAINT; Schema: wso2; Owner: -
--

ALTER TABLE ONLY wso2.idn_auth_session_store
    ADD CONSTRAINT idn_auth_session_store_pkey PRIMARY KEY (session_id, session_type, time_created, operation);


--
-- Name: idn_auth_temp_session_store idn_auth_temp_session_store_pkey; Type: CONSTRAINT; Schema: wso2; Owner: -
--

ALTER TABLE ONLY wso2.idn_auth_temp_session_store
    ADD CONSTRAINT idn_auth_temp_session_store_pkey PRIMARY KEY (session_id, session_type, time_created, operation);


--
-- Name: idn_oauth1a_access_token idn_oauth1a_access_token_pkey; Type: CONSTRAINT; Schema: wso2; Owner: -
--

ALTER TABLE ONLY wso2.idn_oauth1a_access_token
    ADD CONSTRAINT idn_oauth1a_access_token_pkey PRIMARY KEY (access_token);


--
-- Name: idn_oauth1a_request_token idn_oauth1a_request_token_pkey; Type: CONSTRAINT; Schema: wso2; Owner: -
--

ALTER TABLE ONLY wso2.idn_oauth1a_request_token
    ADD CONSTRAINT idn_oauth1a_request_token_pkey PRIMARY KEY (request_token);


--
-- Name: idn_oauth2_access_token idn_oauth2_access_token_pkey; Type: CONSTRAINT; Schema: wso2; Owner: -
--

ALTER TABLE ONLY wso2.idn_oauth2_access_token
    ADD CONSTRAINT idn_oauth2_access_token_pkey PRIMARY KEY (token_id);


--
-- Name: idn_oauth2_access_token_scope idn_oauth2_access_token_scope_pkey; Type: CONSTRAINT; Schema: wso2; Owner: -
--

ALTER TABLE ONLY wso2.idn_oauth2_access_token_scope
    ADD CONSTRAINT idn_oauth2_access_token_scope_pkey PRIMARY KEY (token_id, token_scope);


--
-- Name: idn_oauth2_authorization_code idn_oauth2_authorization_code_pkey; Type: CONSTRAINT; Schema: wso2; Owner: -
--

ALTER TABLE ONLY wso2.idn_oauth2_authorization_code
    ADD CONSTRAINT idn_oauth2_authorization_code_pkey PRIMARY KEY (code_id);


--
-- Name: idn_oauth2_resource_scope idn_oauth2_resource_scope_pkey; Type: CONSTRAINT; Schema: wso2; Owner: -
--

ALTER TABLE ONLY wso2.idn_oauth2_resource_scope
    ADD CONSTRAINT idn_oauth2_resource_scope_pkey PRIMARY KEY (resource_path);


--
-- Name: idn_oauth2_scope_binding idn_oauth2_scope_binding_pkey; Type: CONSTRAINT; Schema: wso2; Owner: -
--

ALTER TABLE ONLY wso2.idn_oauth2_scope_binding
    ADD CONSTRAINT idn_oauth2_scope_binding_pkey PRIMARY KEY (scope_id, scope_binding);


--
-- Name: idn_oauth2_scope idn_oauth2_scope_pkey; Type: CONSTRAINT; Schema: wso2; Owner: -
--

ALTER TABLE ONLY wso2.idn_oauth2_scope
    ADD CONSTRAINT idn_oauth2_scope_pkey PRIMARY KEY (scope_id);


--
-- Name: idn_oauth2_scope_validators idn_oauth2_scope_validators_pkey; Type: CONSTRAINT; Schema: wso2; Owner: -
--

ALTER TABLE ONLY wso2.idn_oauth2_scope_validators
    ADD CONSTRAINT idn_oauth2_scope_validators_pkey PRIMARY KEY (app_id, scope_validator);


--
-- Name: idn_oauth_consumer_apps idn_oauth_consumer_apps_pkey; Type: CONSTRAINT; Schema: wso2; Owner: -
--

ALTER TABLE ONLY wso2.idn_oauth_consumer_apps
    ADD CONSTRAINT idn_oauth_consumer_apps_pkey PRIMARY KEY (id);


--
-- Name: idn_oidc_jti idn_oidc_jti_pkey; Type: CONSTRAINT; Schema: wso2; Owner: -
--

ALTER TABLE ONLY wso2.idn_oidc_jti
    ADD CONSTRAINT idn_oidc_jti_pkey PRIMARY KEY (jwt_id);


--
-- Name: idn_oidc_property idn_oidc_property_pkey; Type: CONSTRAINT; Schema: wso2; Owner: -
--

ALTER TABLE ONLY wso2.idn_oidc_property
    ADD CONSTRAINT idn_oidc_property_pkey PRIMARY KEY (id);


--
-- Name: idn_oidc_req_obj_claim_values idn_oidc_req_obj_claim_values_pkey; Type: CONSTRAINT; Schema: wso2; Owner: -
--

ALTER TABLE ONLY wso2.idn_oidc_req_obj_claim_values
    ADD CONSTRAINT idn_oidc_req_obj_claim_values_pkey PRIMARY KEY (id);


--
-- Name: idn_oidc_req_object_claims idn_oidc_req_object_claims_pkey; Type: CONSTRAINT; Schema: wso2; Owner: -
--

ALTER TABLE ONLY wso2.idn_oidc_req_object_claims
    ADD CONSTRAINT idn_oidc_req_object_claims_pkey PRIMARY KEY (id);


--
-- Name: idn_oidc_req_object_reference idn_oidc_req_object_reference_pkey; Type: CONSTRAINT; Schema: wso2; Owner: -
--

ALTER TABLE ONLY wso2.idn_oidc_req_object_reference
    ADD CONSTRAINT idn_oidc_req_object_reference_pkey PRIMARY KEY (id);


--
-- Name: idn_recovery_data idn_recovery_data_code_key; Type: CONSTRAINT; Schema: wso2; Owner: -
--

ALTER TABLE ONLY wso2.idn_recovery_data
    ADD CONSTRAINT idn_recovery_data_code_key UNIQUE (code);


--
-- Name: idn_recovery_data idn_recovery_data_pkey; Type: CONSTRAINT; Schema: wso2; Owner: -
--

ALTER TABLE ONLY wso2.idn_recovery_data
    ADD CONSTRAINT idn_recovery_data_pkey PRIMARY KEY (user_name, user_domain, tenant_id, scenario, step);


--
-- Name: idn_saml2_assertion_store idn_saml2_assertion_store_pkey; Type: CONSTRAINT; Schema: wso2; Owner: -
--

ALTER TABLE ONLY wso2.idn_saml2_assertion_store
    ADD CONSTRAINT idn_saml2_assertion_store_pkey PRIMARY KEY (id);


--
-- Name: idn_sts_store idn_sts_store_pkey; Type: CONSTRAINT; Schema: wso2; Owner: -
--

ALTER TABLE ONLY wso2.idn_sts_store
    ADD CONSTRAINT idn_sts_store_pkey PRIMARY KEY (id);


--
-- Name: idx_aakm_ck; Type: INDEX; Schema: wso2; Owner: -
--

CREATE INDEX idx_aakm_ck ON wso2.am_application_key_mapping USING btree (consumer_key);


--
-- Name: idx_at_ck_au; Type: INDEX; Schema: wso2; Owner: -
--

CREATE INDEX idx_at_ck_au ON wso2.idn_oauth2_access_token USING btree (consumer_key_id, authz_user, token_state, user_type);


--
-- Name: idx_at_ti_ud; Type: INDEX; Schema: wso2; Owner: -
--

CREATE INDEX idx_at_ti_ud ON wso2.idn_oauth2_access_token USING btree (authz_user, tenant_id, token_state, user_domain);


--
-- Name: idx_ath; Type: INDEX; Schema: wso2; Owner: -
--

CREATE INDEX idx_ath ON wso2.idn_oauth2_access_token USING btree (access_token_hash);


--
-- Name: idx_authorization_code_au_ti; Type: INDEX; Schema: wso2; Owner: -
--

CREATE INDEX idx_authorization_code_au_ti ON wso2.idn_oauth2_authorization_code USING btree (authz_user, tenant_id, user_domain, state);


--
-- Name: idx_authorization_code_hash; Type: INDEX; Schema: wso2; Owner: -
--

CREATE INDEX idx_authorization_code_hash ON wso2.idn_oauth2_authorization_code USING btree (authorization_code_hash, consumer_key_id);


--
-- Name: idx_idn_auth_session_store_time; Type: INDEX; Schema: wso2; Owner: -
--

CREATE INDEX idx_idn_auth_session_store_time ON wso2.idn_auth_session_store USING btree (time_created);


--
-- Name: idx_idn_auth_temp_session_store_time; Type: INDEX; Schema: wso2; Owner: -
--

CREATE INDEX idx_idn_auth_temp_session_store_time ON wso2.idn_auth_temp_session_store USING btree (time_created);


--
-- Name: idx_ioat_ut; Type: INDEX; Schema: wso2; Owner: -
--

CREATE INDEX idx_ioat_ut ON wso2.idn_oauth2_access_token USING btree (user_type);


--
-- Name: idx_tc; Type: INDEX; Schema: wso2; Owner: -
--

CREATE INDEX idx_tc ON wso2.idn_oauth2_access_token USING btree (time_created);


--
-- Name: am_application_key_mapping am_application_key_mapping_application_id_fkey; Type: FK CONSTRAINT; Schema: wso2; Owner: -
--

ALTER TABLE ONLY wso2.am_application_key_mapping
    ADD CONSTRAINT am_application_key_mapping_application_id_fkey FOREIGN KEY (application_id) REFERENCES wso2.am_application(application_id) ON DELETE RESTRICT;


--
-- Name: idn_oauth1a_access_token idn_oauth1a_access_token_consumer_key_id_fkey; Type: FK CONSTRAINT; Schema: wso2; Owner: -
--

ALTER TABLE ONLY wso2.idn_oauth1a_access_token
    ADD CONSTRAINT idn_oauth1a_access_token_consumer_key_id_fkey FOREIGN KEY (consumer_key_id) REFERENCES wso2.idn_oauth_consumer_apps(id) ON DELETE CASCADE;


--
-- Name: idn_oauth1a_request_token idn_oauth1a_request_token_consumer_key_id_fkey; Type: FK CONSTRAINT; Schema: wso2; Owner: -
--

ALTER TABLE ONLY wso2.idn_oauth1a_request_token
    ADD CONSTRAINT idn_oauth1a_request_token_consumer_key_id_fkey FOREIGN KEY (consumer_key_id) REFERENCES wso2.idn_oauth_consumer_apps(id) ON DELETE CASCADE;


--
-- Name: idn_oauth2_access_token idn_oauth2_access_token_consumer_key_id_fkey; Type: FK CONSTRAINT; Schema: wso2; Owner: -
--

ALTER TABLE ONLY wso2.idn_oauth2_access_token
    ADD CONSTRAINT idn_oauth2_access_token_consumer_key_id_fkey FOREIGN KEY (consumer_key_id) REFERENCES wso2.idn_oauth_consumer_apps(id) ON DELETE CASCADE;


--
-- Name: idn_oauth2_access_token_scope idn_oauth2_access_token_scope_token_id_fkey; Type: FK CONSTRAINT; Schema: wso2; Owner: -
--

ALTER TABLE ONLY wso2.idn_oauth2_access_token_scope
    ADD CONSTRAINT idn_oauth2_access_token_scope_token_id_fkey FOREIGN KEY (token_id) REFERENCES wso2.idn_oauth2_access_token(token_id) ON DELETE CASCADE;


--
-- Name: idn_oauth2_authorization_code idn_oauth2_authorization_code_consumer_key_id_fkey; Type: FK CONSTRAINT; Schema: wso2; Owner: -
--

ALTER TABLE ONLY wso2.idn_oauth2_authorization_code
    ADD CONSTRAINT idn_oauth2_authorization_code_consumer_key_id_fkey FOREIGN KEY (consumer_key_id) REFERENCES wso2.idn_oauth_consumer_apps(id) ON DELETE CASCADE;


--
-- Name: idn_oauth2_resource_scope idn_oauth2_resource_scope_scope_id_fkey; Type: FK CONSTRAINT; Schema: wso2; Owner: -
--

ALTER TABLE ONLY wso2.idn_oauth2_resource_scope
    ADD CONSTRAINT idn_oauth2_resource_scope_scope_id_fkey FOREIGN KEY (scope_id) REFERENCES wso2.idn_oauth2_scope(scope_id) ON DELETE CASCADE;


--
-- Name: idn_oauth2_scope_binding idn_oauth2_scope_binding_scope_id_fkey; Type: FK CONSTRAINT; Schema: wso2; Owner: -
--

ALTER TABLE ONLY wso2.idn_oauth2_scope_binding
    ADD CONSTRAINT idn_oauth2_scope_binding_scope_id_fkey FOREIGN KEY (scope_id) REFERENCES wso2.idn_oauth2_scope(scope_id) ON DELETE CASCADE;


--
-- Name: idn_oauth2_scope_validators idn_oauth2_scope_validators_app_id_fkey; Type: FK CONSTRAINT; Schema: wso2; Owner: -
--

ALTER TABLE ONLY wso2.idn_oauth2_scope_validators
    ADD CONSTRAINT idn_oauth2_scope_validators_app_id_fkey FOREIGN KEY (app_id) REFERENCES wso2.idn_oauth_consumer_apps(id) ON DELETE CASCADE;


--
-- Name: idn_oidc_property idn_oidc_property_consumer_key_fkey; Type: FK CONSTRAINT; Schema: wso2; Owner: -
--

ALTER TABLE ONLY wso2.idn_oidc_property
    ADD CONSTRAINT idn_oidc_property_consumer_key_fkey FOREIGN KEY (consumer_key) REFERENCES wso2.idn_oauth_consumer_apps(consumer_key) ON DELETE CASCADE;


--
-- Name: idn_oidc_req_obj_claim_values idn_oidc_req_obj_claim_values_req_object_claims_id_fkey; Type: FK CONSTRAINT; Schema: wso2; Owner: -
--

ALTER TABLE ONLY wso2.idn_oidc_req_obj_claim_values
    ADD CONSTRAINT idn_oidc_req_obj_claim_values_req_object_claims_id_fkey FOREIGN KEY (req_object_claims_id) REFERENCES wso2.idn_oidc_req_object_claims(id) ON DELETE CASCADE;


--
-- Name: idn_oidc_req_object_claims idn_oidc_req_object_claims_req_object_id_fkey; Type: FK CONSTRAINT; Schema: wso2; Owner: -
--

ALTER TABLE ONLY wso2.idn_oidc_req_object_claims
    ADD CONSTRAINT idn_oidc_req_object_claims_req_object_id_fkey FOREIGN KEY (req_object_id) REFERENCES wso2.idn_oidc_req_object_reference(id) ON DELETE CASCADE;


--
-- Name: idn_oidc_req_object_reference idn_oidc_req_object_reference_code_id_fkey; Type: FK CONSTRAINT; Schema: wso2; Owner: -
--

ALTER TABLE ONLY wso2.idn_oidc_req_object_reference
    ADD CONSTRAINT idn_oidc_req_object_reference_code_id_fkey FOREIGN KEY (code_id) REFERENCES wso2.idn_oauth2_authorization_code(code_id) ON DELETE CASCADE;


--
-- Name: idn_oidc_req_object_reference idn_oidc_req_object_reference_consumer_key_id_fkey; Type: FK CONSTRAINT; Schema: wso2; Owner: -
--

ALTER TABLE ONLY wso2.idn_oidc_req_object_reference
    ADD CONSTRAINT idn_oidc_req_object_reference_consumer_key_id_fkey FOREIGN KEY (consumer_key_id) REFERENCES wso2.idn_oauth_consumer_apps(id) ON DELETE CASCADE;


--
-- Name: idn_oidc_req_object_reference idn_oidc_req_object_reference_token_id_fkey; Type: FK CONSTRAINT; Schema: wso2; Owner: -
--

ALTER TABLE ONLY wso2.idn_oidc_req_object_reference
    ADD CONSTRAINT idn_oidc_req_object_reference_token_id_fkey FOREIGN KEY (token_id) REFERENCES wso2.idn_oauth2_access_token(token_id) ON DELETE CASCADE;


--
-- PostgreSQL database dump complete
--

\unrestrict RNyR0C9S8oSgGcwDfL1Vt7J3ZTlCoiLRDP3qDPTVrua2dHYkNmStZyo8BNZ4hSP

