--
-- PostgreSQL database dump
--

\restrict mfbObK8RIuc0T2UlvFL5ba9HpeuNAfOuVC3XG5Ngh1YNVHabP1DX5cpczQFiUTp

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
-- Name: f(); Type: FUNCTION; Schema: public; Owner: postgres
--

CREATE FUNCTION public.f() RETURNS integer
    LANGUAGE sql
    BEGIN ATOMIC
 SELECT 1;
 SELECT 2;
END;


ALTER FUNCTION public.f() OWNER TO postgres;

--
-- Name: g(); Type: FUNCTION; Schema: public; Owner: postgres
--

CREATE FUNCTION public.g() RETURNS trigger
    LANGUAGE plpgsql
    AS $$begin
COPY t FROM stdin;
return new; end$$;


ALTER FUNCTION public.g() OWNER TO postgres;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: idn_oauth2_access_token; Type: TABLE; Schema: public; Owner: app
--

CREATE TABLE public.idn_oauth2_access_token (
    token_id character varying(255) NOT NULL,
    n bytea,
    t timestamp without time zone DEFAULT now()
);


ALTER TABLE public.idn_oauth2_access_token OWNER TO app;

--
-- Data for Name: idn_oauth2_access_token; Type: TABLE DATA; Schema: public; Owner: app
--

COPY public.idn_oauth2_access_token (token_id, n, t) FROM stdin;
a	\\x00ff5c	2026-01-01 00:00:00
b\tc\nd\\e	\N	infinity
\.


--
-- Name: idn_oauth2_access_token idn_oauth2_access_token_pkey; Type: CONSTRAINT; Schema: public; Owner: app
--

ALTER TABLE ONLY public.idn_oauth2_access_token
    ADD CONSTRAINT idn_oauth2_access_token_pkey PRIMARY KEY (token_id);


--
-- PostgreSQL database dump complete
--

\unrestrict mfbObK8RIuc0T2UlvFL5ba9HpeuNAfOuVC3XG5Ngh1YNVHabP1DX5cpczQFiUTp

