-- What postgres is told.
-- Written by "npm run golden", compared by test/engines/golden.test.ts.

-- session
SET row_security = off; SET client_encoding = 'UTF8'; SET standard_conforming_strings = on; SET transform_null_equals = off; SET array_nulls = on; SET quote_all_identifiers = off; SET DateStyle = 'ISO, MDY'; SET IntervalStyle = 'postgres'; SET extra_float_digits = 1; SET bytea_output = 'hex'; SET xmlbinary = 'base64'; SET xmloption = 'content'; SET lc_monetary = 'C'; SET client_min_messages = warning; SET statement_timeout = 0; SET lock_timeout = '1s'; SET idle_in_transaction_session_timeout = 60000; SET default_transaction_isolation = 'read committed'; SET default_transaction_read_only = off; SET default_transaction_deferrable = off; SET max_parallel_workers_per_gather = 0; SET jit = off; SET work_mem = '32MB'; SET hash_mem_multiplier = 2; SET vacuum_cost_delay = '2ms';
SELECT set_config(name, CASE name WHEN 'idle_session_timeout' THEN '0' WHEN 'client_connection_check_interval' THEN '5s' WHEN 'transaction_timeout' THEN '0' END, false)
  FROM pg_settings
  WHERE name IN ('idle_session_timeout', 'client_connection_check_interval', 'transaction_timeout');

-- undoSession
SET row_security = off; SET client_encoding = 'UTF8'; SET standard_conforming_strings = on; SET transform_null_equals = off; SET array_nulls = on; SET quote_all_identifiers = off; SET DateStyle = 'ISO, MDY'; SET IntervalStyle = 'postgres'; SET extra_float_digits = 1; SET bytea_output = 'hex'; SET xmlbinary = 'base64'; SET xmloption = 'content'; SET lc_monetary = 'C'; SET client_min_messages = warning; SET statement_timeout = 0; SET lock_timeout = '5s'; SET idle_in_transaction_session_timeout = 60000; SET default_transaction_isolation = 'read committed'; SET default_transaction_read_only = off; SET default_transaction_deferrable = off; SET max_parallel_workers_per_gather = 0; SET jit = off; SET work_mem = '32MB'; SET hash_mem_multiplier = 2; SET vacuum_cost_delay = '2ms';
SELECT set_config(name, CASE name WHEN 'idle_session_timeout' THEN '0' WHEN 'client_connection_check_interval' THEN '5s' WHEN 'transaction_timeout' THEN '0' END, false)
  FROM pg_settings
  WHERE name IN ('idle_session_timeout', 'client_connection_check_interval', 'transaction_timeout');

-- boundary
SELECT t0."id" AS key0
  FROM "t" t0
  WHERE t0."id" > CAST($1 AS bigint)
  ORDER BY t0."id"
  LIMIT 1 OFFSET 1;
--   ? = '1'

-- reached
SELECT 1 AS found
  FROM "t" t0
  WHERE t0."id" = CAST($1 AS bigint)
  AND t0."id" > CAST($2 AS bigint)
  LIMIT 1;
--   ? = '3', '1'

-- countBefore
SELECT COUNT(*) AS total
  FROM (SELECT 1 FROM "t" t0 WHERE t0."made" < $1 LIMIT 10) counted;
--   ? = '2026-01-01 00:00:00.000'

-- classify
SELECT class, COUNT(*) AS total, SUM(hash) AS hash, SUM(differs) AS other
  FROM (SELECT CASE WHEN t0."made" < CAST($1 AS timestamp) THEN $2 ELSE CAST($3 AS text) END AS class, CAST(CAST('x' || LEFT(ENCODE(SHA256(CONVERT_TO(CONCAT_WS(',', COALESCE(ENCODE(CONVERT_TO(CAST(t0."id" AS text), 'SQL_ASCII'), 'hex'), '-'), COALESCE(ENCODE(CONVERT_TO(CAST(t0."name" AS text), 'SQL_ASCII'), 'hex'), '-'), COALESCE(ENCODE(SHA256(CONVERT_TO(CAST(t0."body" AS text), 'SQL_ASCII')), 'hex'), '-')), 'SQL_ASCII')), 'hex'), 15) AS bit(60)) AS bigint) AS hash, CASE WHEN (EXISTS (SELECT 1 FROM "c" t1 WHERE t1."t_id" = t0."id")) IS NOT TRUE THEN 1 ELSE 0 END AS differs FROM "t" t0 WHERE TRUE) classified
  GROUP BY class;
--   ? = '2026-01-01 00:00:00.000', 'old', 'young'

-- anyRow
SELECT 1 AS found
  FROM "t"
  LIMIT 1;

-- readByKey
SELECT CAST(t0."id" AS text) AS column0, ENCODE(CONVERT_TO(CAST(t0."name" AS text), 'UTF8'), 'hex') AS column1, CASE WHEN OCTET_LENGTH(t0."body") <= 268435456 THEN ENCODE(t0."body", 'hex') END AS column2, OCTET_LENGTH(t0."body") AS length2
  FROM "t" t0
  WHERE (t0."id" = $1);
--   ? = '2'

-- keys
SELECT t0."id" AS key0
  FROM "t" t0
  WHERE TRUE
  AND t0."made" < CAST($1 AS timestamp)
  ORDER BY t0."id"
  LIMIT 2;
--   ? = '2026-01-01 00:00:00.000'

-- hashes
SELECT t0."id" AS key0, CAST(CAST('x' || LEFT(ENCODE(SHA256(CONVERT_TO(CONCAT_WS(',', COALESCE(ENCODE(CONVERT_TO(CAST(t0."id" AS text), 'SQL_ASCII'), 'hex'), '-'), COALESCE(ENCODE(CONVERT_TO(CAST(t0."name" AS text), 'SQL_ASCII'), 'hex'), '-'), COALESCE(ENCODE(SHA256(CONVERT_TO(CAST(t0."body" AS text), 'SQL_ASCII')), 'hex'), '-')), 'SQL_ASCII')), 'hex'), 15) AS bit(60)) AS bigint) AS hash
  FROM "t" t0
  WHERE t0."id" > CAST($1 AS bigint)
  AND t0."id" <= CAST($2 AS bigint)
  AND t0."made" < CAST($3 AS timestamp);
--   ? = '1', '3', '2026-01-01 00:00:00.000'

-- maySelect
SELECT HAS_TABLE_PRIVILEGE(TO_REGCLASS($1), 'SELECT') AS may;
--   ? = '"t"'

-- mayDelete
SELECT HAS_TABLE_PRIVILEGE(TO_REGCLASS($1), 'DELETE')
  AND HAS_ANY_COLUMN_PRIVILEGE(TO_REGCLASS($2), 'UPDATE') AS may;
--   ? = '"t"', '"t"'

-- deleteNothing
DELETE
  FROM "t"
  WHERE FALSE;

-- countAll
SELECT COUNT(*) AS total
  FROM "t";

-- takeLock
SELECT PG_TRY_ADVISORY_LOCK(CAST($1 AS bigint)) AS got;
--   ? = '-763319036217486338'

-- savepoint
SAVEPOINT drydock;

-- toSavepoint
ROLLBACK TO SAVEPOINT drydock;

-- rows.candidates
SELECT t0."id" AS key0, 72 + COALESCE(OCTET_LENGTH(CAST(t0."id" AS text)), 0) + 2 * COALESCE(OCTET_LENGTH(CAST(t0."name" AS text)), 0) + 2 * COALESCE(OCTET_LENGTH(t0."body"), 0) AS bytes
  FROM "t" t0
  WHERE t0."id" > CAST($1 AS bigint)
  AND t0."made" < CAST($2 AS timestamp)
  ORDER BY t0."id"
  LIMIT 10;
--   ? = '1', '2026-01-01 00:00:00.000'

-- rows.readRange
SELECT t0."id" AS key0, CAST(CAST('x' || LEFT(ENCODE(SHA256(CONVERT_TO(CONCAT_WS(',', COALESCE(ENCODE(CONVERT_TO(CAST(t0."id" AS text), 'SQL_ASCII'), 'hex'), '-'), COALESCE(ENCODE(CONVERT_TO(CAST(t0."name" AS text), 'SQL_ASCII'), 'hex'), '-'), COALESCE(ENCODE(SHA256(CONVERT_TO(CAST(t0."body" AS text), 'SQL_ASCII')), 'hex'), '-')), 'SQL_ASCII')), 'hex'), 15) AS bit(60)) AS bigint) AS hash, (t0."made" < CAST($1 AS timestamp)) IS TRUE AS old, CAST(CAST('x' || LEFT(ENCODE(SHA256(CONVERT_TO(CONCAT_WS(',', COALESCE(ENCODE(CONVERT_TO(CAST(t0."id" AS text), 'SQL_ASCII'), 'hex'), '-')), 'SQL_ASCII')), 'hex'), 15) AS bit(60)) AS bigint) AS identity, CAST(t0."id" AS text) AS column0, ENCODE(CONVERT_TO(CAST(t0."name" AS text), 'UTF8'), 'hex') AS column1, CASE WHEN OCTET_LENGTH(t0."body") <= 268435456 THEN ENCODE(t0."body", 'hex') END AS column2, OCTET_LENGTH(t0."body") AS length2
  FROM "t" t0
  WHERE TRUE
  AND t0."made" < CAST($2 AS timestamp)
  ORDER BY t0."id"
  LIMIT 1;
--   ? = '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000'

-- rows.read
SELECT t0."id" AS key0, CAST(CAST('x' || LEFT(ENCODE(SHA256(CONVERT_TO(CONCAT_WS(',', COALESCE(ENCODE(CONVERT_TO(CAST(t0."id" AS text), 'SQL_ASCII'), 'hex'), '-'), COALESCE(ENCODE(CONVERT_TO(CAST(t0."name" AS text), 'SQL_ASCII'), 'hex'), '-'), COALESCE(ENCODE(SHA256(CONVERT_TO(CAST(t0."body" AS text), 'SQL_ASCII')), 'hex'), '-')), 'SQL_ASCII')), 'hex'), 15) AS bit(60)) AS bigint) AS hash, (t0."made" < CAST($1 AS timestamp)) IS TRUE AS old, CAST(CAST('x' || LEFT(ENCODE(SHA256(CONVERT_TO(CONCAT_WS(',', COALESCE(ENCODE(CONVERT_TO(CAST(t0."id" AS text), 'SQL_ASCII'), 'hex'), '-')), 'SQL_ASCII')), 'hex'), 15) AS bit(60)) AS bigint) AS identity, CAST(t0."id" AS text) AS column0, ENCODE(CONVERT_TO(CAST(t0."name" AS text), 'UTF8'), 'hex') AS column1, CASE WHEN OCTET_LENGTH(t0."body") <= 268435456 THEN ENCODE(t0."body", 'hex') END AS column2, OCTET_LENGTH(t0."body") AS length2
  FROM "t" t0
  WHERE t0."id" IN (CAST($2 AS bigint), CAST($3 AS bigint));
--   ? = '2026-01-01 00:00:00.000', '3', '4'

-- rows.childSizes
SELECT t0."id" AS key0, COUNT(*) AS total, SUM(24 + COALESCE(OCTET_LENGTH(CAST(j0."n" AS text)), 0)) AS bytes
  FROM "t" t0, "c" j0
  WHERE t0."id" IN (CAST($1 AS bigint), CAST($2 AS bigint), CAST($3 AS bigint))
  AND j0."t_id" = t0."id"
  GROUP BY t0."id";
--   ? = '1', '2', '3'

-- rows.readChildren
SELECT t0."id" AS key0, CAST(CAST('x' || LEFT(ENCODE(SHA256(CONVERT_TO(CONCAT_WS(',', COALESCE(ENCODE(CONVERT_TO(CAST(j0."n" AS text), 'SQL_ASCII'), 'hex'), '-')), 'SQL_ASCII')), 'hex'), 15) AS bit(60)) AS bigint) AS hash, CAST(j0."n" AS text) AS column0
  FROM "t" t0, "c" j0
  WHERE t0."id" IN (CAST($1 AS bigint), CAST($2 AS bigint))
  AND j0."t_id" = t0."id"
  LIMIT 10;
--   ? = '1', '3'

-- rows.together
SELECT t0."id" AS key0
  FROM (SELECT DISTINCT t0."body" FROM "t" t0 WHERE t0."id" IN (CAST($1 AS bigint), CAST($2 AS bigint))) g
  JOIN "t" t0 ON t0."body" = g."body"
  LIMIT 10;
--   ? = '1', '2'

-- rows.find
SELECT t0."id" AS key0, CAST(CAST('x' || LEFT(ENCODE(SHA256(CONVERT_TO(CONCAT_WS(',', COALESCE(ENCODE(CONVERT_TO(CAST(t0."id" AS text), 'SQL_ASCII'), 'hex'), '-'), COALESCE(ENCODE(CONVERT_TO(CAST(t0."name" AS text), 'SQL_ASCII'), 'hex'), '-'), COALESCE(ENCODE(SHA256(CONVERT_TO(CAST(t0."body" AS text), 'SQL_ASCII')), 'hex'), '-')), 'SQL_ASCII')), 'hex'), 15) AS bit(60)) AS bigint) AS hash
  FROM "t" t0
  WHERE t0."id" IN (CAST($1 AS bigint), CAST($2 AS bigint))
  AND t0."made" < CAST($3 AS timestamp);
--   ? = '3', '4', '2026-01-01 00:00:00.000'

-- rows.lock
SELECT t0."id" AS key0, CAST(CAST('x' || LEFT(ENCODE(SHA256(CONVERT_TO(CONCAT_WS(',', COALESCE(ENCODE(CONVERT_TO(CAST(t0."id" AS text), 'SQL_ASCII'), 'hex'), '-'), COALESCE(ENCODE(CONVERT_TO(CAST(t0."name" AS text), 'SQL_ASCII'), 'hex'), '-'), COALESCE(ENCODE(SHA256(CONVERT_TO(CAST(t0."body" AS text), 'SQL_ASCII')), 'hex'), '-')), 'SQL_ASCII')), 'hex'), 15) AS bit(60)) AS bigint) AS hash
  FROM "t" t0
  WHERE t0."id" IN (CAST($1 AS bigint), CAST($2 AS bigint))
  AND t0."made" < CAST($3 AS timestamp)
  FOR UPDATE OF t0 SKIP LOCKED;
--   ? = '3', '4', '2026-01-01 00:00:00.000'

-- rows.lockSum
SELECT COUNT(*) AS total, COALESCE(SUM(hash), 0) AS hash
  FROM (SELECT CAST(CAST('x' || LEFT(ENCODE(SHA256(CONVERT_TO(CONCAT_WS(',', COALESCE(ENCODE(CONVERT_TO(CAST(t0."id" AS text), 'SQL_ASCII'), 'hex'), '-'), COALESCE(ENCODE(CONVERT_TO(CAST(t0."name" AS text), 'SQL_ASCII'), 'hex'), '-'), COALESCE(ENCODE(SHA256(CONVERT_TO(CAST(t0."body" AS text), 'SQL_ASCII')), 'hex'), '-')), 'SQL_ASCII')), 'hex'), 15) AS bit(60)) AS bigint) AS hash FROM "t" t0 WHERE t0."id" IN (CAST($1 AS bigint), CAST($2 AS bigint)) AND TRUE FOR UPDATE OF t0 SKIP LOCKED) held;
--   ? = '3', '4'

-- rows.lockChildren
SELECT key0, COUNT(*) AS total, COALESCE(SUM(hash), 0) AS hash
  FROM (SELECT t0."id" AS key0, CAST(CAST('x' || LEFT(ENCODE(SHA256(CONVERT_TO(CONCAT_WS(',', COALESCE(ENCODE(CONVERT_TO(CAST(j0."n" AS text), 'SQL_ASCII'), 'hex'), '-')), 'SQL_ASCII')), 'hex'), 15) AS bit(60)) AS bigint) AS hash FROM "t" t0, "c" j0 WHERE t0."id" IN (CAST($1 AS bigint), CAST($2 AS bigint)) AND j0."t_id" = t0."id" FOR UPDATE OF j0 SKIP LOCKED) held
  GROUP BY key0;
--   ? = '1', '3'

-- rows.lockChildrenSum
SELECT COUNT(*) AS total, COALESCE(SUM(hash), 0) AS hash
  FROM (SELECT CAST(CAST('x' || LEFT(ENCODE(SHA256(CONVERT_TO(CONCAT_WS(',', COALESCE(ENCODE(CONVERT_TO(CAST(j0."n" AS text), 'SQL_ASCII'), 'hex'), '-')), 'SQL_ASCII')), 'hex'), 15) AS bit(60)) AS bigint) AS hash FROM "t" t0, "c" j0 WHERE t0."id" IN (CAST($1 AS bigint), CAST($2 AS bigint), CAST($3 AS bigint)) AND j0."t_id" = t0."id" FOR UPDATE OF j0 SKIP LOCKED) held;
--   ? = '1', '2', '3'

-- rows.lockReferred
WITH held AS MATERIALIZED (SELECT t0."id" FROM "t" t0 WHERE t0."id" IN (CAST($1 AS bigint), CAST($2 AS bigint)) AND t0."id" IS NOT NULL FOR UPDATE OF t0 SKIP LOCKED) SELECT DISTINCT t0."id" AS key0
  FROM "t" t0
  WHERE t0."id" IN (CAST($3 AS bigint), CAST($4 AS bigint))
  AND t0."id" IS NOT NULL
  AND (t0."id") NOT IN (SELECT "id" FROM held);
--   ? = '1', '3', '1', '3'

-- rows.count
SELECT COUNT(*) AS total
  FROM "t" t0
  WHERE t0."id" IN (CAST($1 AS bigint), CAST($2 AS bigint))
  AND (EXISTS (SELECT 1 FROM "c" t1 WHERE t1."t_id" = t0."id")) IS NOT TRUE;
--   ? = '1', '3'

-- rows.countLiving
SELECT COUNT(*) AS total
  FROM "t" t0
  WHERE t0."id" IN (CAST($1 AS bigint), CAST($2 AS bigint))
  AND (t0."id" > CAST($3 AS numeric) AND t0."made" <= (TIMESTAMP '1970-01-01 00:00:00' + CAST($4 AS bigint) * INTERVAL '1 millisecond'));
--   ? = '1', '3', '1', '1798761600000'

-- live.count
SELECT COUNT(*) AS total, COALESCE(SUM(CAST(CAST('x' || LEFT(ENCODE(SHA256(CONVERT_TO(CONCAT_WS(',', COALESCE(ENCODE(CONVERT_TO(CAST(t0."id" AS text), 'SQL_ASCII'), 'hex'), '-'), COALESCE(ENCODE(CONVERT_TO(CAST(t0."name" AS text), 'SQL_ASCII'), 'hex'), '-'), COALESCE(ENCODE(SHA256(CONVERT_TO(CAST(t0."body" AS text), 'SQL_ASCII')), 'hex'), '-')), 'SQL_ASCII')), 'hex'), 15) AS bit(60)) AS bigint)), 0) AS hash
  FROM "t" t0
  WHERE TRUE
  AND ((t0."id" > CAST($1 AS numeric) AND t0."made" <= (TIMESTAMP '1970-01-01 00:00:00' + CAST($2 AS bigint) * INTERVAL '1 millisecond')) OR COALESCE(t0."id", 0) = 0 OR CASE WHEN t0."name" IS NOT NULL THEN CAST(COALESCE(SUBSTRING(t0."name" FROM '^[0-9]+'), '0') AS numeric) END BETWEEN CAST($3 AS numeric) AND CAST($4 AS numeric) OR (t0."id" < 0 OR t0."id" >= 99999999999990 OR EXTRACT(EPOCH FROM CAST(t0."made" AS timestamp)) * 1000 + t0."id" > CAST($5 AS bigint)) OR t0."name" IN ($6, $7) OR t0."name" NOT IN ($8) OR EXISTS (SELECT 1 FROM "c" c WHERE (c."t_id" = t0."id" AND c."n" > t0."id")));
--   ? = '1', '1798761600000', '1', '9', '1767225600000', 'a', 'b', 'a'

-- live.some
SELECT t0."id" AS key0
  FROM "t" t0
  WHERE TRUE
  AND (t0."id" > CAST($1 AS numeric) AND t0."made" <= (TIMESTAMP '1970-01-01 00:00:00' + CAST($2 AS bigint) * INTERVAL '1 millisecond'))
  ORDER BY t0."id"
  LIMIT 2;
--   ? = '1', '1798761600000'

-- live.countJoined
SELECT SUM(total) AS total, SUM(hash) AS hash
  FROM (SELECT COUNT(*) AS total, COALESCE(SUM(CAST(CAST('x' || LEFT(ENCODE(SHA256(CONVERT_TO(CONCAT_WS(',', COALESCE(ENCODE(SHA256(CONVERT_TO(CAST(c."n" AS text), 'SQL_ASCII')), 'hex'), '-')), 'SQL_ASCII')), 'hex'), 15) AS bit(60)) AS bigint)), 0) AS hash FROM "t" t0 JOIN "c" c ON c."t_id" = t0."id" WHERE TRUE AND NOT (t0."body" IS NULL) UNION ALL SELECT COUNT(*) AS total, COALESCE(SUM(CAST(CAST('x' || LEFT(ENCODE(SHA256(CONVERT_TO(CONCAT_WS(',', COALESCE(ENCODE(SHA256(CONVERT_TO(CAST(c."n" AS text), 'SQL_ASCII')), 'hex'), '-')), 'SQL_ASCII')), 'hex'), 15) AS bit(60)) AS bigint)), 0) AS hash FROM "t" t0 LEFT JOIN "c" c ON c."t_id" = t0."id" WHERE TRUE AND NOT (t0."body" IS NULL)) counted;

-- live.newest
SELECT COUNT(*) AS total, COALESCE(SUM(newest), 0) AS hash
  FROM (SELECT MAX("id") AS newest FROM "t" WHERE "name" IS NOT NULL AND "made" IS NOT NULL GROUP BY CAST("name" AS text) COLLATE "C", "made") newest_lines;

-- live.seed
SELECT t0."name" AS value0, t0."body" AS value1
  FROM "t" t0
  WHERE t0."id" = CAST($1 AS bigint)
  LIMIT 1;
--   ? = '3'

-- live.read
SELECT t."id" AS "ID", ENCODE(SHA256(CONVERT_TO(CAST(t."body" AS text), 'SQL_ASCII')), 'hex') AS object
  FROM "t" t
  LEFT
  JOIN "c" c ON c."t_id" = t."id"
  WHERE (t."name" IS NOT NULL AND t."name" = $1)
  ORDER BY t."id" DESC NULLS LAST, 1
  LIMIT 1;
--   ? = 'c'

-- server.cipher
SELECT cipher
  FROM pg_stat_ssl
  WHERE pid = pg_backend_pid();

-- server.clock
SELECT current_setting('server_version') || CASE WHEN version() ~ '^PostgreSQL [^,]*$'
  OR version() !~* 'redshift|cockroach|yugabyte|-YB-' THEN '' ELSE ' ' || version() END AS version, to_char(t AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS') AS utc, to_char(t, 'YYYY-MM-DD HH24:MI:SS.MS') AS here, current_setting('TimeZone') AS zone
  FROM clock_timestamp() AS t;

-- server.identity
SELECT concat_ws(' ', system_identifier, host(inet_server_addr()), inet_server_port()) AS own
  FROM pg_control_system();

-- server.times
SELECT MAX("made") FILTER (WHERE "made" <= $1) AS newest, COUNT(*) FILTER (WHERE "made" <= $2) AS recent, COUNT(*) FILTER (WHERE "made" > $3) AS future
  FROM "t"
  WHERE "made" > $4
  AND "made" <= $5;
--   ? = '2026-01-02 00:00:00.000', '2026-01-02 00:00:00.000', '2026-01-02 00:00:00.000', '2025-01-01 00:00:00.000', '2027-01-01 00:00:00.000'

-- server.newest
SELECT MAX("made") AS newest
  FROM "t"
  WHERE "made" <= $1;
--   ? = '2026-01-01 00:00:00.000'

-- server.epochs
SELECT COUNT(*) AS recent
  FROM "t"
  WHERE "id" > CAST($1 AS bigint)
  AND "id" <= CAST($2 AS bigint);
--   ? = '0', '1767225600000000000'

-- server.limitTime
SET statement_timeout = 0;

-- server.plan
EXPLAIN (FORMAT JSON) SELECT t0."id" AS key0, CAST(CAST('x' || LEFT(ENCODE(SHA256(CONVERT_TO(CONCAT_WS(',', COALESCE(ENCODE(CONVERT_TO(CAST(t0."id" AS text), 'SQL_ASCII'), 'hex'), '-'), COALESCE(ENCODE(CONVERT_TO(CAST(t0."name" AS text), 'SQL_ASCII'), 'hex'), '-'), COALESCE(ENCODE(SHA256(CONVERT_TO(CAST(t0."body" AS text), 'SQL_ASCII')), 'hex'), '-')), 'SQL_ASCII')), 'hex'), 15) AS bit(60)) AS bigint) AS hash
  FROM "t" t0
  WHERE t0."id" IN (CAST($1 AS bigint))
  AND TRUE;
--   ? = '3'

-- server.estimates
SELECT name, total, CASE WHEN total < 1 THEN 0 ELSE bytes / total END AS length
  FROM (SELECT c.relname AS name, pg_table_size(c.oid) AS bytes, CASE WHEN c.relpages > 0 AND c.reltuples >= 0 THEN c.reltuples / c.relpages * (pg_relation_size(c.oid) / current_setting('block_size')::int) ELSE pg_relation_size(c.oid) / 100 END AS total FROM pg_class c WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1 AND current_database() = $2) AND c.relkind IN ('r', 'p') AND NOT c.relispartition) estimated;
--   ? = 'public', 'port'

-- server.space
SELECT c.relname AS name, CASE c.relkind WHEN 'p' THEN (SELECT COALESCE(SUM(pg_table_size(relid)), 0) FROM pg_partition_tree(c.oid)) ELSE pg_table_size(c.oid) END AS data, CASE c.relkind WHEN 'p' THEN (SELECT COALESCE(SUM(pg_indexes_size(relid)), 0) FROM pg_partition_tree(c.oid)) ELSE pg_indexes_size(c.oid) END AS indexes, CASE WHEN c.reltuples < 0
  OR w.width IS NULL THEN 0 ELSE GREATEST(0, FLOOR( pg_relation_size(c.oid) - c.reltuples * (w.width + 28))) END AS free
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT
  JOIN LATERAL (SELECT SUM(s.avg_width * (1 - s.null_frac)) AS width FROM pg_stats s WHERE s.schemaname = n.nspname AND s.tablename = c.relname AND NOT s.inherited) w ON true
  WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1 AND current_database() = $2)
  AND c.relkind IN ('r', 'p')
  AND NOT c.relispartition
  ORDER BY c.relname;
--   ? = 'public', 'port'

-- server.deleteTriggers
SELECT t.tgname AS name, c.relname AS owner, pg_get_triggerdef(t.oid) || ' ' || p.prosrc AS definition
  FROM pg_trigger t
  JOIN pg_class c ON c.oid = t.tgrelid
  JOIN pg_proc p ON p.oid = t.tgfoid
  WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1 AND current_database() = $2)
  AND NOT t.tgisinternal
  AND t.tgtype & 8 = 8
  AND t.tgenabled <> 'D'
  UNION ALL SELECT r.rulename, c.relname, pg_get_ruledef(r.oid)
  FROM pg_rewrite r
  JOIN pg_class c ON c.oid = r.ev_class
  WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $3 AND current_database() = $4)
  AND c.relkind IN ('r', 'p')
  AND r.ev_type = '4'
  AND r.ev_enabled <> 'D'
  UNION ALL SELECT i.inhrelid::regclass || ' (INHERITS)', c.relname, 'INHERITS'
  FROM pg_inherits i
  JOIN pg_class c ON c.oid = i.inhparent
  WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $5 AND current_database() = $6)
  AND c.relkind = 'r'
  ORDER BY 2, 1;
--   ? = 'public', 'port', 'public', 'port', 'public', 'port'

-- server.replicas
SELECT host(client_addr) AS host, application_name AS name, pid
  FROM pg_stat_replication
  ORDER BY application_name, pid;

-- server.sessions
SELECT usename AS who, FLOOR(EXTRACT(EPOCH FROM clock_timestamp() - query_start)) AS seconds, query AS doing
  FROM pg_stat_activity
  WHERE state = 'active'
  AND pid <> pg_backend_pid()
  AND backend_type = 'client backend';

-- server.lockHolder
SELECT l.pid AS id, FLOOR(EXTRACT(EPOCH FROM CLOCK_TIMESTAMP() - a.state_change)) AS seconds, a.query AS doing
  FROM pg_catalog.pg_locks l
  LEFT
  JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
  WHERE l.locktype = 'advisory'
  AND l.granted
  AND l.objsubid = 1
  AND l.classid = CAST($1 AS oid)
  AND l.objid = CAST($2 AS oid)
  AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = CURRENT_DATABASE());
--   ? = '4117243233', '2079757310'

-- server.ping
SELECT 1 AS one;

-- server.runningThreads
SELECT CASE WHEN pg_has_role(current_user, 'pg_read_all_stats', 'USAGE') THEN (SELECT COUNT(*) FROM pg_stat_activity WHERE state = 'active' AND backend_type = 'client backend') END AS total;

-- server.historyLength
SELECT CASE WHEN pg_has_role(current_user, 'pg_read_all_stats', 'USAGE') THEN (SELECT COALESCE(MAX(age(x)), 0) FROM (SELECT backend_xmin AS x FROM pg_stat_activity UNION ALL SELECT backend_xid FROM pg_stat_activity UNION ALL SELECT backend_xmin FROM pg_stat_replication UNION ALL SELECT xmin FROM pg_replication_slots UNION ALL SELECT transaction FROM pg_prepared_xacts) seen) END AS total;

-- server.replicaLag
SELECT CASE WHEN NOT pg_is_in_recovery() THEN NULL WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN 0 ELSE EXTRACT(EPOCH FROM clock_timestamp() - pg_last_xact_replay_timestamp()) END AS lag;

-- server.rights
SELECT c.relname AS name, has_table_privilege(c.oid, 'SELECT') AS "SELECT", has_any_column_privilege(c.oid, 'UPDATE') AS "UPDATE", has_table_privilege(c.oid, 'DELETE') AS "DELETE", has_table_privilege(c.oid, 'TRUNCATE') AS "TRUNCATE", has_table_privilege(c.oid, 'INSERT') AS "INSERT", pg_has_role(c.relowner, 'USAGE') AS owns, CASE WHEN CAST(current_setting('server_version_num') AS int) >= 170000 THEN has_table_privilege(c.oid, 'MAINTAIN') ELSE false END AS maintains, pg_has_role(d.datdba, 'USAGE') AS keeps, has_schema_privilege(n.oid, 'CREATE') AS creates, u.rolsuper AS super, u.rolcreaterole AS roles, u.rolreplication AS replicates, pg_has_role('pg_read_all_stats', 'USAGE') AS sees, (current_setting('cron.database_name', true) IS NULL OR (current_setting('cron.database_name', true) = current_database() AND (u.rolsuper OR u.rolbypassrls))) AS jobs
  FROM pg_roles u
  JOIN pg_database d ON d.datname = current_database()
  LEFT
  JOIN pg_namespace n ON n.nspname = $1
  LEFT
  JOIN pg_class c ON c.relnamespace = n.oid
  AND c.relkind IN ('r', 'p')
  AND NOT c.relispartition
  WHERE u.rolname = current_user
  ORDER BY c.relname;
--   ? = 'public'

-- server.settings
SELECT lower(name) AS name, current_setting(name) AS value
  FROM pg_settings
  WHERE lower(name) IN ('wal_level', 'synchronous_commit', 'full_page_writes', 'wal_compression', 'max_wal_size', 'checkpoint_timeout', 'shared_buffers', 'autovacuum', 'autovacuum_vacuum_cost_delay', 'autovacuum_vacuum_cost_limit', 'server_version', 'timezone', 'server_encoding', 'block_size', 'random_page_cost', 'enable_indexscan', 'enable_seqscan', 'session_replication_role', 'in_hot_standby', 'default_transaction_read_only');

-- server.readiness
SELECT lower(name) AS name, current_setting(name) AS value
  FROM pg_settings
  WHERE lower(name) IN ('wal_level', 'synchronous_commit', 'full_page_writes', 'wal_compression', 'max_wal_size', 'checkpoint_timeout', 'shared_buffers', 'autovacuum', 'autovacuum_vacuum_cost_delay', 'autovacuum_vacuum_cost_limit', 'server_version', 'timezone', 'server_encoding', 'block_size', 'random_page_cost', 'enable_indexscan', 'enable_seqscan', 'session_replication_role', 'in_hot_standby', 'default_transaction_read_only');
SELECT pg_is_in_recovery() AS follows;
SELECT GREATEST(MAX(age(datfrozenxid)), MAX(mxid_age(datminmxid))) AS age
  FROM pg_database;
SELECT current_setting('autovacuum') = 'on'
  AND current_setting('track_counts') = 'on' AS runs;
SELECT usename AS who, pid, FLOOR(EXTRACT(EPOCH FROM clock_timestamp() - xact_start)) AS seconds
  FROM pg_stat_activity
  WHERE backend_xmin IS NOT NULL
  AND pid <> pg_backend_pid()
  AND xact_start < clock_timestamp() - make_interval(secs => 1800)
  ORDER BY xact_start;
SELECT COUNT(*) AS total
  FROM pg_prepared_xacts
  WHERE prepared < clock_timestamp() - make_interval(secs => 1800);
SELECT slot_name AS name, active, COALESCE(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn), 0) AS bytes
  FROM pg_replication_slots
  ORDER BY slot_name;
SELECT application_name AS name, age(backend_xmin) AS age
  FROM pg_stat_replication
  WHERE backend_xmin IS NOT NULL
  ORDER BY application_name;

-- server.tableReadiness
SELECT c.relname AS name, row_security_active(c.oid) AS hides, EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgisinternal AND t.tgenabled NOT IN ('O', 'A')) AS disabled, EXISTS (SELECT 1 FROM pg_publication_tables p JOIN pg_publication b ON b.pubname = p.pubname WHERE b.pubdelete AND p.schemaname = n.nspname AND p.tablename = c.relname) AS published, CASE c.relreplident WHEN 'f' THEN true WHEN 'n' THEN false WHEN 'd' THEN EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary) ELSE EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = c.oid AND i.indisreplident) END AS identified, COALESCE((SELECT option_value::boolean FROM pg_options_to_table(c.reloptions) WHERE option_name = 'autovacuum_enabled'), true) AS vacuums, COALESCE(s.n_dead_tup, 0) AS dead, COALESCE(s.n_live_tup, 0) AS alive
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT
  JOIN pg_stat_all_tables s ON s.relid = c.oid
  WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1 AND current_database() = $2)
  AND c.relname IN ($3, $4)
  ORDER BY c.relname;
--   ? = 'public', 'port', 't', 'c'
SELECT k.conname AS name, c.relname AS owner, r.relname AS parent, quote_ident(here.attname) AS part, quote_ident(there.attname) AS parent_part, format_type(here.atttypid, here.atttypmod) || CASE WHEN here.attcollation <> there.attcollation
  AND l.oid IS NOT NULL THEN ' COLLATE ' || quote_ident(l.collname) ELSE '' END AS type, format_type(there.atttypid, there.atttypmod) || CASE WHEN here.attcollation <> there.attcollation
  AND m.oid IS NOT NULL THEN ' COLLATE ' || quote_ident(m.collname) ELSE '' END AS parent_type
  FROM pg_constraint k
  JOIN pg_class c ON c.oid = COALESCE(pg_partition_root(k.conrelid), k.conrelid)
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_class r ON r.oid = COALESCE(pg_partition_root(k.confrelid), k.confrelid) CROSS
  JOIN LATERAL unnest(k.conkey, k.confkey, k.conpfeqop) AS p (here, there, equal)
  JOIN pg_attribute here ON here.attrelid = k.conrelid
  AND here.attnum = p.here
  JOIN pg_attribute there ON there.attrelid = k.confrelid
  AND there.attnum = p.there
  JOIN pg_type b ON b.oid = here.atttypid
  JOIN pg_type d ON d.oid = there.atttypid
  JOIN pg_operator o ON o.oid = p.equal
  LEFT
  JOIN pg_collation l ON l.oid = here.attcollation
  LEFT
  JOIN pg_collation m ON m.oid = there.attcollation
  WHERE k.contype = 'f'
  AND k.conparentid = 0
  AND COALESCE(to_jsonb(k) ->> 'conenforced', 'true') = 'true'
  AND r.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1 AND current_database() = $2)
  AND r.relname IN ($3, $4)
  AND ((CASE COALESCE(NULLIF(b.typbasetype, 0), b.oid) WHEN 'varchar'::regtype THEN 'text'::regtype ELSE COALESCE(NULLIF(b.typbasetype, 0), b.oid) END <> CASE COALESCE(NULLIF(d.typbasetype, 0), d.oid) WHEN 'varchar'::regtype THEN 'text'::regtype ELSE COALESCE(NULLIF(d.typbasetype, 0), d.oid) END AND (d.typcategory <> 'N' OR CASE COALESCE(NULLIF(d.typbasetype, 0), d.oid) WHEN 'varchar'::regtype THEN 'text'::regtype ELSE COALESCE(NULLIF(d.typbasetype, 0), d.oid) END = 'float4'::regtype) AND (o.oprleft <> CASE COALESCE(NULLIF(d.typbasetype, 0), d.oid) WHEN 'varchar'::regtype THEN 'text'::regtype ELSE COALESCE(NULLIF(d.typbasetype, 0), d.oid) END OR o.oprright <> CASE COALESCE(NULLIF(b.typbasetype, 0), b.oid) WHEN 'varchar'::regtype THEN 'text'::regtype ELSE COALESCE(NULLIF(b.typbasetype, 0), b.oid) END)) OR (here.attcollation <> there.attcollation AND (NOT l.collisdeterministic OR NOT m.collisdeterministic OR (l.collname <> 'default' AND m.collname <> 'default'))))
  ORDER BY owner, name, part;
--   ? = 'public', 'port', 't', 'c'
SELECT k.conname AS name, c.relname AS owner, r.relname AS parent, GREATEST(c.reltuples, 0)::bigint AS total, (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY p.at) FROM unnest(k.conkey) WITH ORDINALITY AS p (here, at) JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = p.here) AS columns
  FROM pg_constraint k
  JOIN pg_class c ON c.oid = COALESCE(pg_partition_root(k.conrelid), k.conrelid)
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_class r ON r.oid = COALESCE(pg_partition_root(k.confrelid), k.confrelid)
  WHERE k.contype = 'f'
  AND k.conparentid = 0
  AND COALESCE(to_jsonb(k) ->> 'conenforced', 'true') = 'true'
  AND r.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1 AND current_database() = $2)
  AND r.relname IN ($3, $4)
  AND NOT EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = c.oid AND i.indisvalid AND i.indpred IS NULL AND (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)
  ORDER BY c.relname, k.conname;
--   ? = 'public', 'port', 't', 'c'

-- server.longestStatement
SELECT 1073741823 AS longest;

-- server.jobs
SELECT COALESCE(has_table_privilege(to_regclass('cron.job'), 'SELECT'), false)
  AND COALESCE(has_schema_privilege(to_regnamespace('cron'), 'USAGE'), false) AS here;

-- server.jobsRun
SELECT current_setting('cron.database_name', true) IS NOT NULL
  AND COALESCE(current_setting('cron.launch_active_jobs', true), 'on') = 'on' AS runs;

-- server.readJobs
SELECT n.nspname AS owner, p.proname AS name, COALESCE(p.prosrc, '') AS definition
  FROM pg_proc p
  JOIN pg_namespace n ON n.oid = p.pronamespace
  WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')
  AND NOT EXISTS (SELECT 1 FROM pg_depend e WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid AND e.deptype = 'e')
  ORDER BY 1, 2;

-- server.otherTables
SELECT CASE WHEN n.nspname = $1 THEN current_database() ELSE current_database() || '.' || n.nspname END AS owner, c.relname AS name, GREATEST(c.reltuples, 0)::bigint AS total
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p')
  AND NOT c.relispartition
  AND c.relpersistence <> 't'
  AND n.nspname <> 'information_schema'
  AND n.nspname NOT LIKE 'pg\_%'
  AND NOT (false OR (current_database() = $2 AND n.nspname = $3))
  AND NOT EXISTS (SELECT 1 FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
  ORDER BY GREATEST(c.reltuples, 0), n.nspname, c.relname;
--   ? = 'public', 'port', 'public'

-- server.columns
SELECT c.relname AS owner, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, b.typname AS data, b.typtype AS sort, b.typlen AS length, CASE WHEN t.typtype = 'd' THEN t.typtypmod ELSE a.atttypmod END AS most, (a.attnotnull AND NOT EXISTS (SELECT 1 FROM pg_constraint v WHERE v.conrelid = a.attrelid AND v.contype = 'n' AND v.conkey = ARRAY[a.attnum] AND NOT v.convalidated))
  OR t.typnotnull AS required, a.attgenerated AS generated, CASE WHEN l.collname = 'default' THEN (SELECT 'default (' || datcollate || ')' FROM pg_database WHERE datname = current_database()) ELSE l.collname END AS collation_name, CASE WHEN a.attgenerated <> '' THEN pg_get_expr(d.adbin, d.adrelid) END AS expression
  FROM pg_attribute a
  JOIN pg_class c ON c.oid = a.attrelid
  JOIN pg_type t ON t.oid = a.atttypid
  JOIN pg_type b ON b.oid = CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END
  LEFT
  JOIN pg_collation l ON l.oid = a.attcollation
  LEFT
  JOIN pg_attrdef d ON d.adrelid = a.attrelid
  AND d.adnum = a.attnum
  WHERE a.attnum > 0
  AND NOT a.attisdropped
  AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
  AND NOT c.relispartition
  AND c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1 AND current_database() = $2)
  ORDER BY c.relname, a.attnum;
--   ? = 'public', 'port'

-- server.sumUp
SELECT COUNT(*) AS total, COALESCE(SUM(CAST(CAST('x' || LEFT(ENCODE(SHA256(CONVERT_TO(CONCAT_WS(',', COALESCE(ENCODE(CONVERT_TO(CAST(t0."id" AS text), 'SQL_ASCII'), 'hex'), '-'), COALESCE(ENCODE(CONVERT_TO(CAST(t0."name" AS text), 'SQL_ASCII'), 'hex'), '-'), COALESCE(ENCODE(SHA256(CONVERT_TO(CAST(t0."body" AS text), 'SQL_ASCII')), 'hex'), '-')), 'SQL_ASCII')), 'hex'), 15) AS bit(60)) AS bigint)), 0) AS hash
  FROM "public"."t" t0;

-- schema.read
SELECT 1 AS found
  FROM pg_namespace n
  WHERE n.oid = (SELECT oid FROM pg_namespace WHERE nspname = $1 AND current_database() = $2);
--   ? = 'public', 'port'
SELECT c.relname AS name, c.relkind AS kind, c.relpersistence AS kept, m.amname AS method, EXISTS (SELECT 1 FROM pg_inherits i WHERE i.inhparent = c.oid) AS inherited
  FROM pg_class c
  LEFT
  JOIN pg_am m ON m.oid = c.relam
  WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1 AND current_database() = $2)
  AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
  AND NOT c.relispartition
  AND c.relpersistence <> 't'
  ORDER BY c.relname;
--   ? = 'public', 'port'
SELECT c.relname AS owner, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, b.typname AS data, b.typtype AS sort, b.typlen AS length, CASE WHEN t.typtype = 'd' THEN t.typtypmod ELSE a.atttypmod END AS most, (a.attnotnull AND NOT EXISTS (SELECT 1 FROM pg_constraint v WHERE v.conrelid = a.attrelid AND v.contype = 'n' AND v.conkey = ARRAY[a.attnum] AND NOT v.convalidated))
  OR t.typnotnull AS required, a.attgenerated AS generated, CASE WHEN l.collname = 'default' THEN (SELECT 'default (' || datcollate || ')' FROM pg_database WHERE datname = current_database()) ELSE l.collname END AS collation_name, CASE WHEN a.attgenerated <> '' THEN pg_get_expr(d.adbin, d.adrelid) END AS expression
  FROM pg_attribute a
  JOIN pg_class c ON c.oid = a.attrelid
  JOIN pg_type t ON t.oid = a.atttypid
  JOIN pg_type b ON b.oid = CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END
  LEFT
  JOIN pg_collation l ON l.oid = a.attcollation
  LEFT
  JOIN pg_attrdef d ON d.adrelid = a.attrelid
  AND d.adnum = a.attnum
  WHERE a.attnum > 0
  AND NOT a.attisdropped
  AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
  AND NOT c.relispartition
  AND c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1 AND current_database() = $2)
  ORDER BY c.relname, a.attnum;
--   ? = 'public', 'port'
SELECT c.relname AS owner, k.relname AS name, i.indisprimary AS main, i.indisunique
  AND i.indimmediate AS alone, a.attname AS part, o.opcdefault
  AND i.indoption[p.at - 1] = 0
  AND (i.indcollation[p.at - 1] = 0 OR i.indcollation[p.at - 1] = a.attcollation) AS ordered
  FROM pg_index i
  JOIN pg_class c ON c.oid = i.indrelid
  JOIN pg_class k ON k.oid = i.indexrelid
  JOIN pg_am m ON m.oid = k.relam CROSS
  JOIN LATERAL generate_series(1, i.indnkeyatts) AS p (at)
  JOIN pg_opclass o ON o.oid = i.indclass[p.at - 1]
  LEFT
  JOIN pg_attribute a ON a.attrelid = i.indrelid
  AND a.attnum = i.indkey[p.at - 1]
  AND a.attnum > 0
  WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1 AND current_database() = $2)
  AND NOT c.relispartition
  AND i.indisvalid
  AND i.indisready
  AND i.indpred IS NULL
  AND m.amname = 'btree'
  ORDER BY c.relname, k.relname, p.at;
--   ? = 'public', 'port'
SELECT c.relname AS owner, k.conname AS name, a.attname AS part, r.relname AS parent, f.attname AS parent_part, CASE k.confdeltype WHEN 'a' THEN 'NO ACTION' WHEN 'r' THEN 'RESTRICT' WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' ELSE 'SET DEFAULT' END AS on_delete
  FROM pg_constraint k
  JOIN pg_class c ON c.oid = COALESCE(pg_partition_root(k.conrelid), k.conrelid)
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_class r ON r.oid = COALESCE(pg_partition_root(k.confrelid), k.confrelid) CROSS
  JOIN LATERAL unnest(k.conkey, k.confkey) WITH ORDINALITY AS p (here, there, at)
  JOIN pg_attribute a ON a.attrelid = k.conrelid
  AND a.attnum = p.here
  JOIN pg_attribute f ON f.attrelid = k.confrelid
  AND f.attnum = p.there
  WHERE k.contype = 'f'
  AND k.conparentid = 0
  AND COALESCE(to_jsonb(k) ->> 'conenforced', 'true') = 'true'
  AND c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1 AND current_database() = $2)
  AND r.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $3 AND current_database() = $4)
  ORDER BY c.relname, k.conname, p.at;
--   ? = 'public', 'port', 'public', 'port'
SELECT replace(pg_get_indexdef(i.indexrelid), format(' %s.', c.relnamespace::regnamespace), ' ') AS text, i.indisvalid AS valid
  FROM pg_index i
  JOIN pg_class c ON c.oid = i.indrelid
  WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1 AND current_database() = $2)
  ORDER BY 1;
--   ? = 'public', 'port'
SELECT n.nspname || '.' || c.relname AS owner, k.conname AS name, r.relname AS parent
  FROM pg_constraint k
  JOIN pg_class c ON c.oid = COALESCE(pg_partition_root(k.conrelid), k.conrelid)
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_class r ON r.oid = COALESCE(pg_partition_root(k.confrelid), k.confrelid)
  WHERE k.contype = 'f'
  AND k.conparentid = 0
  AND COALESCE(to_jsonb(k) ->> 'conenforced', 'true') = 'true'
  AND NOT (c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1 AND current_database() = $2))
  AND r.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $3 AND current_database() = $4)
  ORDER BY owner, name;
--   ? = 'public', 'port', 'public', 'port'

-- schema.foreignKeys
SELECT c.relname AS owner, k.conname AS name, a.attname AS part, r.relname AS parent, f.attname AS parent_part, CASE k.confdeltype WHEN 'a' THEN 'NO ACTION' WHEN 'r' THEN 'RESTRICT' WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' ELSE 'SET DEFAULT' END AS on_delete
  FROM pg_constraint k
  JOIN pg_class c ON c.oid = COALESCE(pg_partition_root(k.conrelid), k.conrelid)
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_class r ON r.oid = COALESCE(pg_partition_root(k.confrelid), k.confrelid) CROSS
  JOIN LATERAL unnest(k.conkey, k.confkey) WITH ORDINALITY AS p (here, there, at)
  JOIN pg_attribute a ON a.attrelid = k.conrelid
  AND a.attnum = p.here
  JOIN pg_attribute f ON f.attrelid = k.confrelid
  AND f.attnum = p.there
  WHERE k.contype = 'f'
  AND k.conparentid = 0
  AND COALESCE(to_jsonb(k) ->> 'conenforced', 'true') = 'true'
  AND c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1 AND current_database() = $2)
  AND r.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $3 AND current_database() = $4)
  ORDER BY c.relname, k.conname, p.at;
--   ? = 'public', 'port', 'public', 'port'
SELECT n.nspname || '.' || c.relname AS owner, k.conname AS name, r.relname AS parent
  FROM pg_constraint k
  JOIN pg_class c ON c.oid = COALESCE(pg_partition_root(k.conrelid), k.conrelid)
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_class r ON r.oid = COALESCE(pg_partition_root(k.confrelid), k.confrelid)
  WHERE k.contype = 'f'
  AND k.conparentid = 0
  AND COALESCE(to_jsonb(k) ->> 'conenforced', 'true') = 'true'
  AND NOT (c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1 AND current_database() = $2))
  AND r.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $3 AND current_database() = $4)
  ORDER BY owner, name;
--   ? = 'public', 'port', 'public', 'port'

-- schema.keysTo
SELECT c.relname AS owner, k.conname AS name, r.relname AS parent, CASE k.confdeltype WHEN 'a' THEN 'NO ACTION' WHEN 'r' THEN 'RESTRICT' WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' ELSE 'SET DEFAULT' END AS on_delete
  FROM pg_constraint k
  JOIN pg_class c ON c.oid = COALESCE(pg_partition_root(k.conrelid), k.conrelid)
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_class r ON r.oid = COALESCE(pg_partition_root(k.confrelid), k.confrelid)
  WHERE k.contype = 'f'
  AND k.conparentid = 0
  AND COALESCE(to_jsonb(k) ->> 'conenforced', 'true') = 'true'
  AND c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1 AND current_database() = $2)
  AND r.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $3 AND current_database() = $4)
  AND r.relname IN ($5)
  ORDER BY owner, name;
--   ? = 'public', 'port', 'public', 'port', 't'

-- schema.keysFromElsewhere
SELECT n.nspname || '.' || c.relname AS owner, k.conname AS name, r.relname AS parent
  FROM pg_constraint k
  JOIN pg_class c ON c.oid = COALESCE(pg_partition_root(k.conrelid), k.conrelid)
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_class r ON r.oid = COALESCE(pg_partition_root(k.confrelid), k.confrelid)
  WHERE k.contype = 'f'
  AND k.conparentid = 0
  AND COALESCE(to_jsonb(k) ->> 'conenforced', 'true') = 'true'
  AND NOT (c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1 AND current_database() = $2))
  AND r.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $3 AND current_database() = $4)
  ORDER BY owner, name;
--   ? = 'public', 'port', 'public', 'port'

-- schema.columnsOf
SELECT c.relname AS owner, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, b.typname AS data, b.typtype AS sort, b.typlen AS length, CASE WHEN t.typtype = 'd' THEN t.typtypmod ELSE a.atttypmod END AS most, (a.attnotnull AND NOT EXISTS (SELECT 1 FROM pg_constraint v WHERE v.conrelid = a.attrelid AND v.contype = 'n' AND v.conkey = ARRAY[a.attnum] AND NOT v.convalidated))
  OR t.typnotnull AS required, a.attgenerated AS generated, CASE WHEN l.collname = 'default' THEN (SELECT 'default (' || datcollate || ')' FROM pg_database WHERE datname = current_database()) ELSE l.collname END AS collation_name, CASE WHEN a.attgenerated <> '' THEN pg_get_expr(d.adbin, d.adrelid) END AS expression
  FROM pg_attribute a
  JOIN pg_class c ON c.oid = a.attrelid
  JOIN pg_type t ON t.oid = a.atttypid
  JOIN pg_type b ON b.oid = CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END
  LEFT
  JOIN pg_collation l ON l.oid = a.attcollation
  LEFT
  JOIN pg_attrdef d ON d.adrelid = a.attrelid
  AND d.adnum = a.attnum
  WHERE a.attnum > 0
  AND NOT a.attisdropped
  AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
  AND NOT c.relispartition
  AND c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1 AND current_database() = $2)
  AND c.relname = $3
  ORDER BY c.relname, a.attnum;
--   ? = 'public', 'port', 't'

-- schema.foreignKeysOf
SELECT k.conname AS name
  FROM pg_constraint k
  JOIN pg_class c ON c.oid = COALESCE(pg_partition_root(k.conrelid), k.conrelid)
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_class r ON r.oid = COALESCE(pg_partition_root(k.confrelid), k.confrelid)
  WHERE k.contype = 'f'
  AND k.conparentid = 0
  AND COALESCE(to_jsonb(k) ->> 'conenforced', 'true') = 'true'
  AND n.nspname = current_schema()
  AND r.relnamespace = c.relnamespace
  AND c.relname = $1
  ORDER BY name;
--   ? = 'c'

-- schema.sizes
SELECT c.relname AS name, CASE c.relkind WHEN 'p' THEN (SELECT COALESCE(SUM(pg_total_relation_size(relid)), 0) FROM pg_partition_tree(c.oid)) ELSE pg_total_relation_size(c.oid) END AS bytes
  FROM pg_class c
  WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1 AND current_database() = $2)
  AND c.relkind IN ('r', 'p')
  AND NOT c.relispartition
  AND (c.relname ILIKE $3)
  ORDER BY c.relname;
--   ? = 'public', 'port', 'T'

-- upkeep.refresh
VACUUM (ANALYZE, TRUNCATE false, PARALLEL 0) "t";

-- upkeep.check
DO 'DECLARE i record; f text; BEGIN PERFORM set_config(''drydock.check'', '''', false); PERFORM COUNT(*)
  FROM (SELECT t.* FROM "t" t OFFSET 0) every_row; SELECT n.nspname INTO f
  FROM pg_extension e
  JOIN pg_namespace n ON n.oid = e.extnamespace
  WHERE e.extname = ''amcheck''; IF f IS NOT NULL
  AND has_function_privilege(format(''%I.bt_index_check(regclass)'', f), ''EXECUTE'') THEN FOR i IN SELECT x.indexrelid
  FROM pg_index x
  JOIN pg_class c ON c.oid = x.indexrelid
  JOIN pg_am m ON m.oid = c.relam
  WHERE x.indrelid = ''"t"''::regclass
  AND m.amname = ''btree''
  AND x.indisvalid
  AND c.relkind = ''i'' LOOP EXECUTE format(''SELECT %I.bt_index_check($1)'', f) USING i.indexrelid::regclass; END LOOP; END IF; EXCEPTION WHEN data_corrupted
  OR index_corrupted
  OR io_error
  OR undefined_file THEN PERFORM set_config(''drydock.check'', SQLERRM, false); END'; SELECT current_setting('drydock.check') AS said;

-- upkeep.waitForTable
SET lock_timeout = 0;

-- upkeep.rebuild
REINDEX TABLE CONCURRENTLY "t";

-- upkeep.session
SELECT pg_backend_pid() AS id;

-- inUtc
SET TimeZone = 'UTC';

-- inServersZone
SET TimeZone TO DEFAULT;

-- rows.deleteChildren
DELETE
  FROM "c" j0 USING "t" t0
  WHERE t0."id" IN (CAST($1 AS bigint), CAST($2 AS bigint))
  AND j0."t_id" = t0."id";
--   ? = '1', '2'

-- rows.deleteRows
DELETE
  FROM "t" t0
  WHERE t0."id" IN (CAST($1 AS bigint), CAST($2 AS bigint))
  AND t0."made" < CAST($3 AS timestamp);
--   ? = '1', '2', '2026-01-01 00:00:00.000'

-- insert
INSERT INTO "t" ("id", "name", "body") OVERRIDING SYSTEM VALUE
  VALUES ($1, $2, $3);
--   ? = '5', 'a', x'00ff'

-- scratch.make
CREATE SCHEMA "port_scratch";

-- scratch.drop
DROP SCHEMA IF EXISTS "port_scratch" CASCADE;

-- scratch.left
SELECT nspname AS name
  FROM pg_namespace
  WHERE LEFT(nspname, LENGTH($1::text)) = $2::text;
--   ? = 'port_', 'port_'

-- scratch.copy
DO 'DECLARE r record; BEGIN EXECUTE format(''CREATE TABLE %I (LIKE %I.%I INCLUDING ALL EXCLUDING INDEXES)'', ''c'', ''public'', ''c''); FOR r IN SELECT k.relname AS name, pg_get_constraintdef(o.oid) AS definition, pg_get_indexdef(i.indexrelid) AS text
  FROM pg_index i
  JOIN pg_class k ON k.oid = i.indexrelid
  JOIN pg_class c ON c.oid = i.indrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT
  JOIN pg_constraint o ON o.conindid = i.indexrelid
  AND o.conrelid = c.oid
  AND o.contype IN (''p'', ''u'', ''x'')
  WHERE n.nspname = ''public''
  AND c.relname = ''c''
  AND i.indisvalid
  ORDER BY k.relname LOOP IF r.definition IS NULL THEN EXECUTE replace(r.text, format('' ON %I.%I '', ''public'', ''c''), format('' ON %I '', ''c'')); ELSE EXECUTE format(''ALTER TABLE %I ADD CONSTRAINT %I %s'', ''c'', r.name, r.definition); END IF; END LOOP; END';

-- scratch.keysOf
SELECT r.relname AS parent, format('CONSTRAINT %I %s', k.conname, replace(pg_get_constraintdef(k.oid), format(' REFERENCES %I.', $1::text), ' REFERENCES ')) AS definition
  FROM pg_constraint k
  JOIN pg_class c ON c.oid = COALESCE(pg_partition_root(k.conrelid), k.conrelid)
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_class r ON r.oid = COALESCE(pg_partition_root(k.confrelid), k.confrelid)
  WHERE k.contype = 'f'
  AND k.conparentid = 0
  AND COALESCE(to_jsonb(k) ->> 'conenforced', 'true') = 'true'
  AND c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $2 AND current_database() = $3)
  AND r.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $4 AND current_database() = $5)
  AND c.relname = $6
  ORDER BY k.conname;
--   ? = 'public', 'public', 'port', 'public', 'port', 'c'

-- scratch.addKey
ALTER TABLE "c" ADD CONSTRAINT K FOREIGN KEY (T_ID) REFERENCES T (ID);

-- scratch.table
CREATE TABLE "hanging" ("a" bigint NOT NULL, "b" varchar(60) COLLATE "latin1_swedish_ci", FOREIGN KEY ("a", "b") REFERENCES "made" ("a", "b") ON DELETE CASCADE); CREATE INDEX "of" ON "hanging" ("a", "b");

-- scratch.change
UPDATE "made" SET "d" = $1
  WHERE "a" = $2;
--   ? = '2026-01-01', '1'

-- scratch.dropTable
DROP TABLE "hanging";

-- tokens (safe)
SELECT t0."token_id" AS key0
  FROM "idn_oauth2_access_token" t0
  WHERE TRUE
  AND (((CAST(t0."token_state" AS text) COLLATE "C" IN ($1, $2) AND t0."time_created" < CAST($3 AS timestamp) AND t0."refresh_token_time_created" < CAST($4 AS timestamp)) OR (CAST(t0."token_state" AS text) COLLATE "C" IN ($5, $6) AND (NULLIF(t0."time_created", '-infinity') < CAST($7 AS timestamp) - (CASE WHEN t0."validity_period" >= 1 AND t0."validity_period" < 99999999999990 THEN CAST(t0."validity_period" AS bigint) END) / 1000 * INTERVAL '1 second' - (CASE WHEN t0."validity_period" >= 1 AND t0."validity_period" < 99999999999990 THEN CAST(t0."validity_period" AS bigint) END) % 1000 * INTERVAL '1 millisecond' AND NULLIF(t0."refresh_token_time_created", '-infinity') < CAST($8 AS timestamp) - (CASE WHEN t0."refresh_token_validity_period" >= 1 AND t0."refresh_token_validity_period" < 99999999999990 THEN CAST(t0."refresh_token_validity_period" AS bigint) END) / 1000 * INTERVAL '1 second' - (CASE WHEN t0."refresh_token_validity_period" >= 1 AND t0."refresh_token_validity_period" < 99999999999990 THEN CAST(t0."refresh_token_validity_period" AS bigint) END) % 1000 * INTERVAL '1 millisecond'))) AND (EXISTS (SELECT 1 FROM "idn_oidc_req_object_reference" t1 WHERE t1."token_id" = t0."token_id" AND EXISTS (SELECT 1 FROM "idn_oauth2_authorization_code" t2 WHERE t2."code_id" = t1."code_id" AND (((t2."token_id" IS NULL OR (EXISTS (SELECT 1 FROM "idn_oauth2_access_token" t3 WHERE t3."token_id" = t2."token_id" AND (((CAST(t3."token_state" AS text) COLLATE "C" IN ($9, $10) AND t3."time_created" < CAST($11 AS timestamp) AND t3."refresh_token_time_created" < CAST($12 AS timestamp)) OR (CAST(t3."token_state" AS text) COLLATE "C" IN ($13, $14) AND (NULLIF(t3."time_created", '-infinity') < CAST($15 AS timestamp) - (CASE WHEN t3."validity_period" >= 1 AND t3."validity_period" < 99999999999990 THEN CAST(t3."validity_period" AS bigint) END) / 1000 * INTERVAL '1 second' - (CASE WHEN t3."validity_period" >= 1 AND t3."validity_period" < 99999999999990 THEN CAST(t3."validity_period" AS bigint) END) % 1000 * INTERVAL '1 millisecond' AND NULLIF(t3."refresh_token_time_created", '-infinity') < CAST($16 AS timestamp) - (CASE WHEN t3."refresh_token_validity_period" >= 1 AND t3."refresh_token_validity_period" < 99999999999990 THEN CAST(t3."refresh_token_validity_period" AS bigint) END) / 1000 * INTERVAL '1 second' - (CASE WHEN t3."refresh_token_validity_period" >= 1 AND t3."refresh_token_validity_period" < 99999999999990 THEN CAST(t3."refresh_token_validity_period" AS bigint) END) % 1000 * INTERVAL '1 millisecond')))) IS NOT TRUE)) IS NOT TRUE) AND (NULLIF(t2."time_created", '-infinity') < CAST($17 AS timestamp) - (CASE WHEN t2."validity_period" >= 1 AND t2."validity_period" < 99999999999990 THEN CAST(t2."validity_period" AS bigint) END) / 1000 * INTERVAL '1 second' - (CASE WHEN t2."validity_period" >= 1 AND t2."validity_period" < 99999999999990 THEN CAST(t2."validity_period" AS bigint) END) % 1000 * INTERVAL '1 millisecond' OR (CAST(t2."state" AS text) COLLATE "C" IN ($18) AND t2."time_created" < CAST($19 AS timestamp))))) IS NOT TRUE))) IS NOT TRUE)
  ORDER BY t0."token_id"
  LIMIT 1000;
--   ? = 'INACTIVE', 'REVOKED', '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000', 'ACTIVE', 'EXPIRED', '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000', 'INACTIVE', 'REVOKED', '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000', 'ACTIVE', 'EXPIRED', '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000', 'INACTIVE', '2026-01-01 00:00:00.000'
DELETE
  FROM "idn_oidc_req_obj_claim_values" j2 USING "idn_oauth2_access_token" t0, "idn_oidc_req_object_reference" j0, "idn_oidc_req_object_claims" j1
  WHERE t0."token_id" IN ($1, $2)
  AND j0."token_id" = t0."token_id"
  AND j1."req_object_id" = j0."id"
  AND j2."req_object_claims_id" = j1."id";
--   ? = '1', '2'
DELETE
  FROM "idn_oidc_req_object_claims" j1 USING "idn_oauth2_access_token" t0, "idn_oidc_req_object_reference" j0
  WHERE t0."token_id" IN ($1, $2)
  AND j0."token_id" = t0."token_id"
  AND j1."req_object_id" = j0."id";
--   ? = '1', '2'
DELETE
  FROM "idn_oauth2_access_token_attributes" j0 USING "idn_oauth2_access_token" t0
  WHERE t0."token_id" IN ($1, $2)
  AND j0."token_id" = t0."token_id";
--   ? = '1', '2'
DELETE
  FROM "idn_oauth2_access_token_attributes" t0
  WHERE t0."token_id" IN ($1, $2);
--   ? = '1', '2'
DELETE
  FROM "idn_oauth2_token_binding" j0 USING "idn_oauth2_access_token" t0
  WHERE t0."token_id" IN ($1, $2)
  AND j0."token_id" = t0."token_id";
--   ? = '1', '2'
DELETE
  FROM "idn_oauth2_token_binding" t0
  WHERE t0."token_id" IN ($1, $2);
--   ? = '1', '2'
DELETE
  FROM "idn_oauth2_access_token_authorization_details" j0 USING "idn_oauth2_access_token" t0
  WHERE t0."token_id" IN ($1, $2)
  AND j0."token_id" = t0."token_id";
--   ? = '1', '2'
DELETE
  FROM "idn_oauth2_access_token_scope" j0 USING "idn_oauth2_access_token" t0
  WHERE t0."token_id" IN ($1, $2)
  AND j0."token_id" = t0."token_id";
--   ? = '1', '2'
DELETE
  FROM "idn_oauth2_access_token_scope" t0
  WHERE t0."token_id" IN ($1, $2);
--   ? = '1', '2'
DELETE
  FROM "idn_oidc_req_object_reference" j0 USING "idn_oauth2_access_token" t0
  WHERE t0."token_id" IN ($1, $2)
  AND j0."token_id" = t0."token_id";
--   ? = '1', '2'
DELETE
  FROM "idn_oidc_req_object_reference" t0
  WHERE t0."token_id" IN ($1, $2);
--   ? = '1', '2'
DELETE
  FROM "idn_oauth2_access_token" t0
  WHERE t0."token_id" IN ($1, $2);
--   ? = '1', '2'

-- codes (safe)
SELECT t0."code_id" AS key0
  FROM "idn_oauth2_authorization_code" t0
  WHERE TRUE
  AND (((t0."token_id" IS NULL OR (EXISTS (SELECT 1 FROM "idn_oauth2_access_token" t1 WHERE t1."token_id" = t0."token_id" AND (((CAST(t1."token_state" AS text) COLLATE "C" IN ($1, $2) AND t1."time_created" < CAST($3 AS timestamp) AND t1."refresh_token_time_created" < CAST($4 AS timestamp)) OR (CAST(t1."token_state" AS text) COLLATE "C" IN ($5, $6) AND (NULLIF(t1."time_created", '-infinity') < CAST($7 AS timestamp) - (CASE WHEN t1."validity_period" >= 1 AND t1."validity_period" < 99999999999990 THEN CAST(t1."validity_period" AS bigint) END) / 1000 * INTERVAL '1 second' - (CASE WHEN t1."validity_period" >= 1 AND t1."validity_period" < 99999999999990 THEN CAST(t1."validity_period" AS bigint) END) % 1000 * INTERVAL '1 millisecond' AND NULLIF(t1."refresh_token_time_created", '-infinity') < CAST($8 AS timestamp) - (CASE WHEN t1."refresh_token_validity_period" >= 1 AND t1."refresh_token_validity_period" < 99999999999990 THEN CAST(t1."refresh_token_validity_period" AS bigint) END) / 1000 * INTERVAL '1 second' - (CASE WHEN t1."refresh_token_validity_period" >= 1 AND t1."refresh_token_validity_period" < 99999999999990 THEN CAST(t1."refresh_token_validity_period" AS bigint) END) % 1000 * INTERVAL '1 millisecond')))) IS NOT TRUE)) IS NOT TRUE) AND (NULLIF(t0."time_created", '-infinity') < CAST($9 AS timestamp) - (CASE WHEN t0."validity_period" >= 1 AND t0."validity_period" < 99999999999990 THEN CAST(t0."validity_period" AS bigint) END) / 1000 * INTERVAL '1 second' - (CASE WHEN t0."validity_period" >= 1 AND t0."validity_period" < 99999999999990 THEN CAST(t0."validity_period" AS bigint) END) % 1000 * INTERVAL '1 millisecond' OR (CAST(t0."state" AS text) COLLATE "C" IN ($10) AND t0."time_created" < CAST($11 AS timestamp)))) AND ((((t0."code_id" IS NOT NULL AND (t0."code_id") IN (SELECT t1."code_id" FROM "idn_oidc_req_object_reference" t1 WHERE t1."code_id" IS NOT NULL AND EXISTS (SELECT 1 FROM "idn_oauth2_access_token" t2 WHERE t2."token_id" = t1."token_id" AND (((CAST(t2."token_state" AS text) COLLATE "C" IN ($12, $13) AND t2."time_created" < CAST($14 AS timestamp) AND t2."refresh_token_time_created" < CAST($15 AS timestamp)) OR (CAST(t2."token_state" AS text) COLLATE "C" IN ($16, $17) AND (NULLIF(t2."time_created", '-infinity') < CAST($18 AS timestamp) - (CASE WHEN t2."validity_period" >= 1 AND t2."validity_period" < 99999999999990 THEN CAST(t2."validity_period" AS bigint) END) / 1000 * INTERVAL '1 second' - (CASE WHEN t2."validity_period" >= 1 AND t2."validity_period" < 99999999999990 THEN CAST(t2."validity_period" AS bigint) END) % 1000 * INTERVAL '1 millisecond' AND NULLIF(t2."refresh_token_time_created", '-infinity') < CAST($19 AS timestamp) - (CASE WHEN t2."refresh_token_validity_period" >= 1 AND t2."refresh_token_validity_period" < 99999999999990 THEN CAST(t2."refresh_token_validity_period" AS bigint) END) / 1000 * INTERVAL '1 second' - (CASE WHEN t2."refresh_token_validity_period" >= 1 AND t2."refresh_token_validity_period" < 99999999999990 THEN CAST(t2."refresh_token_validity_period" AS bigint) END) % 1000 * INTERVAL '1 millisecond')))) IS NOT TRUE)))) IS TRUE)) IS NOT TRUE)
  ORDER BY t0."code_id"
  LIMIT 1000;
--   ? = 'INACTIVE', 'REVOKED', '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000', 'ACTIVE', 'EXPIRED', '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000', 'INACTIVE', '2026-01-01 00:00:00.000', 'INACTIVE', 'REVOKED', '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000', 'ACTIVE', 'EXPIRED', '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000'
DELETE
  FROM "idn_oidc_req_obj_claim_values" j2 USING "idn_oauth2_authorization_code" t0, "idn_oidc_req_object_reference" j0, "idn_oidc_req_object_claims" j1
  WHERE t0."code_id" IN ($1, $2)
  AND j0."code_id" = t0."code_id"
  AND j1."req_object_id" = j0."id"
  AND j2."req_object_claims_id" = j1."id";
--   ? = '1', '2'
DELETE
  FROM "idn_oidc_req_object_claims" j1 USING "idn_oauth2_authorization_code" t0, "idn_oidc_req_object_reference" j0
  WHERE t0."code_id" IN ($1, $2)
  AND j0."code_id" = t0."code_id"
  AND j1."req_object_id" = j0."id";
--   ? = '1', '2'
DELETE
  FROM "idn_oauth2_dpop_jkt" j0 USING "idn_oauth2_authorization_code" t0
  WHERE t0."code_id" IN ($1, $2)
  AND j0."code_id" = t0."code_id";
--   ? = '1', '2'
DELETE
  FROM "idn_oauth2_dpop_jkt" t0
  WHERE t0."code_id" IN ($1, $2);
--   ? = '1', '2'
DELETE
  FROM "idn_oauth2_authz_code_actor" j0 USING "idn_oauth2_authorization_code" t0
  WHERE t0."code_id" IN ($1, $2)
  AND j0."code_id" = t0."code_id";
--   ? = '1', '2'
DELETE
  FROM "idn_oauth2_authz_code_authorization_details" j0 USING "idn_oauth2_authorization_code" t0
  WHERE t0."code_id" IN ($1, $2)
  AND j0."code_id" = t0."code_id";
--   ? = '1', '2'
DELETE
  FROM "idn_oauth2_authz_code_scope" j0 USING "idn_oauth2_authorization_code" t0
  WHERE t0."code_id" IN ($1, $2)
  AND j0."code_id" = t0."code_id";
--   ? = '1', '2'
DELETE
  FROM "idn_oauth2_authz_code_scope" t0
  WHERE t0."code_id" IN ($1, $2);
--   ? = '1', '2'
DELETE
  FROM "idn_oidc_req_object_reference" j0 USING "idn_oauth2_authorization_code" t0
  WHERE t0."code_id" IN ($1, $2)
  AND j0."code_id" = t0."code_id";
--   ? = '1', '2'
DELETE
  FROM "idn_oauth2_authorization_code" t0
  WHERE t0."code_id" IN ($1, $2);
--   ? = '1', '2'

-- refresh-tokens (safe)
SELECT t0."refresh_token_id" AS key0
  FROM "idn_oauth2_refresh_token" t0
  WHERE TRUE
  AND ((CAST(t0."token_state" AS text) COLLATE "C" IN ($1, $2) AND t0."refresh_token_time_created" < CAST($3 AS timestamp)) OR (CAST(t0."token_state" AS text) COLLATE "C" IN ($4, $5) AND NULLIF(t0."refresh_token_time_created", '-infinity') < CAST($6 AS timestamp) - (CASE WHEN t0."refresh_token_validity_period" >= 1 AND t0."refresh_token_validity_period" < 99999999999990 THEN CAST(t0."refresh_token_validity_period" AS bigint) END) / 1000 * INTERVAL '1 second' - (CASE WHEN t0."refresh_token_validity_period" >= 1 AND t0."refresh_token_validity_period" < 99999999999990 THEN CAST(t0."refresh_token_validity_period" AS bigint) END) % 1000 * INTERVAL '1 millisecond'))
  ORDER BY t0."refresh_token_id"
  LIMIT 1000;
--   ? = 'INACTIVE', 'REVOKED', '2026-01-01 00:00:00.000', 'ACTIVE', 'EXPIRED', '2026-01-01 00:00:00.000'
DELETE
  FROM "idn_oauth2_refresh_token_scope" j0 USING "idn_oauth2_refresh_token" t0
  WHERE t0."refresh_token_id" IN ($1, $2)
  AND j0."refresh_token_id" = t0."refresh_token_id";
--   ? = '1', '2'
DELETE
  FROM "idn_oauth2_refresh_token_scope" t0
  WHERE t0."refresh_token_id" IN ($1, $2);
--   ? = '1', '2'
DELETE
  FROM "idn_oauth2_refresh_token_binding" j0 USING "idn_oauth2_refresh_token" t0
  WHERE t0."refresh_token_id" IN ($1, $2)
  AND j0."refresh_token_id" = t0."refresh_token_id";
--   ? = '1', '2'
DELETE
  FROM "idn_oauth2_refresh_token_binding" t0
  WHERE t0."refresh_token_id" IN ($1, $2);
--   ? = '1', '2'
DELETE
  FROM "idn_oauth2_refresh_token" t0
  WHERE t0."refresh_token_id" IN ($1, $2)
  AND ((CAST(t0."token_state" AS text) COLLATE "C" IN ($3, $4) AND t0."refresh_token_time_created" < CAST($5 AS timestamp)) OR (CAST(t0."token_state" AS text) COLLATE "C" IN ($6, $7) AND NULLIF(t0."refresh_token_time_created", '-infinity') < CAST($8 AS timestamp) - (CASE WHEN t0."refresh_token_validity_period" >= 1 AND t0."refresh_token_validity_period" < 99999999999990 THEN CAST(t0."refresh_token_validity_period" AS bigint) END) / 1000 * INTERVAL '1 second' - (CASE WHEN t0."refresh_token_validity_period" >= 1 AND t0."refresh_token_validity_period" < 99999999999990 THEN CAST(t0."refresh_token_validity_period" AS bigint) END) % 1000 * INTERVAL '1 millisecond'));
--   ? = '1', '2', 'INACTIVE', 'REVOKED', '2026-01-01 00:00:00.000', 'ACTIVE', 'EXPIRED', '2026-01-01 00:00:00.000'

-- ciba-requests (safe)
SELECT t0."auth_code_key" AS key0
  FROM "idn_oauth2_ciba_auth_code" t0
  WHERE TRUE
  AND ((CAST(t0."auth_req_status" AS text) COLLATE "C" IN ($1, $2, $3) AND t0."issued_time" < CAST($4 AS timestamp)) OR NULLIF(t0."issued_time", '-infinity') < CAST($5 AS timestamp) - (CASE WHEN t0."expires_in" >= 1 AND t0."expires_in" < 99999999999 THEN CAST(t0."expires_in" AS bigint) END) / 1000 * INTERVAL '1000 seconds' - (CASE WHEN t0."expires_in" >= 1 AND t0."expires_in" < 99999999999 THEN CAST(t0."expires_in" AS bigint) END) % 1000 * INTERVAL '1 second')
  ORDER BY t0."auth_code_key"
  LIMIT 1000;
--   ? = 'EXPIRED', 'TOKEN_ISSUED', 'FAILED', '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000'
DELETE
  FROM "idn_oauth2_ciba_request_scopes" j0 USING "idn_oauth2_ciba_auth_code" t0
  WHERE t0."auth_code_key" IN ($1, $2)
  AND j0."auth_code_key" = t0."auth_code_key";
--   ? = '1', '2'
DELETE
  FROM "idn_oauth2_ciba_auth_code" t0
  WHERE t0."auth_code_key" IN ($1, $2)
  AND ((CAST(t0."auth_req_status" AS text) COLLATE "C" IN ($3, $4, $5) AND t0."issued_time" < CAST($6 AS timestamp)) OR NULLIF(t0."issued_time", '-infinity') < CAST($7 AS timestamp) - (CASE WHEN t0."expires_in" >= 1 AND t0."expires_in" < 99999999999 THEN CAST(t0."expires_in" AS bigint) END) / 1000 * INTERVAL '1000 seconds' - (CASE WHEN t0."expires_in" >= 1 AND t0."expires_in" < 99999999999 THEN CAST(t0."expires_in" AS bigint) END) % 1000 * INTERVAL '1 second');
--   ? = '1', '2', 'EXPIRED', 'TOKEN_ISSUED', 'FAILED', '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000'

-- device-codes (safe)
SELECT t0."device_code" AS key0
  FROM "idn_oauth2_device_flow" t0
  WHERE TRUE
  AND (t0."expiry_time" < CAST($1 AS timestamp) OR (CAST(t0."status" AS text) COLLATE "C" IN ($2) AND t0."time_created" < CAST($3 AS timestamp)))
  ORDER BY t0."device_code"
  LIMIT 1000;
--   ? = '2026-01-01 00:00:00.000', 'EXPIRED', '2026-01-01 00:00:00.000'
DELETE
  FROM "idn_oauth2_device_flow_scopes" j0 USING "idn_oauth2_device_flow" t0
  WHERE t0."device_code" IN ($1, $2)
  AND j0."scope_id" = t0."code_id";
--   ? = '1', '2'
DELETE
  FROM "idn_oauth2_device_flow" t0
  WHERE t0."device_code" IN ($1, $2)
  AND (t0."expiry_time" < CAST($3 AS timestamp) OR (CAST(t0."status" AS text) COLLATE "C" IN ($4) AND t0."time_created" < CAST($5 AS timestamp)));
--   ? = '1', '2', '2026-01-01 00:00:00.000', 'EXPIRED', '2026-01-01 00:00:00.000'

-- par-requests (safe)
SELECT t0."req_uri_ref" AS key0
  FROM "idn_oauth_par" t0
  WHERE TRUE
  AND (t0."scheduled_expiry" >= CAST($1 AS bigint) AND t0."scheduled_expiry" < CAST($2 AS bigint))
  ORDER BY t0."req_uri_ref"
  LIMIT 1000;
--   ? = '1', '1767225600000'
DELETE
  FROM "idn_oauth_par" t0
  WHERE t0."req_uri_ref" IN ($1, $2)
  AND (t0."scheduled_expiry" >= CAST($3 AS bigint) AND t0."scheduled_expiry" < CAST($4 AS bigint));
--   ? = '1', '2', '1', '1767225600000'

-- jtis (safe)
SELECT t0."jwt_id" AS key0, t0."tenant_id" AS key1
  FROM "idn_oidc_jti" t0
  WHERE TRUE
  AND t0."exp_time" < CAST($1 AS timestamp)
  ORDER BY t0."jwt_id", t0."tenant_id"
  LIMIT 1000;
--   ? = '2026-01-01 00:00:00.000'
DELETE
  FROM "idn_oidc_jti" t0
  WHERE (t0."jwt_id", t0."tenant_id") IN (VALUES (CAST($1 AS text), CAST(CAST($2 AS bigint) AS bigint)), ($3, CAST($4 AS bigint)))
  AND t0."exp_time" < CAST($5 AS timestamp);
--   ? = '1', '1', '2', '2', '2026-01-01 00:00:00.000'

-- revoked-jwts (safe)
SELECT t0."uuid" AS key0
  FROM "am_revoked_jwt" t0
  WHERE TRUE
  AND ((t0."expiry_timestamp" >= CAST($1 AS bigint) AND t0."expiry_timestamp" < CAST($2 AS bigint)) AND ((t0."expiry_timestamp" >= CAST($3 AS bigint)) OR (t0."expiry_timestamp" >= CAST($4 AS bigint) AND t0."expiry_timestamp" < CAST($5 AS bigint))))
  ORDER BY t0."uuid"
  LIMIT 1000;
--   ? = '1', '1767225600000', '100000000000', '1', '1767225600'
DELETE
  FROM "am_revoked_jwt" t0
  WHERE t0."uuid" IN ($1, $2)
  AND ((t0."expiry_timestamp" >= CAST($3 AS bigint) AND t0."expiry_timestamp" < CAST($4 AS bigint)) AND ((t0."expiry_timestamp" >= CAST($5 AS bigint)) OR (t0."expiry_timestamp" >= CAST($6 AS bigint) AND t0."expiry_timestamp" < CAST($7 AS bigint))));
--   ? = '1', '2', '1', '1767225600000', '100000000000', '1', '1767225600'

-- invalid-tokens (safe)
SELECT t0."uuid" AS key0
  FROM "idn_invalid_tokens" t0
  WHERE TRUE
  AND t0."expiry_timestamp" < CAST($1 AS timestamp)
  ORDER BY t0."uuid"
  LIMIT 1000;
--   ? = '2026-01-01 00:00:00.000'
DELETE
  FROM "idn_invalid_tokens" t0
  WHERE t0."uuid" IN ($1, $2)
  AND t0."expiry_timestamp" < CAST($3 AS timestamp);
--   ? = '1', '2', '2026-01-01 00:00:00.000'

-- revoked-tokens (safe)
SELECT t0."uuid" AS key0
  FROM "idn_oauth2_revoked_tokens" t0
  WHERE TRUE
  AND t0."expiry_timestamp" < CAST($1 AS timestamp)
  ORDER BY t0."uuid"
  LIMIT 1000;
--   ? = '2026-01-01 00:00:00.000'
DELETE
  FROM "idn_oauth2_revoked_tokens" t0
  WHERE t0."uuid" IN ($1, $2)
  AND t0."expiry_timestamp" < CAST($3 AS timestamp);
--   ? = '1', '2', '2026-01-01 00:00:00.000'

-- subject-revocations (safe)
SELECT t0."event_id" AS key0
  FROM "idn_subject_entity_revoked_event" t0
  WHERE TRUE
  AND (t0."time_revoked" < CAST($1 AS timestamp) AND (EXISTS (SELECT 1 FROM "idn_oauth_consumer_apps" t1 WHERE ((NULLIF(t0."time_revoked", '-infinity') < CAST($2 AS timestamp) - (CASE WHEN t1."user_access_token_expire_time" >= 1 AND t1."user_access_token_expire_time" < 99999999999 THEN CAST(t1."user_access_token_expire_time" AS bigint) END) / 1000 * INTERVAL '1000 seconds' - (CASE WHEN t1."user_access_token_expire_time" >= 1 AND t1."user_access_token_expire_time" < 99999999999 THEN CAST(t1."user_access_token_expire_time" AS bigint) END) % 1000 * INTERVAL '1 second') IS NOT TRUE OR (NULLIF(t0."time_revoked", '-infinity') < CAST($3 AS timestamp) - (CASE WHEN t1."app_access_token_expire_time" >= 1 AND t1."app_access_token_expire_time" < 99999999999 THEN CAST(t1."app_access_token_expire_time" AS bigint) END) / 1000 * INTERVAL '1000 seconds' - (CASE WHEN t1."app_access_token_expire_time" >= 1 AND t1."app_access_token_expire_time" < 99999999999 THEN CAST(t1."app_access_token_expire_time" AS bigint) END) % 1000 * INTERVAL '1 second') IS NOT TRUE))) IS NOT TRUE)
  ORDER BY t0."event_id"
  LIMIT 1000;
--   ? = '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000'
DELETE
  FROM "idn_subject_entity_revoked_event" t0
  WHERE t0."event_id" IN ($1, $2);
--   ? = '1', '2'

-- app-revocations (safe)
SELECT t0."event_id" AS key0
  FROM "idn_app_revoked_event" t0
  WHERE TRUE
  AND (t0."time_revoked" < CAST($1 AS timestamp) AND (EXISTS (SELECT 1 FROM "idn_oauth_consumer_apps" t1 WHERE ((NULLIF(t0."time_revoked", '-infinity') < CAST($2 AS timestamp) - (CASE WHEN t1."user_access_token_expire_time" >= 1 AND t1."user_access_token_expire_time" < 99999999999 THEN CAST(t1."user_access_token_expire_time" AS bigint) END) / 1000 * INTERVAL '1000 seconds' - (CASE WHEN t1."user_access_token_expire_time" >= 1 AND t1."user_access_token_expire_time" < 99999999999 THEN CAST(t1."user_access_token_expire_time" AS bigint) END) % 1000 * INTERVAL '1 second') IS NOT TRUE OR (NULLIF(t0."time_revoked", '-infinity') < CAST($3 AS timestamp) - (CASE WHEN t1."app_access_token_expire_time" >= 1 AND t1."app_access_token_expire_time" < 99999999999 THEN CAST(t1."app_access_token_expire_time" AS bigint) END) / 1000 * INTERVAL '1000 seconds' - (CASE WHEN t1."app_access_token_expire_time" >= 1 AND t1."app_access_token_expire_time" < 99999999999 THEN CAST(t1."app_access_token_expire_time" AS bigint) END) % 1000 * INTERVAL '1 second') IS NOT TRUE))) IS NOT TRUE)
  ORDER BY t0."event_id"
  LIMIT 1000;
--   ? = '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000'
DELETE
  FROM "idn_app_revoked_event" t0
  WHERE t0."event_id" IN ($1, $2);
--   ? = '1', '2'

-- uma-tickets (safe)
SELECT t0."id" AS key0
  FROM "idn_uma_permission_ticket" t0
  WHERE TRUE
  AND t0."expiry_time" < CAST($1 AS timestamp)
  ORDER BY t0."id"
  LIMIT 1000;
--   ? = '2026-01-01 00:00:00.000'
DELETE
  FROM "idn_uma_pt_resource_scope" j1 USING "idn_uma_permission_ticket" t0, "idn_uma_pt_resource" j0
  WHERE t0."id" IN (CAST($1 AS bigint), CAST($2 AS bigint))
  AND j0."pt_id" = t0."id"
  AND j1."pt_resource_id" = j0."id";
--   ? = '1', '2'
DELETE
  FROM "idn_uma_pt_resource" j0 USING "idn_uma_permission_ticket" t0
  WHERE t0."id" IN (CAST($1 AS bigint), CAST($2 AS bigint))
  AND j0."pt_id" = t0."id";
--   ? = '1', '2'
DELETE
  FROM "idn_uma_pt_resource" t0
  WHERE t0."pt_id" IN (CAST($1 AS bigint), CAST($2 AS bigint));
--   ? = '1', '2'
DELETE
  FROM "idn_uma_permission_ticket" t0
  WHERE t0."id" IN (CAST($1 AS bigint), CAST($2 AS bigint))
  AND t0."expiry_time" < CAST($3 AS timestamp);
--   ? = '1', '2', '2026-01-01 00:00:00.000'

-- sessions (safe)
SELECT t0."session_id" AS key0, t0."session_type" AS key1, t0."time_created" AS key2, t0."operation" AS key3
  FROM "idn_auth_session_store" t0
  WHERE TRUE
  AND (((t0."expiry_time" >= CAST($1 AS bigint) AND t0."expiry_time" < CAST($2 AS bigint)) OR ((t0."time_created" < CAST($3 AS bigint)) AND (CAST(t0."operation" AS text) COLLATE "C" IN ($4) OR EXISTS (SELECT 1 FROM "idn_auth_session_store" t1 WHERE t1."session_id" = t0."session_id" AND t1."session_type" = t0."session_type" AND t1."time_created" > t0."time_created" AND (t1."time_created" < CAST($5 AS bigint)))))) AND (EXISTS (SELECT 1 FROM "idn_auth_session_store" t1 WHERE t1."session_id" = t0."session_id" AND t1."session_type" = t0."session_type" AND t1."time_created" <= t0."time_created" AND (CAST(t1."operation" AS text) COLLATE "C" IN ($6) AND (((t1."expiry_time" >= CAST($7 AS bigint) AND t1."expiry_time" < CAST($8 AS bigint)) OR ((t1."time_created" < CAST($9 AS bigint)) AND (CAST(t1."operation" AS text) COLLATE "C" IN ($10) OR EXISTS (SELECT 1 FROM "idn_auth_session_store" t2 WHERE t2."session_id" = t1."session_id" AND t2."session_type" = t1."session_type" AND t2."time_created" > t1."time_created" AND (t2."time_created" < CAST($11 AS bigint))))))) IS NOT TRUE))) IS NOT TRUE)
  ORDER BY t0."session_id", t0."session_type", t0."time_created", t0."operation"
  LIMIT 1000;
--   ? = '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', 'STORE', '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000'
DELETE
  FROM "idn_auth_session_store" t0
  WHERE (t0."session_id", t0."session_type", t0."time_created", t0."operation") IN (VALUES (CAST($1 AS text), CAST($2 AS text), CAST(CAST($3 AS bigint) AS bigint), CAST($4 AS text)), ($5, $6, CAST($7 AS bigint), $8));
--   ? = '1', '1', '1', '1', '2', '2', '2', '2'

-- temporary-sessions (safe)
SELECT t0."session_id" AS key0, t0."session_type" AS key1, t0."time_created" AS key2, t0."operation" AS key3
  FROM "idn_auth_temp_session_store" t0
  WHERE TRUE
  AND (((t0."expiry_time" >= CAST($1 AS bigint) AND t0."expiry_time" < CAST($2 AS bigint)) OR ((t0."time_created" < CAST($3 AS bigint)) AND (CAST(t0."operation" AS text) COLLATE "C" IN ($4) OR EXISTS (SELECT 1 FROM "idn_auth_temp_session_store" t1 WHERE t1."session_id" = t0."session_id" AND t1."session_type" = t0."session_type" AND t1."time_created" > t0."time_created" AND (t1."time_created" < CAST($5 AS bigint)))))) AND (EXISTS (SELECT 1 FROM "idn_auth_temp_session_store" t1 WHERE t1."session_id" = t0."session_id" AND t1."session_type" = t0."session_type" AND t1."time_created" <= t0."time_created" AND (CAST(t1."operation" AS text) COLLATE "C" IN ($6) AND (((t1."expiry_time" >= CAST($7 AS bigint) AND t1."expiry_time" < CAST($8 AS bigint)) OR ((t1."time_created" < CAST($9 AS bigint)) AND (CAST(t1."operation" AS text) COLLATE "C" IN ($10) OR EXISTS (SELECT 1 FROM "idn_auth_temp_session_store" t2 WHERE t2."session_id" = t1."session_id" AND t2."session_type" = t1."session_type" AND t2."time_created" > t1."time_created" AND (t2."time_created" < CAST($11 AS bigint))))))) IS NOT TRUE))) IS NOT TRUE)
  ORDER BY t0."session_id", t0."session_type", t0."time_created", t0."operation"
  LIMIT 1000;
--   ? = '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', 'STORE', '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000'
DELETE
  FROM "idn_auth_temp_session_store" t0
  WHERE (t0."session_id", t0."session_type", t0."time_created", t0."operation") IN (VALUES (CAST($1 AS text), CAST($2 AS text), CAST(CAST($3 AS bigint) AS bigint), CAST($4 AS text)), ($5, $6, CAST($7 AS bigint), $8));
--   ? = '1', '1', '1', '1', '2', '2', '2', '2'

-- session-users (safe)
SELECT t0."id" AS key0
  FROM "idn_auth_user_session_mapping" t0
  WHERE TRUE
  AND (((EXISTS (SELECT 1 FROM "idn_auth_session_store" t1 WHERE t1."session_id" = t0."session_id" AND ((((t1."expiry_time" >= CAST($1 AS bigint) AND t1."expiry_time" < CAST($2 AS bigint)) OR ((t1."time_created" < CAST($3 AS bigint)) AND (CAST(t1."operation" AS text) COLLATE "C" IN ($4) OR EXISTS (SELECT 1 FROM "idn_auth_session_store" t2 WHERE t2."session_id" = t1."session_id" AND t2."session_type" = t1."session_type" AND t2."time_created" > t1."time_created" AND (t2."time_created" < CAST($5 AS bigint)))))) AND (EXISTS (SELECT 1 FROM "idn_auth_session_store" t2 WHERE t2."session_id" = t1."session_id" AND t2."session_type" = t1."session_type" AND t2."time_created" <= t1."time_created" AND (CAST(t2."operation" AS text) COLLATE "C" IN ($6) AND (((t2."expiry_time" >= CAST($7 AS bigint) AND t2."expiry_time" < CAST($8 AS bigint)) OR ((t2."time_created" < CAST($9 AS bigint)) AND (CAST(t2."operation" AS text) COLLATE "C" IN ($10) OR EXISTS (SELECT 1 FROM "idn_auth_session_store" t3 WHERE t3."session_id" = t2."session_id" AND t3."session_type" = t2."session_type" AND t3."time_created" > t2."time_created" AND (t3."time_created" < CAST($11 AS bigint))))))) IS NOT TRUE))) IS NOT TRUE)) IS NOT TRUE)) IS NOT TRUE AND (EXISTS (SELECT 1 FROM "idn_auth_temp_session_store" t1 WHERE t1."session_id" = t0."session_id" AND ((((t1."expiry_time" >= CAST($12 AS bigint) AND t1."expiry_time" < CAST($13 AS bigint)) OR ((t1."time_created" < CAST($14 AS bigint)) AND (CAST(t1."operation" AS text) COLLATE "C" IN ($15) OR EXISTS (SELECT 1 FROM "idn_auth_temp_session_store" t2 WHERE t2."session_id" = t1."session_id" AND t2."session_type" = t1."session_type" AND t2."time_created" > t1."time_created" AND (t2."time_created" < CAST($16 AS bigint)))))) AND (EXISTS (SELECT 1 FROM "idn_auth_temp_session_store" t2 WHERE t2."session_id" = t1."session_id" AND t2."session_type" = t1."session_type" AND t2."time_created" <= t1."time_created" AND (CAST(t2."operation" AS text) COLLATE "C" IN ($17) AND (((t2."expiry_time" >= CAST($18 AS bigint) AND t2."expiry_time" < CAST($19 AS bigint)) OR ((t2."time_created" < CAST($20 AS bigint)) AND (CAST(t2."operation" AS text) COLLATE "C" IN ($21) OR EXISTS (SELECT 1 FROM "idn_auth_temp_session_store" t3 WHERE t3."session_id" = t2."session_id" AND t3."session_type" = t2."session_type" AND t3."time_created" > t2."time_created" AND (t3."time_created" < CAST($22 AS bigint))))))) IS NOT TRUE))) IS NOT TRUE)) IS NOT TRUE)) IS NOT TRUE) AND EXISTS (SELECT 1 FROM "idn_auth_session_meta_data" t1 WHERE t1."session_id" = t0."session_id" AND (CAST(t1."property_type" AS text) COLLATE "C" IN ($23, $24) AND (CASE WHEN CAST(t1."value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t1."value" AS text) AS bigint) END >= CAST($25 AS bigint) AND CASE WHEN CAST(t1."value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t1."value" AS text) AS bigint) END < CAST($26 AS bigint)))) AND (EXISTS (SELECT 1 FROM "idn_auth_session_meta_data" t1 WHERE t1."session_id" = t0."session_id" AND (CAST(t1."property_type" AS text) COLLATE "C" IN ($27, $28) AND ((CASE WHEN CAST(t1."value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t1."value" AS text) AS bigint) END >= CAST($29 AS bigint) AND CASE WHEN CAST(t1."value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t1."value" AS text) AS bigint) END < CAST($30 AS bigint))) IS NOT TRUE))) IS NOT TRUE)
  ORDER BY t0."id"
  LIMIT 1000;
--   ? = '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', 'STORE', '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', 'STORE', '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', 'Login Time', 'Last Access Time', '1', '1765929600000', 'Login Time', 'Last Access Time', '1', '1765929600000'
DELETE
  FROM "idn_auth_user_session_mapping" t0
  WHERE t0."id" IN (CAST($1 AS bigint), CAST($2 AS bigint));
--   ? = '1', '2'

-- session-apps (safe)
SELECT t0."session_id" AS key0, t0."subject" AS key1, t0."app_id" AS key2, t0."inbound_auth_type" AS key3
  FROM "idn_auth_session_app_info" t0
  WHERE TRUE
  AND (((EXISTS (SELECT 1 FROM "idn_auth_session_store" t1 WHERE t1."session_id" = t0."session_id" AND ((((t1."expiry_time" >= CAST($1 AS bigint) AND t1."expiry_time" < CAST($2 AS bigint)) OR ((t1."time_created" < CAST($3 AS bigint)) AND (CAST(t1."operation" AS text) COLLATE "C" IN ($4) OR EXISTS (SELECT 1 FROM "idn_auth_session_store" t2 WHERE t2."session_id" = t1."session_id" AND t2."session_type" = t1."session_type" AND t2."time_created" > t1."time_created" AND (t2."time_created" < CAST($5 AS bigint)))))) AND (EXISTS (SELECT 1 FROM "idn_auth_session_store" t2 WHERE t2."session_id" = t1."session_id" AND t2."session_type" = t1."session_type" AND t2."time_created" <= t1."time_created" AND (CAST(t2."operation" AS text) COLLATE "C" IN ($6) AND (((t2."expiry_time" >= CAST($7 AS bigint) AND t2."expiry_time" < CAST($8 AS bigint)) OR ((t2."time_created" < CAST($9 AS bigint)) AND (CAST(t2."operation" AS text) COLLATE "C" IN ($10) OR EXISTS (SELECT 1 FROM "idn_auth_session_store" t3 WHERE t3."session_id" = t2."session_id" AND t3."session_type" = t2."session_type" AND t3."time_created" > t2."time_created" AND (t3."time_created" < CAST($11 AS bigint))))))) IS NOT TRUE))) IS NOT TRUE)) IS NOT TRUE)) IS NOT TRUE AND (EXISTS (SELECT 1 FROM "idn_auth_temp_session_store" t1 WHERE t1."session_id" = t0."session_id" AND ((((t1."expiry_time" >= CAST($12 AS bigint) AND t1."expiry_time" < CAST($13 AS bigint)) OR ((t1."time_created" < CAST($14 AS bigint)) AND (CAST(t1."operation" AS text) COLLATE "C" IN ($15) OR EXISTS (SELECT 1 FROM "idn_auth_temp_session_store" t2 WHERE t2."session_id" = t1."session_id" AND t2."session_type" = t1."session_type" AND t2."time_created" > t1."time_created" AND (t2."time_created" < CAST($16 AS bigint)))))) AND (EXISTS (SELECT 1 FROM "idn_auth_temp_session_store" t2 WHERE t2."session_id" = t1."session_id" AND t2."session_type" = t1."session_type" AND t2."time_created" <= t1."time_created" AND (CAST(t2."operation" AS text) COLLATE "C" IN ($17) AND (((t2."expiry_time" >= CAST($18 AS bigint) AND t2."expiry_time" < CAST($19 AS bigint)) OR ((t2."time_created" < CAST($20 AS bigint)) AND (CAST(t2."operation" AS text) COLLATE "C" IN ($21) OR EXISTS (SELECT 1 FROM "idn_auth_temp_session_store" t3 WHERE t3."session_id" = t2."session_id" AND t3."session_type" = t2."session_type" AND t3."time_created" > t2."time_created" AND (t3."time_created" < CAST($22 AS bigint))))))) IS NOT TRUE))) IS NOT TRUE)) IS NOT TRUE)) IS NOT TRUE) AND EXISTS (SELECT 1 FROM "idn_auth_session_meta_data" t1 WHERE t1."session_id" = t0."session_id" AND (CAST(t1."property_type" AS text) COLLATE "C" IN ($23, $24) AND (CASE WHEN CAST(t1."value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t1."value" AS text) AS bigint) END >= CAST($25 AS bigint) AND CASE WHEN CAST(t1."value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t1."value" AS text) AS bigint) END < CAST($26 AS bigint)))) AND (EXISTS (SELECT 1 FROM "idn_auth_session_meta_data" t1 WHERE t1."session_id" = t0."session_id" AND (CAST(t1."property_type" AS text) COLLATE "C" IN ($27, $28) AND ((CASE WHEN CAST(t1."value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t1."value" AS text) AS bigint) END >= CAST($29 AS bigint) AND CASE WHEN CAST(t1."value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t1."value" AS text) AS bigint) END < CAST($30 AS bigint))) IS NOT TRUE))) IS NOT TRUE)
  ORDER BY t0."session_id", t0."subject", t0."app_id", t0."inbound_auth_type"
  LIMIT 1000;
--   ? = '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', 'STORE', '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', 'STORE', '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', 'Login Time', 'Last Access Time', '1', '1765929600000', 'Login Time', 'Last Access Time', '1', '1765929600000'
DELETE
  FROM "idn_auth_session_app_info" t0
  WHERE (t0."session_id", t0."subject", t0."app_id", t0."inbound_auth_type") IN (VALUES (CAST($1 AS text), CAST($2 AS text), CAST(CAST($3 AS bigint) AS bigint), CAST($4 AS text)), ($5, $6, CAST($7 AS bigint), $8));
--   ? = '1', '1', '1', '1', '2', '2', '2', '2'

-- session-metadata (safe)
SELECT t0."session_id" AS key0, t0."property_type" AS key1, t0."value" AS key2
  FROM "idn_auth_session_meta_data" t0
  WHERE TRUE
  AND (((EXISTS (SELECT 1 FROM "idn_auth_session_store" t1 WHERE t1."session_id" = t0."session_id" AND ((((t1."expiry_time" >= CAST($1 AS bigint) AND t1."expiry_time" < CAST($2 AS bigint)) OR ((t1."time_created" < CAST($3 AS bigint)) AND (CAST(t1."operation" AS text) COLLATE "C" IN ($4) OR EXISTS (SELECT 1 FROM "idn_auth_session_store" t2 WHERE t2."session_id" = t1."session_id" AND t2."session_type" = t1."session_type" AND t2."time_created" > t1."time_created" AND (t2."time_created" < CAST($5 AS bigint)))))) AND (EXISTS (SELECT 1 FROM "idn_auth_session_store" t2 WHERE t2."session_id" = t1."session_id" AND t2."session_type" = t1."session_type" AND t2."time_created" <= t1."time_created" AND (CAST(t2."operation" AS text) COLLATE "C" IN ($6) AND (((t2."expiry_time" >= CAST($7 AS bigint) AND t2."expiry_time" < CAST($8 AS bigint)) OR ((t2."time_created" < CAST($9 AS bigint)) AND (CAST(t2."operation" AS text) COLLATE "C" IN ($10) OR EXISTS (SELECT 1 FROM "idn_auth_session_store" t3 WHERE t3."session_id" = t2."session_id" AND t3."session_type" = t2."session_type" AND t3."time_created" > t2."time_created" AND (t3."time_created" < CAST($11 AS bigint))))))) IS NOT TRUE))) IS NOT TRUE)) IS NOT TRUE)) IS NOT TRUE AND (EXISTS (SELECT 1 FROM "idn_auth_temp_session_store" t1 WHERE t1."session_id" = t0."session_id" AND ((((t1."expiry_time" >= CAST($12 AS bigint) AND t1."expiry_time" < CAST($13 AS bigint)) OR ((t1."time_created" < CAST($14 AS bigint)) AND (CAST(t1."operation" AS text) COLLATE "C" IN ($15) OR EXISTS (SELECT 1 FROM "idn_auth_temp_session_store" t2 WHERE t2."session_id" = t1."session_id" AND t2."session_type" = t1."session_type" AND t2."time_created" > t1."time_created" AND (t2."time_created" < CAST($16 AS bigint)))))) AND (EXISTS (SELECT 1 FROM "idn_auth_temp_session_store" t2 WHERE t2."session_id" = t1."session_id" AND t2."session_type" = t1."session_type" AND t2."time_created" <= t1."time_created" AND (CAST(t2."operation" AS text) COLLATE "C" IN ($17) AND (((t2."expiry_time" >= CAST($18 AS bigint) AND t2."expiry_time" < CAST($19 AS bigint)) OR ((t2."time_created" < CAST($20 AS bigint)) AND (CAST(t2."operation" AS text) COLLATE "C" IN ($21) OR EXISTS (SELECT 1 FROM "idn_auth_temp_session_store" t3 WHERE t3."session_id" = t2."session_id" AND t3."session_type" = t2."session_type" AND t3."time_created" > t2."time_created" AND (t3."time_created" < CAST($22 AS bigint))))))) IS NOT TRUE))) IS NOT TRUE)) IS NOT TRUE)) IS NOT TRUE) AND (EXISTS (SELECT 1 FROM "idn_auth_session_meta_data" t1 WHERE t1."session_id" = t0."session_id" AND (CAST(t1."property_type" AS text) COLLATE "C" IN ($23, $24) AND ((CASE WHEN CAST(t1."value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t1."value" AS text) AS bigint) END >= CAST($25 AS bigint) AND CASE WHEN CAST(t1."value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t1."value" AS text) AS bigint) END < CAST($26 AS bigint))) IS NOT TRUE))) IS NOT TRUE AND (EXISTS (SELECT 1 FROM "idn_auth_user_session_mapping" t1 WHERE t1."session_id" = t0."session_id" AND ((((EXISTS (SELECT 1 FROM "idn_auth_session_store" t2 WHERE t2."session_id" = t1."session_id" AND ((((t2."expiry_time" >= CAST($27 AS bigint) AND t2."expiry_time" < CAST($28 AS bigint)) OR ((t2."time_created" < CAST($29 AS bigint)) AND (CAST(t2."operation" AS text) COLLATE "C" IN ($30) OR EXISTS (SELECT 1 FROM "idn_auth_session_store" t3 WHERE t3."session_id" = t2."session_id" AND t3."session_type" = t2."session_type" AND t3."time_created" > t2."time_created" AND (t3."time_created" < CAST($31 AS bigint)))))) AND (EXISTS (SELECT 1 FROM "idn_auth_session_store" t3 WHERE t3."session_id" = t2."session_id" AND t3."session_type" = t2."session_type" AND t3."time_created" <= t2."time_created" AND (CAST(t3."operation" AS text) COLLATE "C" IN ($32) AND (((t3."expiry_time" >= CAST($33 AS bigint) AND t3."expiry_time" < CAST($34 AS bigint)) OR ((t3."time_created" < CAST($35 AS bigint)) AND (CAST(t3."operation" AS text) COLLATE "C" IN ($36) OR EXISTS (SELECT 1 FROM "idn_auth_session_store" t4 WHERE t4."session_id" = t3."session_id" AND t4."session_type" = t3."session_type" AND t4."time_created" > t3."time_created" AND (t4."time_created" < CAST($37 AS bigint))))))) IS NOT TRUE))) IS NOT TRUE)) IS NOT TRUE)) IS NOT TRUE AND (EXISTS (SELECT 1 FROM "idn_auth_temp_session_store" t2 WHERE t2."session_id" = t1."session_id" AND ((((t2."expiry_time" >= CAST($38 AS bigint) AND t2."expiry_time" < CAST($39 AS bigint)) OR ((t2."time_created" < CAST($40 AS bigint)) AND (CAST(t2."operation" AS text) COLLATE "C" IN ($41) OR EXISTS (SELECT 1 FROM "idn_auth_temp_session_store" t3 WHERE t3."session_id" = t2."session_id" AND t3."session_type" = t2."session_type" AND t3."time_created" > t2."time_created" AND (t3."time_created" < CAST($42 AS bigint)))))) AND (EXISTS (SELECT 1 FROM "idn_auth_temp_session_store" t3 WHERE t3."session_id" = t2."session_id" AND t3."session_type" = t2."session_type" AND t3."time_created" <= t2."time_created" AND (CAST(t3."operation" AS text) COLLATE "C" IN ($43) AND (((t3."expiry_time" >= CAST($44 AS bigint) AND t3."expiry_time" < CAST($45 AS bigint)) OR ((t3."time_created" < CAST($46 AS bigint)) AND (CAST(t3."operation" AS text) COLLATE "C" IN ($47) OR EXISTS (SELECT 1 FROM "idn_auth_temp_session_store" t4 WHERE t4."session_id" = t3."session_id" AND t4."session_type" = t3."session_type" AND t4."time_created" > t3."time_created" AND (t4."time_created" < CAST($48 AS bigint))))))) IS NOT TRUE))) IS NOT TRUE)) IS NOT TRUE)) IS NOT TRUE) AND EXISTS (SELECT 1 FROM "idn_auth_session_meta_data" t2 WHERE t2."session_id" = t1."session_id" AND (CAST(t2."property_type" AS text) COLLATE "C" IN ($49, $50) AND (CASE WHEN CAST(t2."value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t2."value" AS text) AS bigint) END >= CAST($51 AS bigint) AND CASE WHEN CAST(t2."value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t2."value" AS text) AS bigint) END < CAST($52 AS bigint)))) AND (EXISTS (SELECT 1 FROM "idn_auth_session_meta_data" t2 WHERE t2."session_id" = t1."session_id" AND (CAST(t2."property_type" AS text) COLLATE "C" IN ($53, $54) AND ((CASE WHEN CAST(t2."value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t2."value" AS text) AS bigint) END >= CAST($55 AS bigint) AND CASE WHEN CAST(t2."value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t2."value" AS text) AS bigint) END < CAST($56 AS bigint))) IS NOT TRUE))) IS NOT TRUE)) IS NOT TRUE)) IS NOT TRUE AND (EXISTS (SELECT 1 FROM "idn_auth_session_app_info" t1 WHERE t1."session_id" = t0."session_id" AND ((((EXISTS (SELECT 1 FROM "idn_auth_session_store" t2 WHERE t2."session_id" = t1."session_id" AND ((((t2."expiry_time" >= CAST($57 AS bigint) AND t2."expiry_time" < CAST($58 AS bigint)) OR ((t2."time_created" < CAST($59 AS bigint)) AND (CAST(t2."operation" AS text) COLLATE "C" IN ($60) OR EXISTS (SELECT 1 FROM "idn_auth_session_store" t3 WHERE t3."session_id" = t2."session_id" AND t3."session_type" = t2."session_type" AND t3."time_created" > t2."time_created" AND (t3."time_created" < CAST($61 AS bigint)))))) AND (EXISTS (SELECT 1 FROM "idn_auth_session_store" t3 WHERE t3."session_id" = t2."session_id" AND t3."session_type" = t2."session_type" AND t3."time_created" <= t2."time_created" AND (CAST(t3."operation" AS text) COLLATE "C" IN ($62) AND (((t3."expiry_time" >= CAST($63 AS bigint) AND t3."expiry_time" < CAST($64 AS bigint)) OR ((t3."time_created" < CAST($65 AS bigint)) AND (CAST(t3."operation" AS text) COLLATE "C" IN ($66) OR EXISTS (SELECT 1 FROM "idn_auth_session_store" t4 WHERE t4."session_id" = t3."session_id" AND t4."session_type" = t3."session_type" AND t4."time_created" > t3."time_created" AND (t4."time_created" < CAST($67 AS bigint))))))) IS NOT TRUE))) IS NOT TRUE)) IS NOT TRUE)) IS NOT TRUE AND (EXISTS (SELECT 1 FROM "idn_auth_temp_session_store" t2 WHERE t2."session_id" = t1."session_id" AND ((((t2."expiry_time" >= CAST($68 AS bigint) AND t2."expiry_time" < CAST($69 AS bigint)) OR ((t2."time_created" < CAST($70 AS bigint)) AND (CAST(t2."operation" AS text) COLLATE "C" IN ($71) OR EXISTS (SELECT 1 FROM "idn_auth_temp_session_store" t3 WHERE t3."session_id" = t2."session_id" AND t3."session_type" = t2."session_type" AND t3."time_created" > t2."time_created" AND (t3."time_created" < CAST($72 AS bigint)))))) AND (EXISTS (SELECT 1 FROM "idn_auth_temp_session_store" t3 WHERE t3."session_id" = t2."session_id" AND t3."session_type" = t2."session_type" AND t3."time_created" <= t2."time_created" AND (CAST(t3."operation" AS text) COLLATE "C" IN ($73) AND (((t3."expiry_time" >= CAST($74 AS bigint) AND t3."expiry_time" < CAST($75 AS bigint)) OR ((t3."time_created" < CAST($76 AS bigint)) AND (CAST(t3."operation" AS text) COLLATE "C" IN ($77) OR EXISTS (SELECT 1 FROM "idn_auth_temp_session_store" t4 WHERE t4."session_id" = t3."session_id" AND t4."session_type" = t3."session_type" AND t4."time_created" > t3."time_created" AND (t4."time_created" < CAST($78 AS bigint))))))) IS NOT TRUE))) IS NOT TRUE)) IS NOT TRUE)) IS NOT TRUE) AND EXISTS (SELECT 1 FROM "idn_auth_session_meta_data" t2 WHERE t2."session_id" = t1."session_id" AND (CAST(t2."property_type" AS text) COLLATE "C" IN ($79, $80) AND (CASE WHEN CAST(t2."value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t2."value" AS text) AS bigint) END >= CAST($81 AS bigint) AND CASE WHEN CAST(t2."value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t2."value" AS text) AS bigint) END < CAST($82 AS bigint)))) AND (EXISTS (SELECT 1 FROM "idn_auth_session_meta_data" t2 WHERE t2."session_id" = t1."session_id" AND (CAST(t2."property_type" AS text) COLLATE "C" IN ($83, $84) AND ((CASE WHEN CAST(t2."value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t2."value" AS text) AS bigint) END >= CAST($85 AS bigint) AND CASE WHEN CAST(t2."value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t2."value" AS text) AS bigint) END < CAST($86 AS bigint))) IS NOT TRUE))) IS NOT TRUE)) IS NOT TRUE)) IS NOT TRUE)
  ORDER BY t0."session_id", t0."property_type", t0."value"
  LIMIT 1000;
--   ? = '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', 'STORE', '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', 'STORE', '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', 'Login Time', 'Last Access Time', '1', '1765929600000', '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', 'STORE', '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', 'STORE', '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', 'Login Time', 'Last Access Time', '1', '1765929600000', 'Login Time', 'Last Access Time', '1', '1765929600000', '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', 'STORE', '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', 'STORE', '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', 'Login Time', 'Last Access Time', '1', '1765929600000', 'Login Time', 'Last Access Time', '1', '1765929600000'
DELETE
  FROM "idn_auth_session_meta_data" t0
  WHERE (t0."session_id", t0."property_type", t0."value") IN (VALUES (CAST($1 AS text), CAST($2 AS text), CAST($3 AS text)), ($4, $5, $6));
--   ? = '1', '1', '1', '2', '2', '2'

-- federated-sessions (safe)
SELECT t0."id" AS key0
  FROM "idn_fed_auth_session_mapping" t0
  WHERE TRUE
  AND (((EXISTS (SELECT 1 FROM "idn_auth_session_store" t1 WHERE t1."session_id" = t0."session_id" AND ((((t1."expiry_time" >= CAST($1 AS bigint) AND t1."expiry_time" < CAST($2 AS bigint)) OR ((t1."time_created" < CAST($3 AS bigint)) AND (CAST(t1."operation" AS text) COLLATE "C" IN ($4) OR EXISTS (SELECT 1 FROM "idn_auth_session_store" t2 WHERE t2."session_id" = t1."session_id" AND t2."session_type" = t1."session_type" AND t2."time_created" > t1."time_created" AND (t2."time_created" < CAST($5 AS bigint)))))) AND (EXISTS (SELECT 1 FROM "idn_auth_session_store" t2 WHERE t2."session_id" = t1."session_id" AND t2."session_type" = t1."session_type" AND t2."time_created" <= t1."time_created" AND (CAST(t2."operation" AS text) COLLATE "C" IN ($6) AND (((t2."expiry_time" >= CAST($7 AS bigint) AND t2."expiry_time" < CAST($8 AS bigint)) OR ((t2."time_created" < CAST($9 AS bigint)) AND (CAST(t2."operation" AS text) COLLATE "C" IN ($10) OR EXISTS (SELECT 1 FROM "idn_auth_session_store" t3 WHERE t3."session_id" = t2."session_id" AND t3."session_type" = t2."session_type" AND t3."time_created" > t2."time_created" AND (t3."time_created" < CAST($11 AS bigint))))))) IS NOT TRUE))) IS NOT TRUE)) IS NOT TRUE)) IS NOT TRUE AND (EXISTS (SELECT 1 FROM "idn_auth_temp_session_store" t1 WHERE t1."session_id" = t0."session_id" AND ((((t1."expiry_time" >= CAST($12 AS bigint) AND t1."expiry_time" < CAST($13 AS bigint)) OR ((t1."time_created" < CAST($14 AS bigint)) AND (CAST(t1."operation" AS text) COLLATE "C" IN ($15) OR EXISTS (SELECT 1 FROM "idn_auth_temp_session_store" t2 WHERE t2."session_id" = t1."session_id" AND t2."session_type" = t1."session_type" AND t2."time_created" > t1."time_created" AND (t2."time_created" < CAST($16 AS bigint)))))) AND (EXISTS (SELECT 1 FROM "idn_auth_temp_session_store" t2 WHERE t2."session_id" = t1."session_id" AND t2."session_type" = t1."session_type" AND t2."time_created" <= t1."time_created" AND (CAST(t2."operation" AS text) COLLATE "C" IN ($17) AND (((t2."expiry_time" >= CAST($18 AS bigint) AND t2."expiry_time" < CAST($19 AS bigint)) OR ((t2."time_created" < CAST($20 AS bigint)) AND (CAST(t2."operation" AS text) COLLATE "C" IN ($21) OR EXISTS (SELECT 1 FROM "idn_auth_temp_session_store" t3 WHERE t3."session_id" = t2."session_id" AND t3."session_type" = t2."session_type" AND t3."time_created" > t2."time_created" AND (t3."time_created" < CAST($22 AS bigint))))))) IS NOT TRUE))) IS NOT TRUE)) IS NOT TRUE)) IS NOT TRUE) AND t0."time_created" < CAST($23 AS timestamp) AND (EXISTS (SELECT 1 FROM "idn_auth_session_meta_data" t1 WHERE t1."session_id" = t0."session_id" AND (CAST(t1."property_type" AS text) COLLATE "C" IN ($24, $25) AND ((CASE WHEN CAST(t1."value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t1."value" AS text) AS bigint) END >= CAST($26 AS bigint) AND CASE WHEN CAST(t1."value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t1."value" AS text) AS bigint) END < CAST($27 AS bigint))) IS NOT TRUE))) IS NOT TRUE)
  ORDER BY t0."id"
  LIMIT 1000;
--   ? = '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', 'STORE', '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', 'STORE', '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', '2025-12-17 00:00:00.000', 'Login Time', 'Last Access Time', '1', '1765929600000'
DELETE
  FROM "idn_fed_auth_session_mapping" t0
  WHERE t0."id" IN (CAST($1 AS bigint), CAST($2 AS bigint));
--   ? = '1', '2'

-- registry-log (safe)
SELECT t0."reg_log_id" AS key0, t0."reg_tenant_id" AS key1
  FROM "reg_log" t0
  WHERE TRUE
  AND (t0."reg_logged_time" < CAST($1 AS timestamp) AND (t0."reg_path" IS NOT NULL AND t0."reg_tenant_id" IS NOT NULL AND t0."reg_log_id" IS NOT NULL AND (SHA256(CONVERT_TO(CAST(t0."reg_path" AS text), 'SQL_ASCII')), SHA256(CONVERT_TO(CAST(t0."reg_tenant_id" AS text), 'SQL_ASCII')), t0."reg_log_id") NOT IN (SELECT SHA256(CONVERT_TO(CAST("reg_path" AS text), 'SQL_ASCII')), SHA256(CONVERT_TO(CAST("reg_tenant_id" AS text), 'SQL_ASCII')), MAX("reg_log_id") FROM "reg_log" WHERE "reg_path" IS NOT NULL AND "reg_tenant_id" IS NOT NULL AND "reg_log_id" IS NOT NULL GROUP BY 1, 2)))
  ORDER BY t0."reg_log_id", t0."reg_tenant_id"
  LIMIT 1000;
--   ? = '2026-01-01 00:00:00.000'
DELETE
  FROM "reg_log" t0
  WHERE (t0."reg_log_id", t0."reg_tenant_id") IN (VALUES (CAST(CAST($1 AS bigint) AS bigint), CAST(CAST($2 AS bigint) AS bigint)), (CAST($3 AS bigint), CAST($4 AS bigint)));
--   ? = '1', '1', '2', '2'

-- registry-codes (safe)
SELECT t0."reg_version" AS key0, t0."reg_tenant_id" AS key1
  FROM "reg_resource" t0
  WHERE TRUE
  AND (((t0."reg_name" IS NULL) IS NOT TRUE AND EXISTS (SELECT 1 FROM "reg_path" t1 WHERE t1."reg_path_id" = t0."reg_path_id" AND t1."reg_tenant_id" = t0."reg_tenant_id" AND CAST(t1."reg_path_value" AS text) COLLATE "C" IN ($1))) AND (EXISTS (SELECT 1 FROM "reg_resource_property" t1 WHERE t1."reg_version" = t0."reg_version" AND t1."reg_tenant_id" = t0."reg_tenant_id" AND EXISTS (SELECT 1 FROM "reg_property" t2 WHERE t2."reg_id" = t1."reg_property_id" AND t2."reg_tenant_id" = t1."reg_tenant_id" AND (CAST(t2."reg_name" AS text) COLLATE "C" IN ($2) AND (CASE WHEN CAST(t2."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t2."reg_value" AS text) AS bigint) END >= CAST($3 AS bigint) AND CASE WHEN CAST(t2."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t2."reg_value" AS text) AS bigint) END < CAST($4 AS bigint))))) OR EXISTS (SELECT 1 FROM "reg_resource_property" t1 WHERE t1."reg_path_id" = t0."reg_path_id" AND t1."reg_tenant_id" = t0."reg_tenant_id" AND t1."reg_resource_name" IS NOT DISTINCT FROM t0."reg_name" AND CAST(t1."reg_resource_name" AS text) COLLATE "C" IS NOT DISTINCT FROM CAST(t0."reg_name" AS text) COLLATE "C" AND ((t1."reg_version" IS NULL OR (t1."reg_version" >= CAST($5 AS bigint) AND t1."reg_version" < CAST($6 AS bigint))) AND EXISTS (SELECT 1 FROM "reg_property" t2 WHERE t2."reg_id" = t1."reg_property_id" AND t2."reg_tenant_id" = t1."reg_tenant_id" AND (CAST(t2."reg_name" AS text) COLLATE "C" IN ($7) AND (CASE WHEN CAST(t2."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t2."reg_value" AS text) AS bigint) END >= CAST($8 AS bigint) AND CASE WHEN CAST(t2."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t2."reg_value" AS text) AS bigint) END < CAST($9 AS bigint))))))))
  ORDER BY t0."reg_version", t0."reg_tenant_id"
  LIMIT 1000;
--   ? = '/_system/config/repository/components/org.wso2.carbon.identity.mgt/data', 'expireTime', '1', '1767225600000', '0', '1', 'expireTime', '1', '1767225600000'
DELETE
  FROM "reg_resource" t0
  WHERE (t0."reg_version", t0."reg_tenant_id") IN (VALUES (CAST(CAST($1 AS bigint) AS bigint), CAST(CAST($2 AS bigint) AS bigint)), (CAST($3 AS bigint), CAST($4 AS bigint)));
--   ? = '1', '1', '2', '2'

-- registry-property-links (safe)
SELECT t0."id" AS key0
  FROM "reg_resource_property" t0
  WHERE TRUE
  AND (((EXISTS (SELECT 1 FROM "reg_resource" t1 WHERE t1."reg_version" = t0."reg_version" AND t1."reg_tenant_id" = t0."reg_tenant_id" AND ((((t1."reg_name" IS NULL) IS NOT TRUE AND EXISTS (SELECT 1 FROM "reg_path" t2 WHERE t2."reg_path_id" = t1."reg_path_id" AND t2."reg_tenant_id" = t1."reg_tenant_id" AND CAST(t2."reg_path_value" AS text) COLLATE "C" IN ($1))) AND (EXISTS (SELECT 1 FROM "reg_resource_property" t2 WHERE t2."reg_version" = t1."reg_version" AND t2."reg_tenant_id" = t1."reg_tenant_id" AND EXISTS (SELECT 1 FROM "reg_property" t3 WHERE t3."reg_id" = t2."reg_property_id" AND t3."reg_tenant_id" = t2."reg_tenant_id" AND (CAST(t3."reg_name" AS text) COLLATE "C" IN ($2) AND (CASE WHEN CAST(t3."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t3."reg_value" AS text) AS bigint) END >= CAST($3 AS bigint) AND CASE WHEN CAST(t3."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t3."reg_value" AS text) AS bigint) END < CAST($4 AS bigint))))) OR EXISTS (SELECT 1 FROM "reg_resource_property" t2 WHERE t2."reg_path_id" = t1."reg_path_id" AND t2."reg_tenant_id" = t1."reg_tenant_id" AND t2."reg_resource_name" IS NOT DISTINCT FROM t1."reg_name" AND CAST(t2."reg_resource_name" AS text) COLLATE "C" IS NOT DISTINCT FROM CAST(t1."reg_name" AS text) COLLATE "C" AND ((t2."reg_version" IS NULL OR (t2."reg_version" >= CAST($5 AS bigint) AND t2."reg_version" < CAST($6 AS bigint))) AND EXISTS (SELECT 1 FROM "reg_property" t3 WHERE t3."reg_id" = t2."reg_property_id" AND t3."reg_tenant_id" = t2."reg_tenant_id" AND (CAST(t3."reg_name" AS text) COLLATE "C" IN ($7) AND (CASE WHEN CAST(t3."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t3."reg_value" AS text) AS bigint) END >= CAST($8 AS bigint) AND CASE WHEN CAST(t3."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t3."reg_value" AS text) AS bigint) END < CAST($9 AS bigint))))))))) IS NOT TRUE) OR EXISTS (SELECT 1 FROM "reg_resource_history" t1 WHERE t1."reg_version" = t0."reg_version" AND t1."reg_tenant_id" = t0."reg_tenant_id"))) IS NOT TRUE AND ((EXISTS (SELECT 1 FROM "reg_resource" t1 WHERE t1."reg_path_id" = t0."reg_path_id" AND t1."reg_tenant_id" = t0."reg_tenant_id" AND t1."reg_name" IS NOT DISTINCT FROM t0."reg_resource_name" AND ((((t1."reg_name" IS NULL) IS NOT TRUE AND EXISTS (SELECT 1 FROM "reg_path" t2 WHERE t2."reg_path_id" = t1."reg_path_id" AND t2."reg_tenant_id" = t1."reg_tenant_id" AND CAST(t2."reg_path_value" AS text) COLLATE "C" IN ($10))) AND (EXISTS (SELECT 1 FROM "reg_resource_property" t2 WHERE t2."reg_version" = t1."reg_version" AND t2."reg_tenant_id" = t1."reg_tenant_id" AND EXISTS (SELECT 1 FROM "reg_property" t3 WHERE t3."reg_id" = t2."reg_property_id" AND t3."reg_tenant_id" = t2."reg_tenant_id" AND (CAST(t3."reg_name" AS text) COLLATE "C" IN ($11) AND (CASE WHEN CAST(t3."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t3."reg_value" AS text) AS bigint) END >= CAST($12 AS bigint) AND CASE WHEN CAST(t3."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t3."reg_value" AS text) AS bigint) END < CAST($13 AS bigint))))) OR EXISTS (SELECT 1 FROM "reg_resource_property" t2 WHERE t2."reg_path_id" = t1."reg_path_id" AND t2."reg_tenant_id" = t1."reg_tenant_id" AND t2."reg_resource_name" IS NOT DISTINCT FROM t1."reg_name" AND CAST(t2."reg_resource_name" AS text) COLLATE "C" IS NOT DISTINCT FROM CAST(t1."reg_name" AS text) COLLATE "C" AND ((t2."reg_version" IS NULL OR (t2."reg_version" >= CAST($14 AS bigint) AND t2."reg_version" < CAST($15 AS bigint))) AND EXISTS (SELECT 1 FROM "reg_property" t3 WHERE t3."reg_id" = t2."reg_property_id" AND t3."reg_tenant_id" = t2."reg_tenant_id" AND (CAST(t3."reg_name" AS text) COLLATE "C" IN ($16) AND (CASE WHEN CAST(t3."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t3."reg_value" AS text) AS bigint) END >= CAST($17 AS bigint) AND CASE WHEN CAST(t3."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t3."reg_value" AS text) AS bigint) END < CAST($18 AS bigint))))))))) IS NOT TRUE) OR EXISTS (SELECT 1 FROM "reg_resource_history" t1 WHERE t1."reg_path_id" = t0."reg_path_id" AND t1."reg_tenant_id" = t0."reg_tenant_id" AND t1."reg_name" IS NOT DISTINCT FROM t0."reg_resource_name"))) IS NOT TRUE)
  ORDER BY t0."id"
  LIMIT 1000;
--   ? = '/_system/config/repository/components/org.wso2.carbon.identity.mgt/data', 'expireTime', '1', '1767225600000', '0', '1', 'expireTime', '1', '1767225600000', '/_system/config/repository/components/org.wso2.carbon.identity.mgt/data', 'expireTime', '1', '1767225600000', '0', '1', 'expireTime', '1', '1767225600000'
DELETE
  FROM "reg_resource_property" t0
  WHERE t0."id" IN (CAST($1 AS bigint), CAST($2 AS bigint));
--   ? = '1', '2'

-- registry-properties (safe)
SELECT t0."reg_id" AS key0, t0."reg_tenant_id" AS key1
  FROM "reg_property" t0
  WHERE TRUE
  AND (EXISTS (SELECT 1 FROM "reg_resource_property" t1 WHERE t1."reg_property_id" = t0."reg_id" AND t1."reg_tenant_id" = t0."reg_tenant_id" AND ((((EXISTS (SELECT 1 FROM "reg_resource" t2 WHERE t2."reg_version" = t1."reg_version" AND t2."reg_tenant_id" = t1."reg_tenant_id" AND ((((t2."reg_name" IS NULL) IS NOT TRUE AND EXISTS (SELECT 1 FROM "reg_path" t3 WHERE t3."reg_path_id" = t2."reg_path_id" AND t3."reg_tenant_id" = t2."reg_tenant_id" AND CAST(t3."reg_path_value" AS text) COLLATE "C" IN ($1))) AND (EXISTS (SELECT 1 FROM "reg_resource_property" t3 WHERE t3."reg_version" = t2."reg_version" AND t3."reg_tenant_id" = t2."reg_tenant_id" AND EXISTS (SELECT 1 FROM "reg_property" t4 WHERE t4."reg_id" = t3."reg_property_id" AND t4."reg_tenant_id" = t3."reg_tenant_id" AND (CAST(t4."reg_name" AS text) COLLATE "C" IN ($2) AND (CASE WHEN CAST(t4."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t4."reg_value" AS text) AS bigint) END >= CAST($3 AS bigint) AND CASE WHEN CAST(t4."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t4."reg_value" AS text) AS bigint) END < CAST($4 AS bigint))))) OR EXISTS (SELECT 1 FROM "reg_resource_property" t3 WHERE t3."reg_path_id" = t2."reg_path_id" AND t3."reg_tenant_id" = t2."reg_tenant_id" AND t3."reg_resource_name" IS NOT DISTINCT FROM t2."reg_name" AND CAST(t3."reg_resource_name" AS text) COLLATE "C" IS NOT DISTINCT FROM CAST(t2."reg_name" AS text) COLLATE "C" AND ((t3."reg_version" IS NULL OR (t3."reg_version" >= CAST($5 AS bigint) AND t3."reg_version" < CAST($6 AS bigint))) AND EXISTS (SELECT 1 FROM "reg_property" t4 WHERE t4."reg_id" = t3."reg_property_id" AND t4."reg_tenant_id" = t3."reg_tenant_id" AND (CAST(t4."reg_name" AS text) COLLATE "C" IN ($7) AND (CASE WHEN CAST(t4."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t4."reg_value" AS text) AS bigint) END >= CAST($8 AS bigint) AND CASE WHEN CAST(t4."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t4."reg_value" AS text) AS bigint) END < CAST($9 AS bigint))))))))) IS NOT TRUE) OR EXISTS (SELECT 1 FROM "reg_resource_history" t2 WHERE t2."reg_version" = t1."reg_version" AND t2."reg_tenant_id" = t1."reg_tenant_id"))) IS NOT TRUE AND ((EXISTS (SELECT 1 FROM "reg_resource" t2 WHERE t2."reg_path_id" = t1."reg_path_id" AND t2."reg_tenant_id" = t1."reg_tenant_id" AND t2."reg_name" IS NOT DISTINCT FROM t1."reg_resource_name" AND ((((t2."reg_name" IS NULL) IS NOT TRUE AND EXISTS (SELECT 1 FROM "reg_path" t3 WHERE t3."reg_path_id" = t2."reg_path_id" AND t3."reg_tenant_id" = t2."reg_tenant_id" AND CAST(t3."reg_path_value" AS text) COLLATE "C" IN ($10))) AND (EXISTS (SELECT 1 FROM "reg_resource_property" t3 WHERE t3."reg_version" = t2."reg_version" AND t3."reg_tenant_id" = t2."reg_tenant_id" AND EXISTS (SELECT 1 FROM "reg_property" t4 WHERE t4."reg_id" = t3."reg_property_id" AND t4."reg_tenant_id" = t3."reg_tenant_id" AND (CAST(t4."reg_name" AS text) COLLATE "C" IN ($11) AND (CASE WHEN CAST(t4."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t4."reg_value" AS text) AS bigint) END >= CAST($12 AS bigint) AND CASE WHEN CAST(t4."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t4."reg_value" AS text) AS bigint) END < CAST($13 AS bigint))))) OR EXISTS (SELECT 1 FROM "reg_resource_property" t3 WHERE t3."reg_path_id" = t2."reg_path_id" AND t3."reg_tenant_id" = t2."reg_tenant_id" AND t3."reg_resource_name" IS NOT DISTINCT FROM t2."reg_name" AND CAST(t3."reg_resource_name" AS text) COLLATE "C" IS NOT DISTINCT FROM CAST(t2."reg_name" AS text) COLLATE "C" AND ((t3."reg_version" IS NULL OR (t3."reg_version" >= CAST($14 AS bigint) AND t3."reg_version" < CAST($15 AS bigint))) AND EXISTS (SELECT 1 FROM "reg_property" t4 WHERE t4."reg_id" = t3."reg_property_id" AND t4."reg_tenant_id" = t3."reg_tenant_id" AND (CAST(t4."reg_name" AS text) COLLATE "C" IN ($16) AND (CASE WHEN CAST(t4."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t4."reg_value" AS text) AS bigint) END >= CAST($17 AS bigint) AND CASE WHEN CAST(t4."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t4."reg_value" AS text) AS bigint) END < CAST($18 AS bigint))))))))) IS NOT TRUE) OR EXISTS (SELECT 1 FROM "reg_resource_history" t2 WHERE t2."reg_path_id" = t1."reg_path_id" AND t2."reg_tenant_id" = t1."reg_tenant_id" AND t2."reg_name" IS NOT DISTINCT FROM t1."reg_resource_name"))) IS NOT TRUE)) IS NOT TRUE)) IS NOT TRUE
  ORDER BY t0."reg_id", t0."reg_tenant_id"
  LIMIT 1000;
--   ? = '/_system/config/repository/components/org.wso2.carbon.identity.mgt/data', 'expireTime', '1', '1767225600000', '0', '1', 'expireTime', '1', '1767225600000', '/_system/config/repository/components/org.wso2.carbon.identity.mgt/data', 'expireTime', '1', '1767225600000', '0', '1', 'expireTime', '1', '1767225600000'
DELETE
  FROM "reg_property" t0
  WHERE (t0."reg_id", t0."reg_tenant_id") IN (VALUES (CAST(CAST($1 AS bigint) AS bigint), CAST(CAST($2 AS bigint) AS bigint)), (CAST($3 AS bigint), CAST($4 AS bigint)));
--   ? = '1', '1', '2', '2'

-- registry-tag-links (safe)
SELECT t0."id" AS key0
  FROM "reg_resource_tag" t0
  WHERE TRUE
  AND (((EXISTS (SELECT 1 FROM "reg_resource" t1 WHERE t1."reg_version" = t0."reg_version" AND t1."reg_tenant_id" = t0."reg_tenant_id" AND ((((t1."reg_name" IS NULL) IS NOT TRUE AND EXISTS (SELECT 1 FROM "reg_path" t2 WHERE t2."reg_path_id" = t1."reg_path_id" AND t2."reg_tenant_id" = t1."reg_tenant_id" AND CAST(t2."reg_path_value" AS text) COLLATE "C" IN ($1))) AND (EXISTS (SELECT 1 FROM "reg_resource_property" t2 WHERE t2."reg_version" = t1."reg_version" AND t2."reg_tenant_id" = t1."reg_tenant_id" AND EXISTS (SELECT 1 FROM "reg_property" t3 WHERE t3."reg_id" = t2."reg_property_id" AND t3."reg_tenant_id" = t2."reg_tenant_id" AND (CAST(t3."reg_name" AS text) COLLATE "C" IN ($2) AND (CASE WHEN CAST(t3."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t3."reg_value" AS text) AS bigint) END >= CAST($3 AS bigint) AND CASE WHEN CAST(t3."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t3."reg_value" AS text) AS bigint) END < CAST($4 AS bigint))))) OR EXISTS (SELECT 1 FROM "reg_resource_property" t2 WHERE t2."reg_path_id" = t1."reg_path_id" AND t2."reg_tenant_id" = t1."reg_tenant_id" AND t2."reg_resource_name" IS NOT DISTINCT FROM t1."reg_name" AND CAST(t2."reg_resource_name" AS text) COLLATE "C" IS NOT DISTINCT FROM CAST(t1."reg_name" AS text) COLLATE "C" AND ((t2."reg_version" IS NULL OR (t2."reg_version" >= CAST($5 AS bigint) AND t2."reg_version" < CAST($6 AS bigint))) AND EXISTS (SELECT 1 FROM "reg_property" t3 WHERE t3."reg_id" = t2."reg_property_id" AND t3."reg_tenant_id" = t2."reg_tenant_id" AND (CAST(t3."reg_name" AS text) COLLATE "C" IN ($7) AND (CASE WHEN CAST(t3."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t3."reg_value" AS text) AS bigint) END >= CAST($8 AS bigint) AND CASE WHEN CAST(t3."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t3."reg_value" AS text) AS bigint) END < CAST($9 AS bigint))))))))) IS NOT TRUE) OR EXISTS (SELECT 1 FROM "reg_resource_history" t1 WHERE t1."reg_version" = t0."reg_version" AND t1."reg_tenant_id" = t0."reg_tenant_id"))) IS NOT TRUE AND ((EXISTS (SELECT 1 FROM "reg_resource" t1 WHERE t1."reg_path_id" = t0."reg_path_id" AND t1."reg_tenant_id" = t0."reg_tenant_id" AND t1."reg_name" IS NOT DISTINCT FROM t0."reg_resource_name" AND ((((t1."reg_name" IS NULL) IS NOT TRUE AND EXISTS (SELECT 1 FROM "reg_path" t2 WHERE t2."reg_path_id" = t1."reg_path_id" AND t2."reg_tenant_id" = t1."reg_tenant_id" AND CAST(t2."reg_path_value" AS text) COLLATE "C" IN ($10))) AND (EXISTS (SELECT 1 FROM "reg_resource_property" t2 WHERE t2."reg_version" = t1."reg_version" AND t2."reg_tenant_id" = t1."reg_tenant_id" AND EXISTS (SELECT 1 FROM "reg_property" t3 WHERE t3."reg_id" = t2."reg_property_id" AND t3."reg_tenant_id" = t2."reg_tenant_id" AND (CAST(t3."reg_name" AS text) COLLATE "C" IN ($11) AND (CASE WHEN CAST(t3."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t3."reg_value" AS text) AS bigint) END >= CAST($12 AS bigint) AND CASE WHEN CAST(t3."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t3."reg_value" AS text) AS bigint) END < CAST($13 AS bigint))))) OR EXISTS (SELECT 1 FROM "reg_resource_property" t2 WHERE t2."reg_path_id" = t1."reg_path_id" AND t2."reg_tenant_id" = t1."reg_tenant_id" AND t2."reg_resource_name" IS NOT DISTINCT FROM t1."reg_name" AND CAST(t2."reg_resource_name" AS text) COLLATE "C" IS NOT DISTINCT FROM CAST(t1."reg_name" AS text) COLLATE "C" AND ((t2."reg_version" IS NULL OR (t2."reg_version" >= CAST($14 AS bigint) AND t2."reg_version" < CAST($15 AS bigint))) AND EXISTS (SELECT 1 FROM "reg_property" t3 WHERE t3."reg_id" = t2."reg_property_id" AND t3."reg_tenant_id" = t2."reg_tenant_id" AND (CAST(t3."reg_name" AS text) COLLATE "C" IN ($16) AND (CASE WHEN CAST(t3."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t3."reg_value" AS text) AS bigint) END >= CAST($17 AS bigint) AND CASE WHEN CAST(t3."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t3."reg_value" AS text) AS bigint) END < CAST($18 AS bigint))))))))) IS NOT TRUE) OR EXISTS (SELECT 1 FROM "reg_resource_history" t1 WHERE t1."reg_path_id" = t0."reg_path_id" AND t1."reg_tenant_id" = t0."reg_tenant_id" AND t1."reg_name" IS NOT DISTINCT FROM t0."reg_resource_name"))) IS NOT TRUE)
  ORDER BY t0."id"
  LIMIT 1000;
--   ? = '/_system/config/repository/components/org.wso2.carbon.identity.mgt/data', 'expireTime', '1', '1767225600000', '0', '1', 'expireTime', '1', '1767225600000', '/_system/config/repository/components/org.wso2.carbon.identity.mgt/data', 'expireTime', '1', '1767225600000', '0', '1', 'expireTime', '1', '1767225600000'
DELETE
  FROM "reg_resource_tag" t0
  WHERE t0."id" IN (CAST($1 AS bigint), CAST($2 AS bigint));
--   ? = '1', '2'

-- registry-tags (safe)
SELECT t0."reg_id" AS key0, t0."reg_tenant_id" AS key1
  FROM "reg_tag" t0
  WHERE TRUE
  AND (t0."reg_tagged_time" < CAST($1 AS timestamp) AND (EXISTS (SELECT 1 FROM "reg_resource_tag" t1 WHERE t1."reg_tag_id" = t0."reg_id" AND t1."reg_tenant_id" = t0."reg_tenant_id" AND ((((EXISTS (SELECT 1 FROM "reg_resource" t2 WHERE t2."reg_version" = t1."reg_version" AND t2."reg_tenant_id" = t1."reg_tenant_id" AND ((((t2."reg_name" IS NULL) IS NOT TRUE AND EXISTS (SELECT 1 FROM "reg_path" t3 WHERE t3."reg_path_id" = t2."reg_path_id" AND t3."reg_tenant_id" = t2."reg_tenant_id" AND CAST(t3."reg_path_value" AS text) COLLATE "C" IN ($2))) AND (EXISTS (SELECT 1 FROM "reg_resource_property" t3 WHERE t3."reg_version" = t2."reg_version" AND t3."reg_tenant_id" = t2."reg_tenant_id" AND EXISTS (SELECT 1 FROM "reg_property" t4 WHERE t4."reg_id" = t3."reg_property_id" AND t4."reg_tenant_id" = t3."reg_tenant_id" AND (CAST(t4."reg_name" AS text) COLLATE "C" IN ($3) AND (CASE WHEN CAST(t4."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t4."reg_value" AS text) AS bigint) END >= CAST($4 AS bigint) AND CASE WHEN CAST(t4."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t4."reg_value" AS text) AS bigint) END < CAST($5 AS bigint))))) OR EXISTS (SELECT 1 FROM "reg_resource_property" t3 WHERE t3."reg_path_id" = t2."reg_path_id" AND t3."reg_tenant_id" = t2."reg_tenant_id" AND t3."reg_resource_name" IS NOT DISTINCT FROM t2."reg_name" AND CAST(t3."reg_resource_name" AS text) COLLATE "C" IS NOT DISTINCT FROM CAST(t2."reg_name" AS text) COLLATE "C" AND ((t3."reg_version" IS NULL OR (t3."reg_version" >= CAST($6 AS bigint) AND t3."reg_version" < CAST($7 AS bigint))) AND EXISTS (SELECT 1 FROM "reg_property" t4 WHERE t4."reg_id" = t3."reg_property_id" AND t4."reg_tenant_id" = t3."reg_tenant_id" AND (CAST(t4."reg_name" AS text) COLLATE "C" IN ($8) AND (CASE WHEN CAST(t4."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t4."reg_value" AS text) AS bigint) END >= CAST($9 AS bigint) AND CASE WHEN CAST(t4."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t4."reg_value" AS text) AS bigint) END < CAST($10 AS bigint))))))))) IS NOT TRUE) OR EXISTS (SELECT 1 FROM "reg_resource_history" t2 WHERE t2."reg_version" = t1."reg_version" AND t2."reg_tenant_id" = t1."reg_tenant_id"))) IS NOT TRUE AND ((EXISTS (SELECT 1 FROM "reg_resource" t2 WHERE t2."reg_path_id" = t1."reg_path_id" AND t2."reg_tenant_id" = t1."reg_tenant_id" AND t2."reg_name" IS NOT DISTINCT FROM t1."reg_resource_name" AND ((((t2."reg_name" IS NULL) IS NOT TRUE AND EXISTS (SELECT 1 FROM "reg_path" t3 WHERE t3."reg_path_id" = t2."reg_path_id" AND t3."reg_tenant_id" = t2."reg_tenant_id" AND CAST(t3."reg_path_value" AS text) COLLATE "C" IN ($11))) AND (EXISTS (SELECT 1 FROM "reg_resource_property" t3 WHERE t3."reg_version" = t2."reg_version" AND t3."reg_tenant_id" = t2."reg_tenant_id" AND EXISTS (SELECT 1 FROM "reg_property" t4 WHERE t4."reg_id" = t3."reg_property_id" AND t4."reg_tenant_id" = t3."reg_tenant_id" AND (CAST(t4."reg_name" AS text) COLLATE "C" IN ($12) AND (CASE WHEN CAST(t4."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t4."reg_value" AS text) AS bigint) END >= CAST($13 AS bigint) AND CASE WHEN CAST(t4."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t4."reg_value" AS text) AS bigint) END < CAST($14 AS bigint))))) OR EXISTS (SELECT 1 FROM "reg_resource_property" t3 WHERE t3."reg_path_id" = t2."reg_path_id" AND t3."reg_tenant_id" = t2."reg_tenant_id" AND t3."reg_resource_name" IS NOT DISTINCT FROM t2."reg_name" AND CAST(t3."reg_resource_name" AS text) COLLATE "C" IS NOT DISTINCT FROM CAST(t2."reg_name" AS text) COLLATE "C" AND ((t3."reg_version" IS NULL OR (t3."reg_version" >= CAST($15 AS bigint) AND t3."reg_version" < CAST($16 AS bigint))) AND EXISTS (SELECT 1 FROM "reg_property" t4 WHERE t4."reg_id" = t3."reg_property_id" AND t4."reg_tenant_id" = t3."reg_tenant_id" AND (CAST(t4."reg_name" AS text) COLLATE "C" IN ($17) AND (CASE WHEN CAST(t4."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t4."reg_value" AS text) AS bigint) END >= CAST($18 AS bigint) AND CASE WHEN CAST(t4."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t4."reg_value" AS text) AS bigint) END < CAST($19 AS bigint))))))))) IS NOT TRUE) OR EXISTS (SELECT 1 FROM "reg_resource_history" t2 WHERE t2."reg_path_id" = t1."reg_path_id" AND t2."reg_tenant_id" = t1."reg_tenant_id" AND t2."reg_name" IS NOT DISTINCT FROM t1."reg_resource_name"))) IS NOT TRUE)) IS NOT TRUE)) IS NOT TRUE)
  ORDER BY t0."reg_id", t0."reg_tenant_id"
  LIMIT 1000;
--   ? = '2026-01-01 00:00:00.000', '/_system/config/repository/components/org.wso2.carbon.identity.mgt/data', 'expireTime', '1', '1767225600000', '0', '1', 'expireTime', '1', '1767225600000', '/_system/config/repository/components/org.wso2.carbon.identity.mgt/data', 'expireTime', '1', '1767225600000', '0', '1', 'expireTime', '1', '1767225600000'
DELETE
  FROM "reg_tag" t0
  WHERE (t0."reg_id", t0."reg_tenant_id") IN (VALUES (CAST(CAST($1 AS bigint) AS bigint), CAST(CAST($2 AS bigint) AS bigint)), (CAST($3 AS bigint), CAST($4 AS bigint)));
--   ? = '1', '1', '2', '2'

-- registry-comment-links (safe)
SELECT t0."id" AS key0
  FROM "reg_resource_comment" t0
  WHERE TRUE
  AND (((EXISTS (SELECT 1 FROM "reg_resource" t1 WHERE t1."reg_version" = t0."reg_version" AND t1."reg_tenant_id" = t0."reg_tenant_id" AND ((((t1."reg_name" IS NULL) IS NOT TRUE AND EXISTS (SELECT 1 FROM "reg_path" t2 WHERE t2."reg_path_id" = t1."reg_path_id" AND t2."reg_tenant_id" = t1."reg_tenant_id" AND CAST(t2."reg_path_value" AS text) COLLATE "C" IN ($1))) AND (EXISTS (SELECT 1 FROM "reg_resource_property" t2 WHERE t2."reg_version" = t1."reg_version" AND t2."reg_tenant_id" = t1."reg_tenant_id" AND EXISTS (SELECT 1 FROM "reg_property" t3 WHERE t3."reg_id" = t2."reg_property_id" AND t3."reg_tenant_id" = t2."reg_tenant_id" AND (CAST(t3."reg_name" AS text) COLLATE "C" IN ($2) AND (CASE WHEN CAST(t3."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t3."reg_value" AS text) AS bigint) END >= CAST($3 AS bigint) AND CASE WHEN CAST(t3."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t3."reg_value" AS text) AS bigint) END < CAST($4 AS bigint))))) OR EXISTS (SELECT 1 FROM "reg_resource_property" t2 WHERE t2."reg_path_id" = t1."reg_path_id" AND t2."reg_tenant_id" = t1."reg_tenant_id" AND t2."reg_resource_name" IS NOT DISTINCT FROM t1."reg_name" AND CAST(t2."reg_resource_name" AS text) COLLATE "C" IS NOT DISTINCT FROM CAST(t1."reg_name" AS text) COLLATE "C" AND ((t2."reg_version" IS NULL OR (t2."reg_version" >= CAST($5 AS bigint) AND t2."reg_version" < CAST($6 AS bigint))) AND EXISTS (SELECT 1 FROM "reg_property" t3 WHERE t3."reg_id" = t2."reg_property_id" AND t3."reg_tenant_id" = t2."reg_tenant_id" AND (CAST(t3."reg_name" AS text) COLLATE "C" IN ($7) AND (CASE WHEN CAST(t3."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t3."reg_value" AS text) AS bigint) END >= CAST($8 AS bigint) AND CASE WHEN CAST(t3."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t3."reg_value" AS text) AS bigint) END < CAST($9 AS bigint))))))))) IS NOT TRUE) OR EXISTS (SELECT 1 FROM "reg_resource_history" t1 WHERE t1."reg_version" = t0."reg_version" AND t1."reg_tenant_id" = t0."reg_tenant_id"))) IS NOT TRUE AND ((EXISTS (SELECT 1 FROM "reg_resource" t1 WHERE t1."reg_path_id" = t0."reg_path_id" AND t1."reg_tenant_id" = t0."reg_tenant_id" AND t1."reg_name" IS NOT DISTINCT FROM t0."reg_resource_name" AND ((((t1."reg_name" IS NULL) IS NOT TRUE AND EXISTS (SELECT 1 FROM "reg_path" t2 WHERE t2."reg_path_id" = t1."reg_path_id" AND t2."reg_tenant_id" = t1."reg_tenant_id" AND CAST(t2."reg_path_value" AS text) COLLATE "C" IN ($10))) AND (EXISTS (SELECT 1 FROM "reg_resource_property" t2 WHERE t2."reg_version" = t1."reg_version" AND t2."reg_tenant_id" = t1."reg_tenant_id" AND EXISTS (SELECT 1 FROM "reg_property" t3 WHERE t3."reg_id" = t2."reg_property_id" AND t3."reg_tenant_id" = t2."reg_tenant_id" AND (CAST(t3."reg_name" AS text) COLLATE "C" IN ($11) AND (CASE WHEN CAST(t3."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t3."reg_value" AS text) AS bigint) END >= CAST($12 AS bigint) AND CASE WHEN CAST(t3."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t3."reg_value" AS text) AS bigint) END < CAST($13 AS bigint))))) OR EXISTS (SELECT 1 FROM "reg_resource_property" t2 WHERE t2."reg_path_id" = t1."reg_path_id" AND t2."reg_tenant_id" = t1."reg_tenant_id" AND t2."reg_resource_name" IS NOT DISTINCT FROM t1."reg_name" AND CAST(t2."reg_resource_name" AS text) COLLATE "C" IS NOT DISTINCT FROM CAST(t1."reg_name" AS text) COLLATE "C" AND ((t2."reg_version" IS NULL OR (t2."reg_version" >= CAST($14 AS bigint) AND t2."reg_version" < CAST($15 AS bigint))) AND EXISTS (SELECT 1 FROM "reg_property" t3 WHERE t3."reg_id" = t2."reg_property_id" AND t3."reg_tenant_id" = t2."reg_tenant_id" AND (CAST(t3."reg_name" AS text) COLLATE "C" IN ($16) AND (CASE WHEN CAST(t3."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t3."reg_value" AS text) AS bigint) END >= CAST($17 AS bigint) AND CASE WHEN CAST(t3."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t3."reg_value" AS text) AS bigint) END < CAST($18 AS bigint))))))))) IS NOT TRUE) OR EXISTS (SELECT 1 FROM "reg_resource_history" t1 WHERE t1."reg_path_id" = t0."reg_path_id" AND t1."reg_tenant_id" = t0."reg_tenant_id" AND t1."reg_name" IS NOT DISTINCT FROM t0."reg_resource_name"))) IS NOT TRUE)
  ORDER BY t0."id"
  LIMIT 1000;
--   ? = '/_system/config/repository/components/org.wso2.carbon.identity.mgt/data', 'expireTime', '1', '1767225600000', '0', '1', 'expireTime', '1', '1767225600000', '/_system/config/repository/components/org.wso2.carbon.identity.mgt/data', 'expireTime', '1', '1767225600000', '0', '1', 'expireTime', '1', '1767225600000'
DELETE
  FROM "reg_resource_comment" t0
  WHERE t0."id" IN (CAST($1 AS bigint), CAST($2 AS bigint));
--   ? = '1', '2'

-- registry-comments (safe)
SELECT t0."reg_id" AS key0, t0."reg_tenant_id" AS key1
  FROM "reg_comment" t0
  WHERE TRUE
  AND (t0."reg_commented_time" < CAST($1 AS timestamp) AND (EXISTS (SELECT 1 FROM "reg_resource_comment" t1 WHERE t1."reg_comment_id" = t0."reg_id" AND t1."reg_tenant_id" = t0."reg_tenant_id" AND ((((EXISTS (SELECT 1 FROM "reg_resource" t2 WHERE t2."reg_version" = t1."reg_version" AND t2."reg_tenant_id" = t1."reg_tenant_id" AND ((((t2."reg_name" IS NULL) IS NOT TRUE AND EXISTS (SELECT 1 FROM "reg_path" t3 WHERE t3."reg_path_id" = t2."reg_path_id" AND t3."reg_tenant_id" = t2."reg_tenant_id" AND CAST(t3."reg_path_value" AS text) COLLATE "C" IN ($2))) AND (EXISTS (SELECT 1 FROM "reg_resource_property" t3 WHERE t3."reg_version" = t2."reg_version" AND t3."reg_tenant_id" = t2."reg_tenant_id" AND EXISTS (SELECT 1 FROM "reg_property" t4 WHERE t4."reg_id" = t3."reg_property_id" AND t4."reg_tenant_id" = t3."reg_tenant_id" AND (CAST(t4."reg_name" AS text) COLLATE "C" IN ($3) AND (CASE WHEN CAST(t4."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t4."reg_value" AS text) AS bigint) END >= CAST($4 AS bigint) AND CASE WHEN CAST(t4."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t4."reg_value" AS text) AS bigint) END < CAST($5 AS bigint))))) OR EXISTS (SELECT 1 FROM "reg_resource_property" t3 WHERE t3."reg_path_id" = t2."reg_path_id" AND t3."reg_tenant_id" = t2."reg_tenant_id" AND t3."reg_resource_name" IS NOT DISTINCT FROM t2."reg_name" AND CAST(t3."reg_resource_name" AS text) COLLATE "C" IS NOT DISTINCT FROM CAST(t2."reg_name" AS text) COLLATE "C" AND ((t3."reg_version" IS NULL OR (t3."reg_version" >= CAST($6 AS bigint) AND t3."reg_version" < CAST($7 AS bigint))) AND EXISTS (SELECT 1 FROM "reg_property" t4 WHERE t4."reg_id" = t3."reg_property_id" AND t4."reg_tenant_id" = t3."reg_tenant_id" AND (CAST(t4."reg_name" AS text) COLLATE "C" IN ($8) AND (CASE WHEN CAST(t4."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t4."reg_value" AS text) AS bigint) END >= CAST($9 AS bigint) AND CASE WHEN CAST(t4."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t4."reg_value" AS text) AS bigint) END < CAST($10 AS bigint))))))))) IS NOT TRUE) OR EXISTS (SELECT 1 FROM "reg_resource_history" t2 WHERE t2."reg_version" = t1."reg_version" AND t2."reg_tenant_id" = t1."reg_tenant_id"))) IS NOT TRUE AND ((EXISTS (SELECT 1 FROM "reg_resource" t2 WHERE t2."reg_path_id" = t1."reg_path_id" AND t2."reg_tenant_id" = t1."reg_tenant_id" AND t2."reg_name" IS NOT DISTINCT FROM t1."reg_resource_name" AND ((((t2."reg_name" IS NULL) IS NOT TRUE AND EXISTS (SELECT 1 FROM "reg_path" t3 WHERE t3."reg_path_id" = t2."reg_path_id" AND t3."reg_tenant_id" = t2."reg_tenant_id" AND CAST(t3."reg_path_value" AS text) COLLATE "C" IN ($11))) AND (EXISTS (SELECT 1 FROM "reg_resource_property" t3 WHERE t3."reg_version" = t2."reg_version" AND t3."reg_tenant_id" = t2."reg_tenant_id" AND EXISTS (SELECT 1 FROM "reg_property" t4 WHERE t4."reg_id" = t3."reg_property_id" AND t4."reg_tenant_id" = t3."reg_tenant_id" AND (CAST(t4."reg_name" AS text) COLLATE "C" IN ($12) AND (CASE WHEN CAST(t4."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t4."reg_value" AS text) AS bigint) END >= CAST($13 AS bigint) AND CASE WHEN CAST(t4."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t4."reg_value" AS text) AS bigint) END < CAST($14 AS bigint))))) OR EXISTS (SELECT 1 FROM "reg_resource_property" t3 WHERE t3."reg_path_id" = t2."reg_path_id" AND t3."reg_tenant_id" = t2."reg_tenant_id" AND t3."reg_resource_name" IS NOT DISTINCT FROM t2."reg_name" AND CAST(t3."reg_resource_name" AS text) COLLATE "C" IS NOT DISTINCT FROM CAST(t2."reg_name" AS text) COLLATE "C" AND ((t3."reg_version" IS NULL OR (t3."reg_version" >= CAST($15 AS bigint) AND t3."reg_version" < CAST($16 AS bigint))) AND EXISTS (SELECT 1 FROM "reg_property" t4 WHERE t4."reg_id" = t3."reg_property_id" AND t4."reg_tenant_id" = t3."reg_tenant_id" AND (CAST(t4."reg_name" AS text) COLLATE "C" IN ($17) AND (CASE WHEN CAST(t4."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t4."reg_value" AS text) AS bigint) END >= CAST($18 AS bigint) AND CASE WHEN CAST(t4."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t4."reg_value" AS text) AS bigint) END < CAST($19 AS bigint))))))))) IS NOT TRUE) OR EXISTS (SELECT 1 FROM "reg_resource_history" t2 WHERE t2."reg_path_id" = t1."reg_path_id" AND t2."reg_tenant_id" = t1."reg_tenant_id" AND t2."reg_name" IS NOT DISTINCT FROM t1."reg_resource_name"))) IS NOT TRUE)) IS NOT TRUE)) IS NOT TRUE)
  ORDER BY t0."reg_id", t0."reg_tenant_id"
  LIMIT 1000;
--   ? = '2026-01-01 00:00:00.000', '/_system/config/repository/components/org.wso2.carbon.identity.mgt/data', 'expireTime', '1', '1767225600000', '0', '1', 'expireTime', '1', '1767225600000', '/_system/config/repository/components/org.wso2.carbon.identity.mgt/data', 'expireTime', '1', '1767225600000', '0', '1', 'expireTime', '1', '1767225600000'
DELETE
  FROM "reg_comment" t0
  WHERE (t0."reg_id", t0."reg_tenant_id") IN (VALUES (CAST(CAST($1 AS bigint) AS bigint), CAST(CAST($2 AS bigint) AS bigint)), (CAST($3 AS bigint), CAST($4 AS bigint)));
--   ? = '1', '1', '2', '2'

-- registry-rating-links (safe)
SELECT t0."id" AS key0
  FROM "reg_resource_rating" t0
  WHERE TRUE
  AND (((EXISTS (SELECT 1 FROM "reg_resource" t1 WHERE t1."reg_version" = t0."reg_version" AND t1."reg_tenant_id" = t0."reg_tenant_id" AND ((((t1."reg_name" IS NULL) IS NOT TRUE AND EXISTS (SELECT 1 FROM "reg_path" t2 WHERE t2."reg_path_id" = t1."reg_path_id" AND t2."reg_tenant_id" = t1."reg_tenant_id" AND CAST(t2."reg_path_value" AS text) COLLATE "C" IN ($1))) AND (EXISTS (SELECT 1 FROM "reg_resource_property" t2 WHERE t2."reg_version" = t1."reg_version" AND t2."reg_tenant_id" = t1."reg_tenant_id" AND EXISTS (SELECT 1 FROM "reg_property" t3 WHERE t3."reg_id" = t2."reg_property_id" AND t3."reg_tenant_id" = t2."reg_tenant_id" AND (CAST(t3."reg_name" AS text) COLLATE "C" IN ($2) AND (CASE WHEN CAST(t3."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t3."reg_value" AS text) AS bigint) END >= CAST($3 AS bigint) AND CASE WHEN CAST(t3."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t3."reg_value" AS text) AS bigint) END < CAST($4 AS bigint))))) OR EXISTS (SELECT 1 FROM "reg_resource_property" t2 WHERE t2."reg_path_id" = t1."reg_path_id" AND t2."reg_tenant_id" = t1."reg_tenant_id" AND t2."reg_resource_name" IS NOT DISTINCT FROM t1."reg_name" AND CAST(t2."reg_resource_name" AS text) COLLATE "C" IS NOT DISTINCT FROM CAST(t1."reg_name" AS text) COLLATE "C" AND ((t2."reg_version" IS NULL OR (t2."reg_version" >= CAST($5 AS bigint) AND t2."reg_version" < CAST($6 AS bigint))) AND EXISTS (SELECT 1 FROM "reg_property" t3 WHERE t3."reg_id" = t2."reg_property_id" AND t3."reg_tenant_id" = t2."reg_tenant_id" AND (CAST(t3."reg_name" AS text) COLLATE "C" IN ($7) AND (CASE WHEN CAST(t3."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t3."reg_value" AS text) AS bigint) END >= CAST($8 AS bigint) AND CASE WHEN CAST(t3."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t3."reg_value" AS text) AS bigint) END < CAST($9 AS bigint))))))))) IS NOT TRUE) OR EXISTS (SELECT 1 FROM "reg_resource_history" t1 WHERE t1."reg_version" = t0."reg_version" AND t1."reg_tenant_id" = t0."reg_tenant_id"))) IS NOT TRUE AND ((EXISTS (SELECT 1 FROM "reg_resource" t1 WHERE t1."reg_path_id" = t0."reg_path_id" AND t1."reg_tenant_id" = t0."reg_tenant_id" AND t1."reg_name" IS NOT DISTINCT FROM t0."reg_resource_name" AND ((((t1."reg_name" IS NULL) IS NOT TRUE AND EXISTS (SELECT 1 FROM "reg_path" t2 WHERE t2."reg_path_id" = t1."reg_path_id" AND t2."reg_tenant_id" = t1."reg_tenant_id" AND CAST(t2."reg_path_value" AS text) COLLATE "C" IN ($10))) AND (EXISTS (SELECT 1 FROM "reg_resource_property" t2 WHERE t2."reg_version" = t1."reg_version" AND t2."reg_tenant_id" = t1."reg_tenant_id" AND EXISTS (SELECT 1 FROM "reg_property" t3 WHERE t3."reg_id" = t2."reg_property_id" AND t3."reg_tenant_id" = t2."reg_tenant_id" AND (CAST(t3."reg_name" AS text) COLLATE "C" IN ($11) AND (CASE WHEN CAST(t3."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t3."reg_value" AS text) AS bigint) END >= CAST($12 AS bigint) AND CASE WHEN CAST(t3."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t3."reg_value" AS text) AS bigint) END < CAST($13 AS bigint))))) OR EXISTS (SELECT 1 FROM "reg_resource_property" t2 WHERE t2."reg_path_id" = t1."reg_path_id" AND t2."reg_tenant_id" = t1."reg_tenant_id" AND t2."reg_resource_name" IS NOT DISTINCT FROM t1."reg_name" AND CAST(t2."reg_resource_name" AS text) COLLATE "C" IS NOT DISTINCT FROM CAST(t1."reg_name" AS text) COLLATE "C" AND ((t2."reg_version" IS NULL OR (t2."reg_version" >= CAST($14 AS bigint) AND t2."reg_version" < CAST($15 AS bigint))) AND EXISTS (SELECT 1 FROM "reg_property" t3 WHERE t3."reg_id" = t2."reg_property_id" AND t3."reg_tenant_id" = t2."reg_tenant_id" AND (CAST(t3."reg_name" AS text) COLLATE "C" IN ($16) AND (CASE WHEN CAST(t3."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t3."reg_value" AS text) AS bigint) END >= CAST($17 AS bigint) AND CASE WHEN CAST(t3."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t3."reg_value" AS text) AS bigint) END < CAST($18 AS bigint))))))))) IS NOT TRUE) OR EXISTS (SELECT 1 FROM "reg_resource_history" t1 WHERE t1."reg_path_id" = t0."reg_path_id" AND t1."reg_tenant_id" = t0."reg_tenant_id" AND t1."reg_name" IS NOT DISTINCT FROM t0."reg_resource_name"))) IS NOT TRUE)
  ORDER BY t0."id"
  LIMIT 1000;
--   ? = '/_system/config/repository/components/org.wso2.carbon.identity.mgt/data', 'expireTime', '1', '1767225600000', '0', '1', 'expireTime', '1', '1767225600000', '/_system/config/repository/components/org.wso2.carbon.identity.mgt/data', 'expireTime', '1', '1767225600000', '0', '1', 'expireTime', '1', '1767225600000'
DELETE
  FROM "reg_resource_rating" t0
  WHERE t0."id" IN (CAST($1 AS bigint), CAST($2 AS bigint));
--   ? = '1', '2'

-- registry-ratings (safe)
SELECT t0."reg_id" AS key0, t0."reg_tenant_id" AS key1
  FROM "reg_rating" t0
  WHERE TRUE
  AND (t0."reg_rated_time" < CAST($1 AS timestamp) AND (EXISTS (SELECT 1 FROM "reg_resource_rating" t1 WHERE t1."reg_rating_id" = t0."reg_id" AND t1."reg_tenant_id" = t0."reg_tenant_id" AND ((((EXISTS (SELECT 1 FROM "reg_resource" t2 WHERE t2."reg_version" = t1."reg_version" AND t2."reg_tenant_id" = t1."reg_tenant_id" AND ((((t2."reg_name" IS NULL) IS NOT TRUE AND EXISTS (SELECT 1 FROM "reg_path" t3 WHERE t3."reg_path_id" = t2."reg_path_id" AND t3."reg_tenant_id" = t2."reg_tenant_id" AND CAST(t3."reg_path_value" AS text) COLLATE "C" IN ($2))) AND (EXISTS (SELECT 1 FROM "reg_resource_property" t3 WHERE t3."reg_version" = t2."reg_version" AND t3."reg_tenant_id" = t2."reg_tenant_id" AND EXISTS (SELECT 1 FROM "reg_property" t4 WHERE t4."reg_id" = t3."reg_property_id" AND t4."reg_tenant_id" = t3."reg_tenant_id" AND (CAST(t4."reg_name" AS text) COLLATE "C" IN ($3) AND (CASE WHEN CAST(t4."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t4."reg_value" AS text) AS bigint) END >= CAST($4 AS bigint) AND CASE WHEN CAST(t4."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t4."reg_value" AS text) AS bigint) END < CAST($5 AS bigint))))) OR EXISTS (SELECT 1 FROM "reg_resource_property" t3 WHERE t3."reg_path_id" = t2."reg_path_id" AND t3."reg_tenant_id" = t2."reg_tenant_id" AND t3."reg_resource_name" IS NOT DISTINCT FROM t2."reg_name" AND CAST(t3."reg_resource_name" AS text) COLLATE "C" IS NOT DISTINCT FROM CAST(t2."reg_name" AS text) COLLATE "C" AND ((t3."reg_version" IS NULL OR (t3."reg_version" >= CAST($6 AS bigint) AND t3."reg_version" < CAST($7 AS bigint))) AND EXISTS (SELECT 1 FROM "reg_property" t4 WHERE t4."reg_id" = t3."reg_property_id" AND t4."reg_tenant_id" = t3."reg_tenant_id" AND (CAST(t4."reg_name" AS text) COLLATE "C" IN ($8) AND (CASE WHEN CAST(t4."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t4."reg_value" AS text) AS bigint) END >= CAST($9 AS bigint) AND CASE WHEN CAST(t4."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t4."reg_value" AS text) AS bigint) END < CAST($10 AS bigint))))))))) IS NOT TRUE) OR EXISTS (SELECT 1 FROM "reg_resource_history" t2 WHERE t2."reg_version" = t1."reg_version" AND t2."reg_tenant_id" = t1."reg_tenant_id"))) IS NOT TRUE AND ((EXISTS (SELECT 1 FROM "reg_resource" t2 WHERE t2."reg_path_id" = t1."reg_path_id" AND t2."reg_tenant_id" = t1."reg_tenant_id" AND t2."reg_name" IS NOT DISTINCT FROM t1."reg_resource_name" AND ((((t2."reg_name" IS NULL) IS NOT TRUE AND EXISTS (SELECT 1 FROM "reg_path" t3 WHERE t3."reg_path_id" = t2."reg_path_id" AND t3."reg_tenant_id" = t2."reg_tenant_id" AND CAST(t3."reg_path_value" AS text) COLLATE "C" IN ($11))) AND (EXISTS (SELECT 1 FROM "reg_resource_property" t3 WHERE t3."reg_version" = t2."reg_version" AND t3."reg_tenant_id" = t2."reg_tenant_id" AND EXISTS (SELECT 1 FROM "reg_property" t4 WHERE t4."reg_id" = t3."reg_property_id" AND t4."reg_tenant_id" = t3."reg_tenant_id" AND (CAST(t4."reg_name" AS text) COLLATE "C" IN ($12) AND (CASE WHEN CAST(t4."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t4."reg_value" AS text) AS bigint) END >= CAST($13 AS bigint) AND CASE WHEN CAST(t4."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t4."reg_value" AS text) AS bigint) END < CAST($14 AS bigint))))) OR EXISTS (SELECT 1 FROM "reg_resource_property" t3 WHERE t3."reg_path_id" = t2."reg_path_id" AND t3."reg_tenant_id" = t2."reg_tenant_id" AND t3."reg_resource_name" IS NOT DISTINCT FROM t2."reg_name" AND CAST(t3."reg_resource_name" AS text) COLLATE "C" IS NOT DISTINCT FROM CAST(t2."reg_name" AS text) COLLATE "C" AND ((t3."reg_version" IS NULL OR (t3."reg_version" >= CAST($15 AS bigint) AND t3."reg_version" < CAST($16 AS bigint))) AND EXISTS (SELECT 1 FROM "reg_property" t4 WHERE t4."reg_id" = t3."reg_property_id" AND t4."reg_tenant_id" = t3."reg_tenant_id" AND (CAST(t4."reg_name" AS text) COLLATE "C" IN ($17) AND (CASE WHEN CAST(t4."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t4."reg_value" AS text) AS bigint) END >= CAST($18 AS bigint) AND CASE WHEN CAST(t4."reg_value" AS text) ~ '^[0-9]{1,18}$' THEN CAST(CAST(t4."reg_value" AS text) AS bigint) END < CAST($19 AS bigint))))))))) IS NOT TRUE) OR EXISTS (SELECT 1 FROM "reg_resource_history" t2 WHERE t2."reg_path_id" = t1."reg_path_id" AND t2."reg_tenant_id" = t1."reg_tenant_id" AND t2."reg_name" IS NOT DISTINCT FROM t1."reg_resource_name"))) IS NOT TRUE)) IS NOT TRUE)) IS NOT TRUE)
  ORDER BY t0."reg_id", t0."reg_tenant_id"
  LIMIT 1000;
--   ? = '2026-01-01 00:00:00.000', '/_system/config/repository/components/org.wso2.carbon.identity.mgt/data', 'expireTime', '1', '1767225600000', '0', '1', 'expireTime', '1', '1767225600000', '/_system/config/repository/components/org.wso2.carbon.identity.mgt/data', 'expireTime', '1', '1767225600000', '0', '1', 'expireTime', '1', '1767225600000'
DELETE
  FROM "reg_rating" t0
  WHERE (t0."reg_id", t0."reg_tenant_id") IN (VALUES (CAST(CAST($1 AS bigint) AS bigint), CAST(CAST($2 AS bigint) AS bigint)), (CAST($3 AS bigint), CAST($4 AS bigint)));
--   ? = '1', '1', '2', '2'

-- recovery-codes (safe)
SELECT t0."user_name" AS key0, t0."user_domain" AS key1, t0."tenant_id" AS key2, t0."scenario" AS key3, t0."step" AS key4
  FROM "idn_recovery_data" t0
  WHERE TRUE
  AND t0."time_created" < CAST($1 AS timestamp)
  ORDER BY t0."user_name", t0."user_domain", t0."tenant_id", t0."scenario", t0."step"
  LIMIT 1000;
--   ? = '2025-12-02 00:00:00.000'
DELETE
  FROM "idn_recovery_data" t0
  WHERE (t0."user_name", t0."user_domain", t0."tenant_id", t0."scenario", t0."step") IN (VALUES (CAST($1 AS text), CAST($2 AS text), CAST(CAST($3 AS bigint) AS bigint), CAST($4 AS text), CAST($5 AS text)), ($6, $7, CAST($8 AS bigint), $9, $10))
  AND t0."time_created" < CAST($11 AS timestamp);
--   ? = '1', '1', '1', '1', '1', '2', '2', '2', '2', '2', '2025-12-02 00:00:00.000'

-- recovery-flows (safe)
SELECT t0."recovery_flow_id" AS key0
  FROM "idn_recovery_flow_data" t0
  WHERE TRUE
  AND (t0."time_created" < CAST($1 AS timestamp) AND ((((t0."recovery_flow_id" IS NOT NULL AND (t0."recovery_flow_id") IN (SELECT t1."recovery_flow_id" FROM "idn_recovery_data" t1 WHERE t1."recovery_flow_id" IS NOT NULL AND (t1."time_created" < CAST($2 AS timestamp)) IS NOT TRUE))) IS TRUE)) IS NOT TRUE)
  ORDER BY t0."recovery_flow_id"
  LIMIT 1000;
--   ? = '2025-12-02 00:00:00.000', '2025-12-02 00:00:00.000'
DELETE
  FROM "idn_recovery_data" j0 USING "idn_recovery_flow_data" t0
  WHERE t0."recovery_flow_id" IN ($1, $2)
  AND j0."recovery_flow_id" = t0."recovery_flow_id";
--   ? = '1', '2'
DELETE
  FROM "idn_recovery_flow_data" t0
  WHERE t0."recovery_flow_id" IN ($1, $2);
--   ? = '1', '2'

-- flow-contexts (safe)
SELECT t0."id" AS key0
  FROM "idn_flow_context_store" t0
  WHERE TRUE
  AND t0."expires_at" < CAST($1 AS timestamp)
  ORDER BY t0."id"
  LIMIT 1000;
--   ? = '2025-12-31 00:00:00.000'
DELETE
  FROM "idn_flow_context_store" t0
  WHERE t0."id" IN ($1, $2)
  AND t0."expires_at" < CAST($3 AS timestamp);
--   ? = '1', '2', '2025-12-31 00:00:00.000'

-- vc-nonces (safe)
SELECT t0."tenant_id" AS key0, t0."nonce" AS key1
  FROM "idn_vc_nonce" t0
  WHERE TRUE
  AND t0."expiry_time" < CAST($1 AS timestamp)
  ORDER BY t0."tenant_id", t0."nonce"
  LIMIT 1000;
--   ? = '2026-01-01 00:00:00.000'
DELETE
  FROM "idn_vc_nonce" t0
  WHERE (t0."tenant_id", t0."nonce") IN (VALUES (CAST(CAST($1 AS bigint) AS bigint), CAST($2 AS text)), (CAST($3 AS bigint), $4))
  AND t0."expiry_time" < CAST($5 AS timestamp);
--   ? = '1', '1', '2', '2', '2026-01-01 00:00:00.000'

-- workflow-requests (safe)
SELECT t0."uuid" AS key0
  FROM "wf_request" t0
  WHERE TRUE
  AND (CAST(t0."status" AS text) COLLATE "C" IN ($1, $2, $3, $4, $5) AND t0."updated_at" < CAST($6 AS timestamp))
  ORDER BY t0."uuid"
  LIMIT 1000;
--   ? = 'APPROVED', 'REJECTED', 'FAILED', 'DELETED', 'ABORTED', '2025-11-02 00:00:00.000'
DELETE
  FROM "wf_request_entity_relationship" j0 USING "wf_request" t0
  WHERE t0."uuid" IN ($1, $2)
  AND j0."request_id" = t0."uuid";
--   ? = '1', '2'
DELETE
  FROM "wf_request_entity_relationship" t0
  WHERE t0."request_id" IN ($1, $2);
--   ? = '1', '2'
DELETE
  FROM "wf_workflow_request_relation" j0 USING "wf_request" t0
  WHERE t0."uuid" IN ($1, $2)
  AND j0."request_id" = t0."uuid";
--   ? = '1', '2'
DELETE
  FROM "wf_workflow_approval_relation" j0 USING "wf_request" t0
  WHERE t0."uuid" IN ($1, $2)
  AND j0."event_id" = t0."uuid";
--   ? = '1', '2'
DELETE
  FROM "wf_workflow_approval_state" j0 USING "wf_request" t0
  WHERE t0."uuid" IN ($1, $2)
  AND j0."event_id" = t0."uuid";
--   ? = '1', '2'
DELETE
  FROM "wf_workflow_approval_state" t0
  WHERE t0."event_id" IN ($1, $2);
--   ? = '1', '2'
DELETE
  FROM "wf_request" t0
  WHERE t0."uuid" IN ($1, $2)
  AND (CAST(t0."status" AS text) COLLATE "C" IN ($3, $4, $5, $6, $7) AND t0."updated_at" < CAST($8 AS timestamp));
--   ? = '1', '2', 'APPROVED', 'REJECTED', 'FAILED', 'DELETED', 'ABORTED', '2025-11-02 00:00:00.000'

-- saml-artifacts (safe)
SELECT t0."id" AS key0
  FROM "idn_saml2_artifact_store" t0
  WHERE TRUE
  AND t0."exp_timestamp" < CAST($1 AS timestamp)
  ORDER BY t0."id"
  LIMIT 1000;
--   ? = '2026-01-01 00:00:00.000'
DELETE
  FROM "idn_saml2_artifact_store" t0
  WHERE t0."id" IN (CAST($1 AS bigint), CAST($2 AS bigint))
  AND t0."exp_timestamp" < CAST($3 AS timestamp);
--   ? = '1', '2', '2026-01-01 00:00:00.000'

-- wait-statuses (safe)
SELECT t0."id" AS key0
  FROM "idn_auth_wait_status" t0
  WHERE TRUE
  AND t0."expire_time" < CAST($1 AS timestamp)
  ORDER BY t0."id"
  LIMIT 1000;
--   ? = '2026-01-01 00:00:00.000'
DELETE
  FROM "idn_auth_wait_status" t0
  WHERE t0."id" IN (CAST($1 AS bigint), CAST($2 AS bigint))
  AND t0."expire_time" < CAST($3 AS timestamp);
--   ? = '1', '2', '2026-01-01 00:00:00.000'

-- sts-tokens (safe)
SELECT t0."id" AS key0
  FROM "idn_sts_store" t0
  WHERE TRUE
  AND t0."expire_date" < CAST($1 AS timestamp)
  ORDER BY t0."id"
  LIMIT 1000;
--   ? = '2026-01-01 00:00:00.000'
DELETE
  FROM "idn_sts_store" t0
  WHERE t0."id" IN (CAST($1 AS bigint), CAST($2 AS bigint))
  AND t0."expire_date" < CAST($3 AS timestamp);
--   ? = '1', '2', '2026-01-01 00:00:00.000'

-- token-audit (safe)
SELECT t0."id" AS key0
  FROM "idn_oauth2_access_token_audit" t0
  WHERE TRUE
  AND t0."invalidated_time" < CAST($1 AS timestamp)
  ORDER BY t0."id"
  LIMIT 1000;
--   ? = '2025-07-05 00:00:00.000'
DELETE
  FROM "idn_oauth2_access_token_audit" t0
  WHERE t0."id" IN (CAST($1 AS bigint), CAST($2 AS bigint))
  AND t0."invalidated_time" < CAST($3 AS timestamp);
--   ? = '1', '2', '2025-07-05 00:00:00.000'

-- tokens (upstream)
SELECT t0."token_id" AS key0
  FROM "idn_oauth2_access_token" t0
  WHERE TRUE
  AND ((CAST(t0."token_state" AS text) COLLATE "C" IN ($1, $2, $3) OR (CAST(t0."token_state" AS text) COLLATE "C" IN ($4) AND (NULLIF(t0."time_created", '-infinity') < CAST($5 AS timestamp) - (CASE WHEN t0."validity_period" >= 1 AND t0."validity_period" < 99999999999990 THEN CAST(t0."validity_period" AS bigint) END) / 1000 * INTERVAL '1 second' - (CASE WHEN t0."validity_period" >= 1 AND t0."validity_period" < 99999999999990 THEN CAST(t0."validity_period" AS bigint) END) % 1000 * INTERVAL '1 millisecond' AND NULLIF(t0."refresh_token_time_created", '-infinity') < CAST($6 AS timestamp) - (CASE WHEN t0."refresh_token_validity_period" >= 1 AND t0."refresh_token_validity_period" < 99999999999990 THEN CAST(t0."refresh_token_validity_period" AS bigint) END) / 1000 * INTERVAL '1 second' - (CASE WHEN t0."refresh_token_validity_period" >= 1 AND t0."refresh_token_validity_period" < 99999999999990 THEN CAST(t0."refresh_token_validity_period" AS bigint) END) % 1000 * INTERVAL '1 millisecond'))) AND (EXISTS (SELECT 1 FROM "idn_oidc_req_object_reference" t1 WHERE t1."token_id" = t0."token_id" AND EXISTS (SELECT 1 FROM "idn_oauth2_authorization_code" t2 WHERE t2."code_id" = t1."code_id" AND (((t2."token_id" IS NULL OR (EXISTS (SELECT 1 FROM "idn_oauth2_access_token" t3 WHERE t3."token_id" = t2."token_id" AND ((CAST(t3."token_state" AS text) COLLATE "C" IN ($7, $8, $9) OR (CAST(t3."token_state" AS text) COLLATE "C" IN ($10) AND (NULLIF(t3."time_created", '-infinity') < CAST($11 AS timestamp) - (CASE WHEN t3."validity_period" >= 1 AND t3."validity_period" < 99999999999990 THEN CAST(t3."validity_period" AS bigint) END) / 1000 * INTERVAL '1 second' - (CASE WHEN t3."validity_period" >= 1 AND t3."validity_period" < 99999999999990 THEN CAST(t3."validity_period" AS bigint) END) % 1000 * INTERVAL '1 millisecond' AND NULLIF(t3."refresh_token_time_created", '-infinity') < CAST($12 AS timestamp) - (CASE WHEN t3."refresh_token_validity_period" >= 1 AND t3."refresh_token_validity_period" < 99999999999990 THEN CAST(t3."refresh_token_validity_period" AS bigint) END) / 1000 * INTERVAL '1 second' - (CASE WHEN t3."refresh_token_validity_period" >= 1 AND t3."refresh_token_validity_period" < 99999999999990 THEN CAST(t3."refresh_token_validity_period" AS bigint) END) % 1000 * INTERVAL '1 millisecond')))) IS NOT TRUE)) IS NOT TRUE) AND (NULLIF(t2."time_created", '-infinity') < CAST($13 AS timestamp) - (CASE WHEN t2."validity_period" >= 1 AND t2."validity_period" < 99999999999990 THEN CAST(t2."validity_period" AS bigint) END) / 1000 * INTERVAL '1 second' - (CASE WHEN t2."validity_period" >= 1 AND t2."validity_period" < 99999999999990 THEN CAST(t2."validity_period" AS bigint) END) % 1000 * INTERVAL '1 millisecond' OR CAST(t2."state" AS text) COLLATE "C" IN ($14)))) IS NOT TRUE))) IS NOT TRUE)
  ORDER BY t0."token_id"
  LIMIT 1000;
--   ? = 'INACTIVE', 'REVOKED', 'EXPIRED', 'ACTIVE', '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000', 'INACTIVE', 'REVOKED', 'EXPIRED', 'ACTIVE', '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000', 'INACTIVE'
DELETE
  FROM "idn_oidc_req_obj_claim_values" j2 USING "idn_oauth2_access_token" t0, "idn_oidc_req_object_reference" j0, "idn_oidc_req_object_claims" j1
  WHERE t0."token_id" IN ($1, $2)
  AND j0."token_id" = t0."token_id"
  AND j1."req_object_id" = j0."id"
  AND j2."req_object_claims_id" = j1."id";
--   ? = '1', '2'
DELETE
  FROM "idn_oidc_req_object_claims" j1 USING "idn_oauth2_access_token" t0, "idn_oidc_req_object_reference" j0
  WHERE t0."token_id" IN ($1, $2)
  AND j0."token_id" = t0."token_id"
  AND j1."req_object_id" = j0."id";
--   ? = '1', '2'
DELETE
  FROM "idn_oauth2_access_token_attributes" j0 USING "idn_oauth2_access_token" t0
  WHERE t0."token_id" IN ($1, $2)
  AND j0."token_id" = t0."token_id";
--   ? = '1', '2'
DELETE
  FROM "idn_oauth2_access_token_attributes" t0
  WHERE t0."token_id" IN ($1, $2);
--   ? = '1', '2'
DELETE
  FROM "idn_oauth2_token_binding" j0 USING "idn_oauth2_access_token" t0
  WHERE t0."token_id" IN ($1, $2)
  AND j0."token_id" = t0."token_id";
--   ? = '1', '2'
DELETE
  FROM "idn_oauth2_token_binding" t0
  WHERE t0."token_id" IN ($1, $2);
--   ? = '1', '2'
DELETE
  FROM "idn_oauth2_access_token_authorization_details" j0 USING "idn_oauth2_access_token" t0
  WHERE t0."token_id" IN ($1, $2)
  AND j0."token_id" = t0."token_id";
--   ? = '1', '2'
DELETE
  FROM "idn_oauth2_access_token_scope" j0 USING "idn_oauth2_access_token" t0
  WHERE t0."token_id" IN ($1, $2)
  AND j0."token_id" = t0."token_id";
--   ? = '1', '2'
DELETE
  FROM "idn_oauth2_access_token_scope" t0
  WHERE t0."token_id" IN ($1, $2);
--   ? = '1', '2'
DELETE
  FROM "idn_oidc_req_object_reference" j0 USING "idn_oauth2_access_token" t0
  WHERE t0."token_id" IN ($1, $2)
  AND j0."token_id" = t0."token_id";
--   ? = '1', '2'
DELETE
  FROM "idn_oidc_req_object_reference" t0
  WHERE t0."token_id" IN ($1, $2);
--   ? = '1', '2'
DELETE
  FROM "idn_oauth2_access_token" t0
  WHERE t0."token_id" IN ($1, $2);
--   ? = '1', '2'

-- codes (upstream)
SELECT t0."code_id" AS key0
  FROM "idn_oauth2_authorization_code" t0
  WHERE TRUE
  AND (((t0."token_id" IS NULL OR (EXISTS (SELECT 1 FROM "idn_oauth2_access_token" t1 WHERE t1."token_id" = t0."token_id" AND ((CAST(t1."token_state" AS text) COLLATE "C" IN ($1, $2, $3) OR (CAST(t1."token_state" AS text) COLLATE "C" IN ($4) AND (NULLIF(t1."time_created", '-infinity') < CAST($5 AS timestamp) - (CASE WHEN t1."validity_period" >= 1 AND t1."validity_period" < 99999999999990 THEN CAST(t1."validity_period" AS bigint) END) / 1000 * INTERVAL '1 second' - (CASE WHEN t1."validity_period" >= 1 AND t1."validity_period" < 99999999999990 THEN CAST(t1."validity_period" AS bigint) END) % 1000 * INTERVAL '1 millisecond' AND NULLIF(t1."refresh_token_time_created", '-infinity') < CAST($6 AS timestamp) - (CASE WHEN t1."refresh_token_validity_period" >= 1 AND t1."refresh_token_validity_period" < 99999999999990 THEN CAST(t1."refresh_token_validity_period" AS bigint) END) / 1000 * INTERVAL '1 second' - (CASE WHEN t1."refresh_token_validity_period" >= 1 AND t1."refresh_token_validity_period" < 99999999999990 THEN CAST(t1."refresh_token_validity_period" AS bigint) END) % 1000 * INTERVAL '1 millisecond')))) IS NOT TRUE)) IS NOT TRUE) AND (NULLIF(t0."time_created", '-infinity') < CAST($7 AS timestamp) - (CASE WHEN t0."validity_period" >= 1 AND t0."validity_period" < 99999999999990 THEN CAST(t0."validity_period" AS bigint) END) / 1000 * INTERVAL '1 second' - (CASE WHEN t0."validity_period" >= 1 AND t0."validity_period" < 99999999999990 THEN CAST(t0."validity_period" AS bigint) END) % 1000 * INTERVAL '1 millisecond' OR CAST(t0."state" AS text) COLLATE "C" IN ($8))) AND ((((t0."code_id" IS NOT NULL AND (t0."code_id") IN (SELECT t1."code_id" FROM "idn_oidc_req_object_reference" t1 WHERE t1."code_id" IS NOT NULL AND EXISTS (SELECT 1 FROM "idn_oauth2_access_token" t2 WHERE t2."token_id" = t1."token_id" AND ((CAST(t2."token_state" AS text) COLLATE "C" IN ($9, $10, $11) OR (CAST(t2."token_state" AS text) COLLATE "C" IN ($12) AND (NULLIF(t2."time_created", '-infinity') < CAST($13 AS timestamp) - (CASE WHEN t2."validity_period" >= 1 AND t2."validity_period" < 99999999999990 THEN CAST(t2."validity_period" AS bigint) END) / 1000 * INTERVAL '1 second' - (CASE WHEN t2."validity_period" >= 1 AND t2."validity_period" < 99999999999990 THEN CAST(t2."validity_period" AS bigint) END) % 1000 * INTERVAL '1 millisecond' AND NULLIF(t2."refresh_token_time_created", '-infinity') < CAST($14 AS timestamp) - (CASE WHEN t2."refresh_token_validity_period" >= 1 AND t2."refresh_token_validity_period" < 99999999999990 THEN CAST(t2."refresh_token_validity_period" AS bigint) END) / 1000 * INTERVAL '1 second' - (CASE WHEN t2."refresh_token_validity_period" >= 1 AND t2."refresh_token_validity_period" < 99999999999990 THEN CAST(t2."refresh_token_validity_period" AS bigint) END) % 1000 * INTERVAL '1 millisecond')))) IS NOT TRUE)))) IS TRUE)) IS NOT TRUE)
  ORDER BY t0."code_id"
  LIMIT 1000;
--   ? = 'INACTIVE', 'REVOKED', 'EXPIRED', 'ACTIVE', '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000', 'INACTIVE', 'INACTIVE', 'REVOKED', 'EXPIRED', 'ACTIVE', '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000'
DELETE
  FROM "idn_oidc_req_obj_claim_values" j2 USING "idn_oauth2_authorization_code" t0, "idn_oidc_req_object_reference" j0, "idn_oidc_req_object_claims" j1
  WHERE t0."code_id" IN ($1, $2)
  AND j0."code_id" = t0."code_id"
  AND j1."req_object_id" = j0."id"
  AND j2."req_object_claims_id" = j1."id";
--   ? = '1', '2'
DELETE
  FROM "idn_oidc_req_object_claims" j1 USING "idn_oauth2_authorization_code" t0, "idn_oidc_req_object_reference" j0
  WHERE t0."code_id" IN ($1, $2)
  AND j0."code_id" = t0."code_id"
  AND j1."req_object_id" = j0."id";
--   ? = '1', '2'
DELETE
  FROM "idn_oauth2_dpop_jkt" j0 USING "idn_oauth2_authorization_code" t0
  WHERE t0."code_id" IN ($1, $2)
  AND j0."code_id" = t0."code_id";
--   ? = '1', '2'
DELETE
  FROM "idn_oauth2_dpop_jkt" t0
  WHERE t0."code_id" IN ($1, $2);
--   ? = '1', '2'
DELETE
  FROM "idn_oauth2_authz_code_actor" j0 USING "idn_oauth2_authorization_code" t0
  WHERE t0."code_id" IN ($1, $2)
  AND j0."code_id" = t0."code_id";
--   ? = '1', '2'
DELETE
  FROM "idn_oauth2_authz_code_authorization_details" j0 USING "idn_oauth2_authorization_code" t0
  WHERE t0."code_id" IN ($1, $2)
  AND j0."code_id" = t0."code_id";
--   ? = '1', '2'
DELETE
  FROM "idn_oauth2_authz_code_scope" j0 USING "idn_oauth2_authorization_code" t0
  WHERE t0."code_id" IN ($1, $2)
  AND j0."code_id" = t0."code_id";
--   ? = '1', '2'
DELETE
  FROM "idn_oauth2_authz_code_scope" t0
  WHERE t0."code_id" IN ($1, $2);
--   ? = '1', '2'
DELETE
  FROM "idn_oidc_req_object_reference" j0 USING "idn_oauth2_authorization_code" t0
  WHERE t0."code_id" IN ($1, $2)
  AND j0."code_id" = t0."code_id";
--   ? = '1', '2'
DELETE
  FROM "idn_oauth2_authorization_code" t0
  WHERE t0."code_id" IN ($1, $2);
--   ? = '1', '2'

-- ciba-requests (upstream)
SELECT t0."auth_code_key" AS key0
  FROM "idn_oauth2_ciba_auth_code" t0
  WHERE TRUE
  AND (CAST(t0."auth_req_status" AS text) COLLATE "C" IN ($1, $2, $3) OR NULLIF(t0."issued_time", '-infinity') < CAST($4 AS timestamp) - (CASE WHEN t0."expires_in" >= 1 AND t0."expires_in" < 99999999999 THEN CAST(t0."expires_in" AS bigint) END) / 1000 * INTERVAL '1000 seconds' - (CASE WHEN t0."expires_in" >= 1 AND t0."expires_in" < 99999999999 THEN CAST(t0."expires_in" AS bigint) END) % 1000 * INTERVAL '1 second')
  ORDER BY t0."auth_code_key"
  LIMIT 1000;
--   ? = 'EXPIRED', 'TOKEN_ISSUED', 'FAILED', '2026-01-01 00:00:00.000'
DELETE
  FROM "idn_oauth2_ciba_request_scopes" j0 USING "idn_oauth2_ciba_auth_code" t0
  WHERE t0."auth_code_key" IN ($1, $2)
  AND j0."auth_code_key" = t0."auth_code_key";
--   ? = '1', '2'
DELETE
  FROM "idn_oauth2_ciba_auth_code" t0
  WHERE t0."auth_code_key" IN ($1, $2)
  AND (CAST(t0."auth_req_status" AS text) COLLATE "C" IN ($3, $4, $5) OR NULLIF(t0."issued_time", '-infinity') < CAST($6 AS timestamp) - (CASE WHEN t0."expires_in" >= 1 AND t0."expires_in" < 99999999999 THEN CAST(t0."expires_in" AS bigint) END) / 1000 * INTERVAL '1000 seconds' - (CASE WHEN t0."expires_in" >= 1 AND t0."expires_in" < 99999999999 THEN CAST(t0."expires_in" AS bigint) END) % 1000 * INTERVAL '1 second');
--   ? = '1', '2', 'EXPIRED', 'TOKEN_ISSUED', 'FAILED', '2026-01-01 00:00:00.000'

-- device-codes (upstream)
SELECT t0."device_code" AS key0
  FROM "idn_oauth2_device_flow" t0
  WHERE TRUE
  AND CAST(t0."status" AS text) COLLATE "C" IN ($1)
  ORDER BY t0."device_code"
  LIMIT 1000;
--   ? = 'EXPIRED'
DELETE
  FROM "idn_oauth2_device_flow_scopes" j0 USING "idn_oauth2_device_flow" t0
  WHERE t0."device_code" IN ($1, $2)
  AND j0."scope_id" = t0."code_id";
--   ? = '1', '2'
DELETE
  FROM "idn_oauth2_device_flow" t0
  WHERE t0."device_code" IN ($1, $2)
  AND CAST(t0."status" AS text) COLLATE "C" IN ($3);
--   ? = '1', '2', 'EXPIRED'
