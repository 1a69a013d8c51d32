CREATE PROCEDURE cleanup_tokens() LANGUAGE plpgsql AS $$
-- After the description of the vendor's own script for PostgreSQL, with its settings: chunks of
-- 500,000, batches of 10,000, two seconds of sleep after each, no backup. Both work tables are
-- ordinary ones. What is INACTIVE, REVOKED or EXPIRED goes at once; periods of zero lapse.
DECLARE
  chunk_size CONSTANT int := 500000;
  batch_size CONSTANT int := 10000;
  least CONSTANT int := 100;
  pause CONSTANT float := 2;
  till CONSTANT timestamp := timezone('UTC', now()) - interval '2 hours';
  endless CONSTANT bigint := 99999999999990;
  taken int;
BEGIN
  LOOP
    DROP TABLE IF EXISTS token_chunk;
    CREATE TABLE token_chunk (id varchar);
    INSERT INTO token_chunk
    SELECT token_id
    FROM idn_oauth2_access_token
    WHERE token_state IN ('INACTIVE', 'REVOKED', 'EXPIRED')
      OR (
        token_state = 'ACTIVE'
        AND validity_period BETWEEN 0 AND endless
        AND refresh_token_validity_period BETWEEN 0 AND endless
        AND time_created + interval '1 minute' * (validity_period / 60000) < till
        AND refresh_token_time_created
          + interval '1 minute' * (refresh_token_validity_period / 60000) < till
      )
    LIMIT chunk_size;
    GET DIAGNOSTICS taken = ROW_COUNT;
    EXIT WHEN taken < least;
    CREATE INDEX ON token_chunk (id);
    LOOP
      DROP TABLE IF EXISTS token_batch;
      CREATE TABLE token_batch (id varchar);
      INSERT INTO token_batch SELECT id FROM token_chunk LIMIT batch_size;
      GET DIAGNOSTICS taken = ROW_COUNT;
      EXIT WHEN taken = 0;
      DELETE FROM idn_oauth2_access_token WHERE token_id IN (SELECT id FROM token_batch);
      COMMIT;
      DELETE FROM token_chunk WHERE id IN (SELECT id FROM token_batch);
      PERFORM pg_sleep(pause);
    END LOOP;
  END LOOP;
  LOOP
    DROP TABLE IF EXISTS code_chunk;
    CREATE TABLE code_chunk (id varchar);
    INSERT INTO code_chunk
    SELECT code_id
    FROM idn_oauth2_authorization_code c
    WHERE NOT EXISTS (SELECT 1 FROM idn_oauth2_access_token t WHERE t.token_id = c.token_id)
      AND (
        state = 'INACTIVE'
        OR (
          validity_period BETWEEN 0 AND endless
          AND time_created + interval '1 minute' * (validity_period / 60000) < till
        )
      )
    LIMIT chunk_size;
    GET DIAGNOSTICS taken = ROW_COUNT;
    EXIT WHEN taken < least;
    CREATE INDEX ON code_chunk (id);
    LOOP
      DROP TABLE IF EXISTS code_batch;
      CREATE TABLE code_batch (id varchar);
      INSERT INTO code_batch SELECT id FROM code_chunk LIMIT batch_size;
      GET DIAGNOSTICS taken = ROW_COUNT;
      EXIT WHEN taken = 0;
      DELETE FROM idn_oauth2_authorization_code WHERE code_id IN (SELECT id FROM code_batch);
      COMMIT;
      DELETE FROM code_chunk WHERE id IN (SELECT id FROM code_batch);
      PERFORM pg_sleep(pause);
    END LOOP;
  END LOOP;
END
$$
