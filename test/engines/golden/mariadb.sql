-- What mariadb is told. What is not here it is told as mysql is.
-- Written by "npm run golden", compared by test/engines/golden.test.ts.

-- server.identity
SELECT CONCAT_WS(' ', @@server_id, @@hostname, @@port, @@datadir) AS own;

-- server.limitTime
SET SESSION max_statement_time = 0;

-- server.replicas
SHOW SLAVE HOSTS;
