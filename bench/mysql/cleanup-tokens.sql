CREATE PROCEDURE cleanup_tokens()
-- After the description of the vendor's own script for MySQL, with its settings: chunks of 500,000,
-- batches of 10,000, two seconds of sleep after each; without its backup of whole tables. What is
-- INACTIVE, REVOKED or EXPIRED goes at once.
BEGIN
  DECLARE till DATETIME DEFAULT NOW() - INTERVAL 2 HOUR;
  DECLARE endless BIGINT DEFAULT 99999999999990;
  DECLARE taken INT;
  tokens: LOOP
    DROP TEMPORARY TABLE IF EXISTS token_chunk;
    CREATE TEMPORARY TABLE token_chunk (PRIMARY KEY (id))
    SELECT TOKEN_ID AS id
    FROM IDN_OAUTH2_ACCESS_TOKEN
    WHERE TOKEN_STATE IN ('INACTIVE', 'REVOKED', 'EXPIRED')
      OR (
        TOKEN_STATE = 'ACTIVE'
        AND VALIDITY_PERIOD > 0 AND VALIDITY_PERIOD < endless
        AND REFRESH_TOKEN_VALIDITY_PERIOD > 0 AND REFRESH_TOKEN_VALIDITY_PERIOD < endless
        AND TIME_CREATED + INTERVAL (VALIDITY_PERIOD / 60000) MINUTE < till
        AND REFRESH_TOKEN_TIME_CREATED
          + INTERVAL (REFRESH_TOKEN_VALIDITY_PERIOD / 60000) MINUTE < till
      )
    LIMIT 500000;
    SELECT COUNT(*) INTO taken FROM token_chunk;
    IF taken < 100 THEN LEAVE tokens; END IF;
    token_batches: LOOP
      DROP TEMPORARY TABLE IF EXISTS token_batch;
      CREATE TEMPORARY TABLE token_batch (PRIMARY KEY (id))
      SELECT id FROM token_chunk LIMIT 10000;
      SELECT COUNT(*) INTO taken FROM token_batch;
      IF taken = 0 THEN LEAVE token_batches; END IF;
      DELETE t FROM IDN_OAUTH2_ACCESS_TOKEN t JOIN token_batch b ON b.id = t.TOKEN_ID;
      DELETE c FROM token_chunk c JOIN token_batch b ON b.id = c.id;
      DO SLEEP(2);
    END LOOP;
  END LOOP;
  codes: LOOP
    DROP TEMPORARY TABLE IF EXISTS code_chunk;
    CREATE TEMPORARY TABLE code_chunk (PRIMARY KEY (id))
    SELECT CODE_ID AS id
    FROM IDN_OAUTH2_AUTHORIZATION_CODE c
    WHERE NOT EXISTS (SELECT 1 FROM IDN_OAUTH2_ACCESS_TOKEN t WHERE t.TOKEN_ID = c.TOKEN_ID)
      AND (
        STATE = 'INACTIVE'
        OR (
          VALIDITY_PERIOD > 0 AND VALIDITY_PERIOD < endless
          AND TIME_CREATED + INTERVAL (VALIDITY_PERIOD / 60000) MINUTE < till
        )
      )
    LIMIT 500000;
    SELECT COUNT(*) INTO taken FROM code_chunk;
    IF taken < 100 THEN LEAVE codes; END IF;
    code_batches: LOOP
      DROP TEMPORARY TABLE IF EXISTS code_batch;
      CREATE TEMPORARY TABLE code_batch (PRIMARY KEY (id))
      SELECT id FROM code_chunk LIMIT 10000;
      SELECT COUNT(*) INTO taken FROM code_batch;
      IF taken = 0 THEN LEAVE code_batches; END IF;
      DELETE c FROM IDN_OAUTH2_AUTHORIZATION_CODE c JOIN code_batch b ON b.id = c.CODE_ID;
      DELETE c FROM code_chunk c JOIN code_batch b ON b.id = c.id;
      DO SLEEP(2);
    END LOOP;
  END LOOP;
  DROP TEMPORARY TABLE IF EXISTS token_chunk, token_batch, code_chunk, code_batch;
END
