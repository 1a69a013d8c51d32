-- What sqlserver is told.
-- Written by "npm run golden", compared by test/engines/golden.test.ts.

-- session
SET ANSI_NULLS ON; SET ANSI_PADDING ON; SET ANSI_WARNINGS ON; SET ARITHABORT ON; SET CONCAT_NULL_YIELDS_NULL ON; SET QUOTED_IDENTIFIER ON; SET NUMERIC_ROUNDABORT OFF; SET IMPLICIT_TRANSACTIONS OFF; SET CURSOR_CLOSE_ON_COMMIT OFF; SET NOCOUNT OFF; SET ROWCOUNT 0; SET LANGUAGE us_english; SET DATEFORMAT ymd; SET TRANSACTION ISOLATION LEVEL READ COMMITTED; SET DEADLOCK_PRIORITY LOW; SET LOCK_TIMEOUT 1000; SET XACT_ABORT ON;

-- undoSession
SET ANSI_NULLS ON; SET ANSI_PADDING ON; SET ANSI_WARNINGS ON; SET ARITHABORT ON; SET CONCAT_NULL_YIELDS_NULL ON; SET QUOTED_IDENTIFIER ON; SET NUMERIC_ROUNDABORT OFF; SET IMPLICIT_TRANSACTIONS OFF; SET CURSOR_CLOSE_ON_COMMIT OFF; SET NOCOUNT OFF; SET ROWCOUNT 0; SET LANGUAGE us_english; SET DATEFORMAT ymd; SET TRANSACTION ISOLATION LEVEL READ COMMITTED; SET DEADLOCK_PRIORITY LOW; SET LOCK_TIMEOUT 5000; SET XACT_ABORT OFF;

-- boundary
SELECT t0.[ID] AS key0
  FROM [dbo].[T] t0 WITH (INDEX([PRIMARY]))
  WHERE t0.[ID] > CAST(@p1 AS BIGINT)
  ORDER BY t0.[ID] OFFSET 1 ROWS FETCH NEXT 1 ROWS ONLY;
--   ? = '1'

-- reached
SELECT TOP (1) 1 AS found
  FROM [dbo].[T] t0
  WHERE t0.[ID] = CAST(@p1 AS BIGINT)
  AND t0.[ID] > CAST(@p2 AS BIGINT);
--   ? = '3', '1'

-- countBefore
SELECT COUNT_BIG(*) AS total
  FROM (SELECT TOP (10) 1 AS one FROM [dbo].[T] t0 WHERE t0.[MADE] < CONVERT(DATETIME2(3), @p1, 121)) counted;
--   ? = '2026-01-01 00:00:00.000'

-- classify
SELECT class, COUNT_BIG(*) AS total, CAST(ISNULL(SUM(CAST(hash AS DECIMAL(38, 0))), 0) AS VARCHAR(40)) AS hash, SUM(CAST(differs AS BIGINT)) AS other
  FROM (SELECT CASE WHEN t0.[MADE] < CONVERT(DATETIME2(3), @p1, 121) THEN @p2 ELSE @p3 END AS class, CAST(SUBSTRING(HASHBYTES('SHA2_256', ISNULL(CONVERT(VARCHAR(MAX), CONVERT(VARBINARY(MAX), t0.[ID]), 2), '-') + ',' + ISNULL(CONVERT(VARCHAR(MAX), CONVERT(VARBINARY(MAX), t0.[NAME]), 2), '-') + ',' + ISNULL(CONVERT(VARCHAR(MAX), HASHBYTES('SHA2_256', CONVERT(VARBINARY(MAX), t0.[BODY])), 2), '-')), 1, 8) AS BIGINT) & CAST(1152921504606846975 AS BIGINT) AS hash, CASE WHEN CASE WHEN EXISTS (SELECT 1 FROM [dbo].[C] t1 WHERE t1.[T_ID] = t0.[ID]) THEN 0 ELSE 1 END = 1 THEN 1 ELSE 0 END AS differs FROM [dbo].[T] t0 WHERE 1 = 1) classified
  GROUP BY class;
--   ? = '2026-01-01 00:00:00.000', 'old', 'young'

-- anyRow
SELECT TOP (1) 1 AS found
  FROM [dbo].[T];

-- readByKey
SELECT CONVERT(VARCHAR(80), t0.[ID], 121) AS column0, CONVERT(VARCHAR(MAX), CONVERT(VARBINARY(MAX), CAST(t0.[NAME] AS NVARCHAR(MAX))), 2) AS column1, CASE WHEN DATALENGTH(t0.[BODY]) <= 268435456 THEN CONVERT(VARCHAR(MAX), CONVERT(VARBINARY(MAX), t0.[BODY]), 2) END AS column2, DATALENGTH(t0.[BODY]) AS length2
  FROM [dbo].[T] t0
  WHERE (t0.[ID] = @p1);
--   ? = '2'

-- keys
SELECT TOP (2) t0.[ID] AS key0
  FROM [dbo].[T] t0
  WHERE 1 = 1
  AND t0.[MADE] < CONVERT(DATETIME2(3), @p1, 121)
  ORDER BY t0.[ID];
--   ? = '2026-01-01 00:00:00.000'

-- hashes
SELECT t0.[ID] AS key0, CAST(SUBSTRING(HASHBYTES('SHA2_256', ISNULL(CONVERT(VARCHAR(MAX), CONVERT(VARBINARY(MAX), t0.[ID]), 2), '-') + ',' + ISNULL(CONVERT(VARCHAR(MAX), CONVERT(VARBINARY(MAX), t0.[NAME]), 2), '-') + ',' + ISNULL(CONVERT(VARCHAR(MAX), HASHBYTES('SHA2_256', CONVERT(VARBINARY(MAX), t0.[BODY])), 2), '-')), 1, 8) AS BIGINT) & CAST(1152921504606846975 AS BIGINT) AS hash
  FROM [dbo].[T] t0
  WHERE t0.[ID] > CAST(@p1 AS BIGINT)
  AND t0.[ID] <= CAST(@p2 AS BIGINT)
  AND t0.[MADE] < CONVERT(DATETIME2(3), @p3, 121);
--   ? = '1', '3', '2026-01-01 00:00:00.000'

-- maySelect
SELECT COALESCE(HAS_PERMS_BY_NAME(@p1, 'OBJECT', @p2), HAS_PERMS_BY_NAME('dbo', 'SCHEMA', @p3), 0) AS may;
--   ? = '[dbo].[T]', 'SELECT', 'SELECT'

-- mayDelete
SELECT COALESCE(HAS_PERMS_BY_NAME(@p1, 'OBJECT', @p2), HAS_PERMS_BY_NAME('dbo', 'SCHEMA', @p3), 0) AS may;
--   ? = '[dbo].[T]', 'SELECT', 'SELECT'

-- deleteNothing
DELETE
  FROM [dbo].[T]
  WHERE 1 = 0;

-- countAll
SELECT COUNT_BIG(*) AS total
  FROM [dbo].[T];

-- takeLock
DECLARE @got INT; EXEC @got = sp_getapplock @Resource = @p1, @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = 0; SELECT @got AS got;
--   ? = 'drydock f56825617bf693fecc99aeca'

-- savepoint
SAVE TRANSACTION drydock;

-- toSavepoint
ROLLBACK TRANSACTION drydock;

-- rows.candidates
SELECT TOP (10) t0.[ID] AS key0, CAST(72 AS BIGINT) + 3 * COALESCE(DATALENGTH(t0.[ID]), 0) + 2 * COALESCE(DATALENGTH(CAST(t0.[NAME] AS NVARCHAR(MAX))), 0) + 2 * COALESCE(DATALENGTH(t0.[BODY]), 0) AS bytes
  FROM [dbo].[T] t0 WITH (INDEX([PRIMARY]))
  WHERE t0.[ID] > CAST(@p1 AS BIGINT)
  AND t0.[MADE] < CONVERT(DATETIME2(3), @p2, 121)
  ORDER BY t0.[ID];
--   ? = '1', '2026-01-01 00:00:00.000'

-- rows.readRange
SELECT TOP (1) t0.[ID] AS key0, CAST(SUBSTRING(HASHBYTES('SHA2_256', ISNULL(CONVERT(VARCHAR(MAX), CONVERT(VARBINARY(MAX), t0.[ID]), 2), '-') + ',' + ISNULL(CONVERT(VARCHAR(MAX), CONVERT(VARBINARY(MAX), t0.[NAME]), 2), '-') + ',' + ISNULL(CONVERT(VARCHAR(MAX), HASHBYTES('SHA2_256', CONVERT(VARBINARY(MAX), t0.[BODY])), 2), '-')), 1, 8) AS BIGINT) & CAST(1152921504606846975 AS BIGINT) AS hash, CASE WHEN t0.[MADE] < CONVERT(DATETIME2(3), @p1, 121) THEN 1 ELSE 0 END AS old, CAST(SUBSTRING(HASHBYTES('SHA2_256', ISNULL(CONVERT(VARCHAR(MAX), CONVERT(VARBINARY(MAX), t0.[ID]), 2), '-')), 1, 8) AS BIGINT) & CAST(1152921504606846975 AS BIGINT) AS [identity], CONVERT(VARCHAR(80), t0.[ID], 121) AS column0, CONVERT(VARCHAR(MAX), CONVERT(VARBINARY(MAX), CAST(t0.[NAME] AS NVARCHAR(MAX))), 2) AS column1, CASE WHEN DATALENGTH(t0.[BODY]) <= 268435456 THEN CONVERT(VARCHAR(MAX), CONVERT(VARBINARY(MAX), t0.[BODY]), 2) END AS column2, DATALENGTH(t0.[BODY]) AS length2
  FROM [dbo].[T] t0 WITH (INDEX([PRIMARY]))
  WHERE 1 = 1
  AND t0.[MADE] < CONVERT(DATETIME2(3), @p2, 121)
  ORDER BY t0.[ID];
--   ? = '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000'

-- rows.read
SELECT t0.[ID] AS key0, CAST(SUBSTRING(HASHBYTES('SHA2_256', ISNULL(CONVERT(VARCHAR(MAX), CONVERT(VARBINARY(MAX), t0.[ID]), 2), '-') + ',' + ISNULL(CONVERT(VARCHAR(MAX), CONVERT(VARBINARY(MAX), t0.[NAME]), 2), '-') + ',' + ISNULL(CONVERT(VARCHAR(MAX), HASHBYTES('SHA2_256', CONVERT(VARBINARY(MAX), t0.[BODY])), 2), '-')), 1, 8) AS BIGINT) & CAST(1152921504606846975 AS BIGINT) AS hash, CASE WHEN t0.[MADE] < CONVERT(DATETIME2(3), @p1, 121) THEN 1 ELSE 0 END AS old, CAST(SUBSTRING(HASHBYTES('SHA2_256', ISNULL(CONVERT(VARCHAR(MAX), CONVERT(VARBINARY(MAX), t0.[ID]), 2), '-')), 1, 8) AS BIGINT) & CAST(1152921504606846975 AS BIGINT) AS [identity], CONVERT(VARCHAR(80), t0.[ID], 121) AS column0, CONVERT(VARCHAR(MAX), CONVERT(VARBINARY(MAX), CAST(t0.[NAME] AS NVARCHAR(MAX))), 2) AS column1, CASE WHEN DATALENGTH(t0.[BODY]) <= 268435456 THEN CONVERT(VARCHAR(MAX), CONVERT(VARBINARY(MAX), t0.[BODY]), 2) END AS column2, DATALENGTH(t0.[BODY]) AS length2
  FROM (SELECT DISTINCT k0 FROM OPENJSON(@p2) WITH (k0 BIGINT '$[0]')) n INNER LOOP
  JOIN [dbo].[T] t0 WITH (INDEX([PRIMARY]), FORCESEEK) ON t0.[ID] = n.k0
  WHERE 1 = 1;
--   ? = '2026-01-01 00:00:00.000', '[["3"],["4"]]'

-- rows.childSizes
SELECT t0.[ID] AS key0, COUNT_BIG(*) AS total, SUM(CAST(24 AS BIGINT) + 3 * COALESCE(DATALENGTH(j0.[N]), 0)) AS bytes
  FROM (SELECT DISTINCT k0 FROM OPENJSON(@p1) WITH (k0 BIGINT '$[0]')) n INNER LOOP
  JOIN [dbo].[T] t0 WITH (INDEX([PRIMARY]), FORCESEEK) ON t0.[ID] = n.k0 INNER LOOP
  JOIN [dbo].[C] j0 WITH (FORCESEEK) ON j0.[T_ID] = t0.[ID]
  WHERE 1 = 1
  GROUP BY t0.[ID];
--   ? = '[["1"],["2"],["3"]]'

-- rows.readChildren
SELECT TOP (10) t0.[ID] AS key0, CAST(SUBSTRING(HASHBYTES('SHA2_256', ISNULL(CONVERT(VARCHAR(MAX), CONVERT(VARBINARY(MAX), j0.[N]), 2), '-')), 1, 8) AS BIGINT) & CAST(1152921504606846975 AS BIGINT) AS hash, CONVERT(VARCHAR(80), j0.[N], 121) AS column0
  FROM (SELECT DISTINCT k0 FROM OPENJSON(@p1) WITH (k0 BIGINT '$[0]')) n INNER LOOP
  JOIN [dbo].[T] t0 WITH (INDEX([PRIMARY]), FORCESEEK) ON t0.[ID] = n.k0 INNER LOOP
  JOIN [dbo].[C] j0 WITH (FORCESEEK) ON j0.[T_ID] = t0.[ID]
  WHERE 1 = 1;
--   ? = '[["1"],["3"]]'

-- rows.together
SELECT TOP (10) t0.[ID] AS key0
  FROM (SELECT DISTINCT t0.[BODY] FROM (SELECT DISTINCT k0 FROM OPENJSON(@p1) WITH (k0 BIGINT '$[0]')) n INNER LOOP JOIN [dbo].[T] t0 WITH (INDEX([PRIMARY]), FORCESEEK) ON t0.[ID] = n.k0 WHERE 1 = 1) g INNER
  JOIN [dbo].[T] t0 ON t0.[BODY] = g.[BODY];
--   ? = '[["1"],["2"]]'

-- rows.find
SELECT t0.[ID] AS key0, CAST(SUBSTRING(HASHBYTES('SHA2_256', ISNULL(CONVERT(VARCHAR(MAX), CONVERT(VARBINARY(MAX), t0.[ID]), 2), '-') + ',' + ISNULL(CONVERT(VARCHAR(MAX), CONVERT(VARBINARY(MAX), t0.[NAME]), 2), '-') + ',' + ISNULL(CONVERT(VARCHAR(MAX), HASHBYTES('SHA2_256', CONVERT(VARBINARY(MAX), t0.[BODY])), 2), '-')), 1, 8) AS BIGINT) & CAST(1152921504606846975 AS BIGINT) AS hash
  FROM (SELECT DISTINCT k0 FROM OPENJSON(@p1) WITH (k0 BIGINT '$[0]')) n INNER LOOP
  JOIN [dbo].[T] t0 WITH (INDEX([PRIMARY]), FORCESEEK) ON t0.[ID] = n.k0
  WHERE 1 = 1
  AND t0.[MADE] < CONVERT(DATETIME2(3), @p2, 121);
--   ? = '[["3"],["4"]]', '2026-01-01 00:00:00.000'

-- rows.lock
SELECT t0.[ID] AS key0, CAST(SUBSTRING(HASHBYTES('SHA2_256', ISNULL(CONVERT(VARCHAR(MAX), CONVERT(VARBINARY(MAX), t0.[ID]), 2), '-') + ',' + ISNULL(CONVERT(VARCHAR(MAX), CONVERT(VARBINARY(MAX), t0.[NAME]), 2), '-') + ',' + ISNULL(CONVERT(VARCHAR(MAX), HASHBYTES('SHA2_256', CONVERT(VARBINARY(MAX), t0.[BODY])), 2), '-')), 1, 8) AS BIGINT) & CAST(1152921504606846975 AS BIGINT) AS hash
  FROM (SELECT DISTINCT k0 FROM OPENJSON(@p1) WITH (k0 BIGINT '$[0]')) n INNER LOOP
  JOIN [dbo].[T] t0 WITH (INDEX([PRIMARY]), FORCESEEK, UPDLOCK, ROWLOCK, READPAST, READCOMMITTEDLOCK) ON t0.[ID] = n.k0
  WHERE 1 = 1
  AND t0.[MADE] < CONVERT(DATETIME2(3), @p2, 121);
--   ? = '[["3"],["4"]]', '2026-01-01 00:00:00.000'

-- rows.lockSum
SELECT COUNT_BIG(*) AS total, CAST(ISNULL(SUM(CAST(CAST(SUBSTRING(HASHBYTES('SHA2_256', ISNULL(CONVERT(VARCHAR(MAX), CONVERT(VARBINARY(MAX), t0.[ID]), 2), '-') + ',' + ISNULL(CONVERT(VARCHAR(MAX), CONVERT(VARBINARY(MAX), t0.[NAME]), 2), '-') + ',' + ISNULL(CONVERT(VARCHAR(MAX), HASHBYTES('SHA2_256', CONVERT(VARBINARY(MAX), t0.[BODY])), 2), '-')), 1, 8) AS BIGINT) & CAST(1152921504606846975 AS BIGINT) AS DECIMAL(38, 0))), 0) AS VARCHAR(40)) AS hash
  FROM (SELECT DISTINCT k0 FROM OPENJSON(@p1) WITH (k0 BIGINT '$[0]')) n INNER LOOP
  JOIN [dbo].[T] t0 WITH (INDEX([PRIMARY]), FORCESEEK, UPDLOCK, ROWLOCK, READPAST, READCOMMITTEDLOCK) ON t0.[ID] = n.k0
  WHERE 1 = 1
  AND 1 = 1;
--   ? = '[["3"],["4"]]'

-- rows.lockChildren
SELECT t0.[ID] AS key0, COUNT_BIG(*) AS total, CAST(ISNULL(SUM(CAST(CAST(SUBSTRING(HASHBYTES('SHA2_256', ISNULL(CONVERT(VARCHAR(MAX), CONVERT(VARBINARY(MAX), j0.[N]), 2), '-')), 1, 8) AS BIGINT) & CAST(1152921504606846975 AS BIGINT) AS DECIMAL(38, 0))), 0) AS VARCHAR(40)) AS hash
  FROM (SELECT DISTINCT k0 FROM OPENJSON(@p1) WITH (k0 BIGINT '$[0]')) n INNER LOOP
  JOIN [dbo].[T] t0 WITH (INDEX([PRIMARY]), FORCESEEK, READPAST, READCOMMITTEDLOCK) ON t0.[ID] = n.k0 INNER LOOP
  JOIN [dbo].[C] j0 WITH (FORCESEEK, UPDLOCK, ROWLOCK, READPAST, READCOMMITTEDLOCK) ON j0.[T_ID] = t0.[ID]
  WHERE 1 = 1
  GROUP BY t0.[ID];
--   ? = '[["1"],["3"]]'

-- rows.lockChildrenSum
SELECT COUNT_BIG(*) AS total, CAST(ISNULL(SUM(CAST(CAST(SUBSTRING(HASHBYTES('SHA2_256', ISNULL(CONVERT(VARCHAR(MAX), CONVERT(VARBINARY(MAX), j0.[N]), 2), '-')), 1, 8) AS BIGINT) & CAST(1152921504606846975 AS BIGINT) AS DECIMAL(38, 0))), 0) AS VARCHAR(40)) AS hash
  FROM (SELECT DISTINCT k0 FROM OPENJSON(@p1) WITH (k0 BIGINT '$[0]')) n INNER LOOP
  JOIN [dbo].[T] t0 WITH (INDEX([PRIMARY]), FORCESEEK, READPAST, READCOMMITTEDLOCK) ON t0.[ID] = n.k0 INNER LOOP
  JOIN [dbo].[C] j0 WITH (FORCESEEK, UPDLOCK, ROWLOCK, READPAST, READCOMMITTEDLOCK) ON j0.[T_ID] = t0.[ID]
  WHERE 1 = 1;
--   ? = '[["1"],["2"],["3"]]'

-- rows.lockReferred
SELECT DISTINCT t0.[ID] AS key0
  FROM (SELECT DISTINCT k0 FROM OPENJSON(@p1) WITH (k0 BIGINT '$[0]')) n INNER LOOP
  JOIN [dbo].[T] t0 WITH (INDEX([PRIMARY]), FORCESEEK, READUNCOMMITTED) ON t0.[ID] = n.k0
  WHERE 1 = 1
  AND t0.[ID] IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM [dbo].[T] r WITH (INDEX([PRIMARY]), FORCESEEK, UPDLOCK, ROWLOCK, READPAST, READCOMMITTEDLOCK) WHERE r.[ID] = t0.[ID]);
--   ? = '[["1"],["3"]]'

-- rows.count
SELECT COUNT_BIG(*) AS total
  FROM (SELECT DISTINCT k0 FROM OPENJSON(@p1) WITH (k0 BIGINT '$[0]')) n INNER LOOP
  JOIN [dbo].[T] t0 WITH (INDEX([PRIMARY]), FORCESEEK) ON t0.[ID] = n.k0
  WHERE 1 = 1
  AND CASE WHEN EXISTS (SELECT 1 FROM [dbo].[C] t1 WHERE t1.[T_ID] = t0.[ID]) THEN 0 ELSE 1 END = 1;
--   ? = '[["1"],["3"]]'

-- rows.countLiving
SELECT COUNT_BIG(*) AS total
  FROM (SELECT DISTINCT k0 FROM OPENJSON(@p1) WITH (k0 BIGINT '$[0]')) n INNER LOOP
  JOIN [dbo].[T] t0 WITH (INDEX([PRIMARY]), FORCESEEK) ON t0.[ID] = n.k0
  WHERE 1 = 1
  AND (t0.[ID] > CAST(@p2 AS DECIMAL(38, 0)) AND t0.[MADE] <= DATEADD(MILLISECOND, CAST(@p3 AS INT), DATEADD(DAY, CAST(@p4 AS INT), CAST('1970-01-01T00:00:00' AS DATETIME2(3)))));
--   ? = '[["1"],["3"]]', '1', '0', '20819'

-- live.count
SELECT COUNT_BIG(*) AS total, CAST(ISNULL(SUM(CAST(CAST(SUBSTRING(HASHBYTES('SHA2_256', ISNULL(CONVERT(VARCHAR(MAX), CONVERT(VARBINARY(MAX), t0.[ID]), 2), '-') + ',' + ISNULL(CONVERT(VARCHAR(MAX), CONVERT(VARBINARY(MAX), t0.[NAME]), 2), '-') + ',' + ISNULL(CONVERT(VARCHAR(MAX), HASHBYTES('SHA2_256', CONVERT(VARBINARY(MAX), t0.[BODY])), 2), '-')), 1, 8) AS BIGINT) & CAST(1152921504606846975 AS BIGINT) AS DECIMAL(38, 0))), 0) AS VARCHAR(40)) AS hash
  FROM [dbo].[T] t0
  WHERE 1 = 1
  AND ((t0.[ID] > CAST(@p1 AS DECIMAL(38, 0)) AND t0.[MADE] <= DATEADD(MILLISECOND, CAST(@p2 AS INT), DATEADD(DAY, CAST(@p3 AS INT), CAST('1970-01-01T00:00:00' AS DATETIME2(3))))) OR COALESCE(t0.[ID], 0) = 0 OR CASE WHEN t0.[NAME] IS NOT NULL THEN ISNULL(TRY_CAST(N'0' + LEFT(CAST(t0.[NAME] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2, PATINDEX(N'%[^0-9]%', CAST(t0.[NAME] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 + N'.') - 1) AS DECIMAL(38, 0)), 99999999999999999999999999999999999999) END BETWEEN CAST(@p4 AS DECIMAL(38, 0)) AND CAST(@p5 AS DECIMAL(38, 0)) OR (t0.[ID] < 0 OR t0.[ID] >= 99999999999990 OR DATEDIFF_BIG(MILLISECOND, t0.[MADE], DATEADD(MILLISECOND, CAST(@p6 AS INT), DATEADD(DAY, CAST(@p7 AS INT), CAST('1970-01-01T00:00:00' AS DATETIME2(3))))) < t0.[ID]) OR t0.[NAME] IN (CAST(@p8 AS VARCHAR(8000)), CAST(@p9 AS VARCHAR(8000))) OR t0.[NAME] NOT IN (CAST(@p10 AS VARCHAR(8000))) OR EXISTS (SELECT 1 FROM [dbo].[C] c WHERE (c.[T_ID] = t0.[ID] AND c.[N] > t0.[ID])));
--   ? = '1', '0', '20819', '1', '9', '0', '20454', 'a', 'b', 'a'

-- live.some
SELECT TOP (2) t0.[ID] AS key0
  FROM [dbo].[T] t0
  WHERE 1 = 1
  AND (t0.[ID] > CAST(@p1 AS DECIMAL(38, 0)) AND t0.[MADE] <= DATEADD(MILLISECOND, CAST(@p2 AS INT), DATEADD(DAY, CAST(@p3 AS INT), CAST('1970-01-01T00:00:00' AS DATETIME2(3)))))
  ORDER BY t0.[ID];
--   ? = '1', '0', '20819'

-- live.countJoined
SELECT SUM(total) AS total, CAST(ISNULL(SUM(hash), 0) AS VARCHAR(40)) AS hash
  FROM (SELECT COUNT_BIG(*) AS total, SUM(CAST(CAST(SUBSTRING(HASHBYTES('SHA2_256', ISNULL(CONVERT(VARCHAR(MAX), HASHBYTES('SHA2_256', CONVERT(VARBINARY(MAX), c.[N])), 2), '-')), 1, 8) AS BIGINT) & CAST(1152921504606846975 AS BIGINT) AS DECIMAL(38, 0))) AS hash FROM [dbo].[T] t0 INNER JOIN [dbo].[C] c ON c.[T_ID] = t0.[ID] WHERE 1 = 1 AND NOT (t0.[BODY] IS NULL) UNION ALL SELECT COUNT_BIG(*) AS total, SUM(CAST(CAST(SUBSTRING(HASHBYTES('SHA2_256', ISNULL(CONVERT(VARCHAR(MAX), HASHBYTES('SHA2_256', CONVERT(VARBINARY(MAX), c.[N])), 2), '-')), 1, 8) AS BIGINT) & CAST(1152921504606846975 AS BIGINT) AS DECIMAL(38, 0))) AS hash FROM [dbo].[T] t0 LEFT JOIN [dbo].[C] c ON c.[T_ID] = t0.[ID] WHERE 1 = 1 AND NOT (t0.[BODY] IS NULL)) counted;

-- live.newest
SELECT COUNT_BIG(*) AS total, CAST(ISNULL(SUM(CAST(newest AS DECIMAL(38, 0))), 0) AS VARCHAR(40)) AS hash
  FROM (SELECT MAX([ID]) AS newest FROM [dbo].[T] WHERE [NAME] IS NOT NULL AND [MADE] IS NOT NULL GROUP BY CAST(CAST([NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)), [MADE]) newest_lines;

-- live.seed
SELECT TOP (1) t0.[NAME] AS value0, t0.[BODY] AS value1
  FROM [dbo].[T] t0
  WHERE t0.[ID] = CAST(@p1 AS BIGINT);
--   ? = '3'

-- live.read
SELECT TOP (1) t.[ID] AS [ID], CONVERT(VARCHAR(64), HASHBYTES('SHA2_256', CONVERT(VARBINARY(MAX), t.[BODY])), 2) AS object
  FROM [dbo].[T] t
  LEFT
  JOIN [dbo].[C] c ON c.[T_ID] = t.[ID]
  WHERE (t.[NAME] IS NOT NULL AND t.[NAME] = CAST(@p1 AS VARCHAR(8000)))
  ORDER BY t.[ID] DESC;
--   ? = 'c'

-- server.cipher
SELECT CAST(SESSION_CONTEXT(N'drydock_cipher') AS NVARCHAR(200)) AS cipher;

-- server.clock
DECLARE @zone NVARCHAR(128) = DATENAME(TZOFFSET, SYSDATETIMEOFFSET()); IF CAST(SERVERPROPERTY('ProductMajorVersion') AS INT) >= 16 EXEC sp_executesql N'SET @zone = CURRENT_TIMEZONE_ID()', N'@zone NVARCHAR(128) OUTPUT', @zone OUTPUT; SELECT CAST(SERVERPROPERTY('ProductVersion') AS NVARCHAR(128)) + ' ' + CAST(SERVERPROPERTY('Edition') AS NVARCHAR(128)) AS version, CONVERT(VARCHAR(33), CAST(SYSUTCDATETIME() AS DATETIME2(3)), 121) AS utc, CONVERT(VARCHAR(33), CAST(SYSDATETIME() AS DATETIME2(3)), 121) AS here, @zone AS zone;

-- server.identity
SELECT CONCAT(@@SERVERNAME, ' ', CAST(CONNECTIONPROPERTY('local_net_address') AS VARCHAR(48)), ' ', CAST(CONNECTIONPROPERTY('local_tcp_port') AS VARCHAR(10))) AS own;

-- server.times
SELECT CONVERT(VARCHAR(33), x.newest, 121) AS newest, x.recent, x.future
  FROM (SELECT MAX(CASE WHEN [MADE] <= CONVERT(DATETIME2(3), @p1, 121) THEN [MADE] END) AS newest, COUNT_BIG(CASE WHEN [MADE] <= CONVERT(DATETIME2(3), @p2, 121) THEN 1 END) AS recent, COUNT_BIG(CASE WHEN [MADE] > CONVERT(DATETIME2(3), @p3, 121) THEN 1 END) AS future FROM [dbo].[T] WHERE [MADE] > CONVERT(DATETIME2(3), @p4, 121) AND [MADE] <= CONVERT(DATETIME2(3), @p5, 121)) x;
--   ? = '2026-01-02 00:00:00.000', '2026-01-02 00:00:00.000', '2026-01-02 00:00:00.000', '2025-01-01 00:00:00.000', '2027-01-01 00:00:00.000'

-- server.newest
SELECT CONVERT(VARCHAR(33), MAX([MADE]), 121) AS newest
  FROM [dbo].[T]
  WHERE [MADE] <= CONVERT(DATETIME2(3), @p1, 121);
--   ? = '2026-01-01 00:00:00.000'

-- server.epochs
SELECT COUNT_BIG(*) AS recent
  FROM [dbo].[T]
  WHERE [ID] > CAST(@p1 AS BIGINT)
  AND [ID] <= CAST(@p2 AS BIGINT);
--   ? = '0', '1767225600000000000'

-- server.limitTime
DECLARE @drydock_time_limit INT = 0;

-- server.plan
SET SHOWPLAN_XML ON GO DECLARE @p1 NVARCHAR(4000); SELECT t0.[ID] AS key0, CAST(SUBSTRING(HASHBYTES('SHA2_256', ISNULL(CONVERT(VARCHAR(MAX), CONVERT(VARBINARY(MAX), t0.[ID]), 2), '-') + ',' + ISNULL(CONVERT(VARCHAR(MAX), CONVERT(VARBINARY(MAX), t0.[NAME]), 2), '-') + ',' + ISNULL(CONVERT(VARCHAR(MAX), HASHBYTES('SHA2_256', CONVERT(VARBINARY(MAX), t0.[BODY])), 2), '-')), 1, 8) AS BIGINT) & CAST(1152921504606846975 AS BIGINT) AS hash
  FROM (SELECT DISTINCT k0 FROM OPENJSON(@p1) WITH (k0 BIGINT '$[0]')) n INNER LOOP
  JOIN [dbo].[T] t0 WITH (INDEX([PRIMARY]), FORCESEEK) ON t0.[ID] = n.k0
  WHERE 1 = 1
  AND 1 = 1 GO SET SHOWPLAN_XML OFF;

-- server.estimates
SELECT o.name, (SELECT SUM(p.rows) FROM sys.partitions p WHERE p.object_id = o.object_id AND p.index_id IN (0, 1)) AS total, CAST(g.data * 8192 AS BIGINT) AS bytes
  FROM sys.tables o
  JOIN sys.schemas s ON s.schema_id = o.schema_id
  JOIN (SELECT p.object_id, SUM(CASE WHEN p.index_id < 2 THEN a.total_pages ELSE 0 END) AS data, SUM(CASE WHEN p.index_id < 2 THEN 0 ELSE a.total_pages END) AS indexes, SUM(a.total_pages - a.used_pages) AS free FROM sys.partitions p JOIN sys.allocation_units a ON a.container_id = CASE WHEN a.type = 2 THEN p.partition_id ELSE p.hobt_id END GROUP BY p.object_id) g ON g.object_id = o.object_id
  WHERE s.name = @p1
  AND DB_NAME() = @p2;
--   ? = 'dbo', 'port'

-- server.space
SELECT o.name, CAST(g.data * 8192 AS BIGINT) AS data, CAST(g.indexes * 8192 AS BIGINT) AS indexes, CAST(g.free * 8192 AS BIGINT) AS free
  FROM sys.tables o
  JOIN sys.schemas s ON s.schema_id = o.schema_id
  JOIN (SELECT p.object_id, SUM(CASE WHEN p.index_id < 2 THEN a.total_pages ELSE 0 END) AS data, SUM(CASE WHEN p.index_id < 2 THEN 0 ELSE a.total_pages END) AS indexes, SUM(a.total_pages - a.used_pages) AS free FROM sys.partitions p JOIN sys.allocation_units a ON a.container_id = CASE WHEN a.type = 2 THEN p.partition_id ELSE p.hobt_id END GROUP BY p.object_id) g ON g.object_id = o.object_id
  WHERE s.name = @p1
  AND DB_NAME() = @p2
  ORDER BY o.name;
--   ? = 'dbo', 'port'

-- server.deleteTriggers
SELECT t.name, o.name AS owner, m.definition
  FROM sys.triggers t
  JOIN sys.trigger_events e ON e.object_id = t.object_id
  AND e.type_desc = 'DELETE'
  JOIN sys.objects o ON o.object_id = t.parent_id
  JOIN sys.schemas s ON s.schema_id = o.schema_id
  LEFT
  JOIN sys.sql_modules m ON m.object_id = t.object_id
  WHERE t.is_disabled = 0
  AND s.name = @p1
  AND DB_NAME() = @p2
  ORDER BY o.name, t.name;
--   ? = 'dbo', 'port'

-- server.replicas
IF HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER STATE') = 1 SELECT r.replica_server_name AS host, r.replica_id AS id
  FROM sys.availability_replicas r
  JOIN sys.dm_hadr_availability_replica_states s ON s.replica_id = r.replica_id
  WHERE s.is_local = 0
  ORDER BY r.replica_server_name;

-- server.sessions
IF HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER STATE') = 1 SELECT s.login_name AS who, DATEDIFF(SECOND, r.start_time, SYSDATETIME()) AS seconds, t.text AS doing
  FROM sys.dm_exec_requests r
  JOIN sys.dm_exec_sessions s ON s.session_id = r.session_id OUTER APPLY sys.dm_exec_sql_text(r.sql_handle) t
  WHERE s.is_user_process = 1
  AND r.session_id <> @@SPID;

-- server.lockHolder
IF HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER STATE') = 1 SELECT TOP (1) l.request_session_id AS id, DATEDIFF(SECOND, s.last_request_start_time, SYSDATETIME()) AS seconds, t.text AS doing
  FROM sys.dm_tran_locks l
  LEFT
  JOIN sys.dm_exec_sessions s ON s.session_id = l.request_session_id
  LEFT
  JOIN sys.dm_exec_connections c ON c.session_id = l.request_session_id OUTER APPLY sys.dm_exec_sql_text(c.most_recent_sql_handle) t
  WHERE l.resource_type = 'APPLICATION'
  AND l.request_status = 'GRANT'
  AND l.resource_database_id = DB_ID()
  AND CHARINDEX(@p1, l.resource_description) > 0 ELSE SELECT 'unknown' AS id, NULL AS seconds, NULL AS doing
  WHERE APPLOCK_TEST('public', @p2, 'Exclusive', 'Session') = 0;
--   ? = 'drydock f56825617bf693fecc99aeca', 'drydock f56825617bf693fecc99aeca'

-- server.ping
SELECT 1 AS one;

-- server.runningThreads
IF HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER STATE') = 1 SELECT COUNT(*) AS total
  FROM sys.dm_exec_requests r
  JOIN sys.dm_exec_sessions s ON s.session_id = r.session_id
  WHERE s.is_user_process = 1
  AND r.status IN ('running', 'runnable', 'suspended');

-- server.historyLength
IF HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER STATE') = 1 SELECT last_transaction_sequence_num - first_useful_sequence_num AS total
  FROM sys.dm_tran_current_transaction;

-- server.replicaLag
SELECT MAX(CASE WHEN is_primary_replica = 1 THEN NULL WHEN redo_queue_size = 0 THEN 0 ELSE DATEDIFF(SECOND, last_commit_time, SYSDATETIME()) END) AS lag
  FROM sys.dm_hadr_database_replica_states
  WHERE is_local = 1;

-- server.rights
SELECT o.name, HAS_PERMS_BY_NAME(QUOTENAME(s.name) + '.' + QUOTENAME(o.name), 'OBJECT', 'SELECT') AS may_select, HAS_PERMS_BY_NAME(QUOTENAME(s.name) + '.' + QUOTENAME(o.name), 'OBJECT', 'DELETE') AS may_delete, HAS_PERMS_BY_NAME(QUOTENAME(s.name) + '.' + QUOTENAME(o.name), 'OBJECT', 'INSERT') AS may_insert, HAS_PERMS_BY_NAME(QUOTENAME(s.name) + '.' + QUOTENAME(o.name), 'OBJECT', 'UPDATE') AS may_update, HAS_PERMS_BY_NAME(QUOTENAME(s.name) + '.' + QUOTENAME(o.name), 'OBJECT', 'ALTER') AS may_alter, HAS_PERMS_BY_NAME(QUOTENAME(s.name) + '.' + QUOTENAME(o.name), 'OBJECT', 'CONTROL') AS may_control, HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER STATE') AS sees, HAS_PERMS_BY_NAME('msdb.dbo.sysjobs', 'OBJECT', 'SELECT') AS jobs, HAS_PERMS_BY_NAME(DB_NAME(), 'DATABASE', 'VIEW DEFINITION') AS defines, HAS_PERMS_BY_NAME(DB_NAME(), 'DATABASE', 'SHOWPLAN') AS plans, HAS_PERMS_BY_NAME(DB_NAME(), 'DATABASE', 'CONTROL') AS keeps, HAS_PERMS_BY_NAME(DB_NAME(), 'DATABASE', 'CREATE TABLE') AS creates, IS_SRVROLEMEMBER('sysadmin') AS super, HAS_PERMS_BY_NAME(NULL, NULL, 'ALTER ANY LOGIN') AS logins
  FROM sys.schemas s
  LEFT
  JOIN sys.tables o ON o.schema_id = s.schema_id
  AND o.is_ms_shipped = 0
  WHERE s.name = @p1
  ORDER BY o.name;
--   ? = 'dbo'

-- server.settings
SELECT CAST(SERVERPROPERTY('ProductVersion') AS NVARCHAR(128)) AS version, CAST(SERVERPROPERTY('Edition') AS NVARCHAR(128)) AS edition, d.recovery_model_desc AS recovery, d.is_read_committed_snapshot_on AS rcsi, d.snapshot_isolation_state_desc AS snapshots, d.delayed_durability_desc AS durability, d.compatibility_level AS level, d.collation_name AS collation, d.is_read_only AS read_only, d.state_desc AS state, d.log_reuse_wait_desc AS waits, d.is_cdc_enabled AS cdc, d.is_published AS published, d.is_ansi_nulls_on AS ansi, d.is_auto_update_stats_on AS learns, DATABASEPROPERTYEX(d.name, 'Updateability') AS updates, CASE WHEN d.replica_id IS NULL THEN 0 ELSE 1 END AS mirrored, (SELECT COUNT(*) FROM sys.dm_os_schedulers WHERE 1 = HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER STATE') AND status = 'VISIBLE ONLINE') AS cores
  FROM sys.databases d
  WHERE d.database_id = DB_ID();

-- server.readiness
SELECT CAST(SERVERPROPERTY('ProductVersion') AS NVARCHAR(128)) AS version, CAST(SERVERPROPERTY('Edition') AS NVARCHAR(128)) AS edition, d.recovery_model_desc AS recovery, d.is_read_committed_snapshot_on AS rcsi, d.snapshot_isolation_state_desc AS snapshots, d.delayed_durability_desc AS durability, d.compatibility_level AS level, d.collation_name AS collation, d.is_read_only AS read_only, d.state_desc AS state, d.log_reuse_wait_desc AS waits, d.is_cdc_enabled AS cdc, d.is_published AS published, d.is_ansi_nulls_on AS ansi, d.is_auto_update_stats_on AS learns, DATABASEPROPERTYEX(d.name, 'Updateability') AS updates, CASE WHEN d.replica_id IS NULL THEN 0 ELSE 1 END AS mirrored, (SELECT COUNT(*) FROM sys.dm_os_schedulers WHERE 1 = HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER STATE') AND status = 'VISIBLE ONLINE') AS cores
  FROM sys.databases d
  WHERE d.database_id = DB_ID();
SELECT CASE WHEN HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER STATE') = 1 THEN (SELECT CAST(used_log_space_in_percent AS DECIMAL(9, 2)) FROM sys.dm_db_log_space_usage) END AS used;
IF HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER STATE') = 1 SELECT s.login_name AS who, t.session_id AS id, DATEDIFF(SECOND, a.transaction_begin_time, SYSDATETIME()) AS seconds
  FROM sys.dm_tran_active_transactions a
  JOIN sys.dm_tran_session_transactions t ON t.transaction_id = a.transaction_id
  JOIN sys.dm_exec_sessions s ON s.session_id = t.session_id
  WHERE t.session_id <> @@SPID
  AND DATEDIFF(SECOND, a.transaction_begin_time, SYSDATETIME()) > 1800
  AND (EXISTS (SELECT 1 FROM sys.dm_tran_database_transactions d WHERE d.transaction_id = a.transaction_id AND d.database_id = DB_ID() AND d.database_transaction_begin_time IS NOT NULL) OR EXISTS (SELECT 1 FROM sys.dm_tran_active_snapshot_database_transactions v WHERE v.transaction_id = a.transaction_id))
  ORDER BY a.transaction_begin_time;
IF HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER STATE') = 1 SELECT CAST(100.0 * SUM(version_store_reserved_page_count) / NULLIF(SUM(total_page_count), 0) AS DECIMAL(9, 2)) AS used
  FROM tempdb.sys.dm_db_file_space_usage;

-- server.tableReadiness
SELECT o.name, o.is_tracked_by_cdc AS captured, o.is_replicated AS replicated, CASE WHEN EXISTS (SELECT 1 FROM sys.change_tracking_tables c WHERE c.object_id = o.object_id) THEN 1 ELSE 0 END AS tracked, CASE WHEN EXISTS (SELECT 1 FROM sys.security_predicates p JOIN sys.security_policies q ON q.object_id = p.object_id WHERE p.target_object_id = o.object_id AND q.is_enabled = 1) THEN 1 ELSE 0 END AS hides, CASE WHEN EXISTS (SELECT 1 FROM sys.indexes i WHERE i.object_id = o.object_id AND i.type IN (5, 6)) THEN 1 ELSE 0 END AS columnstore, CASE WHEN EXISTS (SELECT 1 FROM sys.indexes i WHERE i.object_id = o.object_id AND i.is_disabled = 0 AND i.type IN (1, 2) AND i.allow_row_locks = 0) THEN 1 ELSE 0 END AS coarse
  FROM sys.tables o
  JOIN sys.schemas s ON s.schema_id = o.schema_id
  WHERE s.name = @p1
  AND DB_NAME() = @p2
  AND o.name IN (@p3, @p4)
  ORDER BY o.name;
--   ? = 'dbo', 'port', 'T', 'C'
SELECT k.name, o.name AS owner, r.name AS parent
  FROM sys.foreign_keys k
  JOIN sys.objects o ON o.object_id = k.parent_object_id
  JOIN sys.schemas s ON s.schema_id = o.schema_id
  JOIN sys.objects r ON r.object_id = k.referenced_object_id
  WHERE k.is_disabled = 1
  AND s.name = @p1
  AND DB_NAME() = @p2
  AND r.name IN (@p3, @p4)
  ORDER BY o.name, k.name;
--   ? = 'dbo', 'port', 'T', 'C'
SELECT k.name, o.name AS owner, r.name AS parent, c.name AS part, (SELECT SUM(p.rows) FROM sys.partitions p WHERE p.object_id = o.object_id AND p.index_id IN (0, 1)) AS total
  FROM sys.foreign_keys k
  JOIN sys.objects o ON o.object_id = k.parent_object_id
  JOIN sys.schemas s ON s.schema_id = o.schema_id
  JOIN sys.objects r ON r.object_id = k.referenced_object_id
  JOIN sys.foreign_key_columns f ON f.constraint_object_id = k.object_id
  AND f.constraint_column_id = 1
  JOIN sys.columns c ON c.object_id = f.parent_object_id
  AND c.column_id = f.parent_column_id
  WHERE k.is_disabled = 0
  AND s.name = @p1
  AND DB_NAME() = @p2
  AND r.name IN (@p3, @p4)
  AND NOT EXISTS (SELECT 1 FROM sys.index_columns x JOIN sys.indexes i ON i.object_id = x.object_id AND i.index_id = x.index_id WHERE x.object_id = o.object_id AND x.key_ordinal = 1 AND i.is_disabled = 0 AND i.has_filter = 0 AND x.column_id IN (SELECT y.parent_column_id FROM sys.foreign_key_columns y WHERE y.constraint_object_id = k.object_id))
  ORDER BY o.name, k.name;
--   ? = 'dbo', 'port', 'T', 'C'
SELECT k.name, o.name AS owner, r.name AS parent, o.lock_escalation_desc AS escalates, (SELECT SUM(p.rows) FROM sys.partitions p WHERE p.object_id = o.object_id AND p.index_id IN (0, 1)) AS total, (SELECT SUM(p.rows) FROM sys.partitions p WHERE p.object_id = r.object_id AND p.index_id IN (0, 1)) AS parents
  FROM sys.foreign_keys k
  JOIN sys.tables o ON o.object_id = k.parent_object_id
  JOIN sys.schemas s ON s.schema_id = o.schema_id
  JOIN sys.tables r ON r.object_id = k.referenced_object_id
  WHERE k.is_disabled = 0
  AND s.name = @p1
  AND DB_NAME() = @p2
  AND r.name IN (@p3, @p4)
  AND o.object_id <> r.object_id
  AND o.lock_escalation <> 1
  ORDER BY o.name, k.name;
--   ? = 'dbo', 'port', 'T', 'C'

-- server.longestStatement
SELECT 268435456 AS longest;

-- server.jobs
SELECT CASE WHEN HAS_PERMS_BY_NAME('msdb.dbo.sysjobs', 'OBJECT', 'SELECT') = 1
  AND HAS_PERMS_BY_NAME('msdb.dbo.sysjobsteps', 'OBJECT', 'SELECT') = 1 THEN 1 ELSE 0 END AS may;

-- server.jobsRun
SELECT CASE WHEN CAST(SERVERPROPERTY('EngineEdition') AS INT) = 4 THEN 0 WHEN HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER STATE') = 0 THEN 1 ELSE (SELECT COUNT(*) FROM sys.dm_server_services WHERE servicename LIKE 'SQL Server Agent%' AND status = 4) END AS runs;

-- server.readJobs
SELECT o.name, m.definition
  FROM sys.objects o
  LEFT
  JOIN sys.sql_modules m ON m.object_id = o.object_id
  WHERE o.type IN ('P', 'FN', 'IF', 'TF')
  AND o.is_ms_shipped = 0
  ORDER BY o.name;

-- server.otherTables
SELECT CASE WHEN s.name = @p1 THEN DB_NAME() ELSE DB_NAME() + '.' + s.name END AS owner, o.name, (SELECT ISNULL(SUM(p.rows), 0) FROM sys.partitions p WHERE p.object_id = o.object_id AND p.index_id IN (0, 1)) AS total
  FROM sys.tables o
  JOIN sys.schemas s ON s.schema_id = o.schema_id
  WHERE o.is_ms_shipped = 0
  AND NOT (1 = 0 OR (DB_NAME() = @p2 AND s.name = @p3))
  ORDER BY total, s.name, o.name;
--   ? = 'dbo', 'port', 'dbo'

-- server.columns
SELECT o.name AS owner, c.name, CASE WHEN y.is_user_defined = 1 THEN b.name ELSE y.name END AS data, c.max_length AS most, c.precision, c.scale, c.is_nullable AS nullable, c.collation_name, c.is_computed AS computed, c.generated_always_type AS generated, k.definition AS expression, c.is_masked AS masked, c.encryption_type AS encrypted, c.is_identity AS counted
  FROM sys.columns c
  JOIN sys.objects o ON o.object_id = c.object_id
  JOIN sys.schemas s ON s.schema_id = o.schema_id
  JOIN sys.types y ON y.user_type_id = c.user_type_id
  LEFT
  JOIN sys.types b ON b.user_type_id = c.system_type_id
  LEFT
  JOIN sys.computed_columns k ON k.object_id = c.object_id
  AND k.column_id = c.column_id
  WHERE o.type IN ('U', 'V')
  AND o.is_ms_shipped = 0
  AND s.name = @p1
  AND DB_NAME() = @p2
  ORDER BY o.name, c.column_id;
--   ? = 'dbo', 'port'

-- server.sumUp
SELECT COUNT_BIG(*) AS total, CAST(ISNULL(SUM(CAST(CAST(SUBSTRING(HASHBYTES('SHA2_256', ISNULL(CONVERT(VARCHAR(MAX), CONVERT(VARBINARY(MAX), t0.[ID]), 2), '-') + ',' + ISNULL(CONVERT(VARCHAR(MAX), CONVERT(VARBINARY(MAX), t0.[NAME]), 2), '-') + ',' + ISNULL(CONVERT(VARCHAR(MAX), HASHBYTES('SHA2_256', CONVERT(VARBINARY(MAX), t0.[BODY])), 2), '-')), 1, 8) AS BIGINT) & CAST(1152921504606846975 AS BIGINT) AS DECIMAL(38, 0))), 0) AS VARCHAR(40)) AS hash
  FROM [port].[dbo].[T] t0;

-- schema.read
SELECT 1 AS found
  FROM sys.schemas s
  WHERE s.name = @p1
  AND DB_NAME() = @p2;
--   ? = 'dbo', 'port'
SELECT o.name, o.type AS kind, t.is_memory_optimized AS in_memory, t.durability_desc AS durability, t.is_external AS remote, t.temporal_type_desc AS temporal, t.is_filetable AS files, CASE WHEN EXISTS (SELECT 1 FROM sys.partitions p WHERE p.object_id = o.object_id AND p.index_id IN (0, 1) AND p.partition_number > 1) THEN 1 ELSE 0 END AS partitioned
  FROM sys.objects o
  JOIN sys.schemas s ON s.schema_id = o.schema_id
  LEFT
  JOIN sys.tables t ON t.object_id = o.object_id
  WHERE o.type IN ('U', 'V')
  AND o.is_ms_shipped = 0
  AND s.name = @p1
  AND DB_NAME() = @p2
  ORDER BY o.name;
--   ? = 'dbo', 'port'
SELECT o.name AS owner, c.name, CASE WHEN y.is_user_defined = 1 THEN b.name ELSE y.name END AS data, c.max_length AS most, c.precision, c.scale, c.is_nullable AS nullable, c.collation_name, c.is_computed AS computed, c.generated_always_type AS generated, k.definition AS expression, c.is_masked AS masked, c.encryption_type AS encrypted, c.is_identity AS counted
  FROM sys.columns c
  JOIN sys.objects o ON o.object_id = c.object_id
  JOIN sys.schemas s ON s.schema_id = o.schema_id
  JOIN sys.types y ON y.user_type_id = c.user_type_id
  LEFT
  JOIN sys.types b ON b.user_type_id = c.system_type_id
  LEFT
  JOIN sys.computed_columns k ON k.object_id = c.object_id
  AND k.column_id = c.column_id
  WHERE o.type IN ('U', 'V')
  AND o.is_ms_shipped = 0
  AND s.name = @p1
  AND DB_NAME() = @p2
  ORDER BY o.name, c.column_id;
--   ? = 'dbo', 'port'
SELECT o.name AS owner, i.name, i.is_primary_key AS main, i.is_unique AS alone, c.name AS part, x.is_descending_key AS descending, i.type AS sort
  FROM sys.indexes i
  JOIN sys.objects o ON o.object_id = i.object_id
  JOIN sys.schemas s ON s.schema_id = o.schema_id
  JOIN sys.index_columns x ON x.object_id = i.object_id
  AND x.index_id = i.index_id
  AND x.is_included_column = 0
  AND x.key_ordinal > 0
  JOIN sys.columns c ON c.object_id = x.object_id
  AND c.column_id = x.column_id
  WHERE o.type = 'U'
  AND o.is_ms_shipped = 0
  AND i.type IN (1, 2)
  AND i.has_filter = 0
  AND i.is_disabled = 0
  AND i.is_hypothetical = 0
  AND s.name = @p1
  AND DB_NAME() = @p2
  ORDER BY o.name, i.name, x.key_ordinal;
--   ? = 'dbo', 'port'
SELECT o.name AS owner, k.name, c.name AS part, r.name AS parent, p.name AS parent_part, REPLACE(k.delete_referential_action_desc, '_', ' ') AS on_delete
  FROM sys.foreign_keys k
  JOIN sys.objects o ON o.object_id = k.parent_object_id
  JOIN sys.schemas s ON s.schema_id = o.schema_id
  JOIN sys.objects r ON r.object_id = k.referenced_object_id
  JOIN sys.schemas rs ON rs.schema_id = r.schema_id
  JOIN sys.foreign_key_columns f ON f.constraint_object_id = k.object_id
  JOIN sys.columns c ON c.object_id = f.parent_object_id
  AND c.column_id = f.parent_column_id
  JOIN sys.columns p ON p.object_id = f.referenced_object_id
  AND p.column_id = f.referenced_column_id
  WHERE k.is_disabled = 0
  AND s.name = @p1
  AND DB_NAME() = @p2
  AND rs.name = @p3
  AND DB_NAME() = @p4
  ORDER BY o.name, k.name, f.constraint_column_id;
--   ? = 'dbo', 'port', 'dbo', 'port'
SELECT s.name + '.' + o.name AS owner, k.name, r.name AS parent
  FROM sys.foreign_keys k
  JOIN sys.objects o ON o.object_id = k.parent_object_id
  JOIN sys.schemas s ON s.schema_id = o.schema_id
  JOIN sys.objects r ON r.object_id = k.referenced_object_id
  JOIN sys.schemas rs ON rs.schema_id = r.schema_id
  WHERE k.is_disabled = 0
  AND rs.name = @p1
  AND DB_NAME() = @p2
  AND NOT (s.name = @p3 AND DB_NAME() = @p4)
  ORDER BY s.name, o.name, k.name;
--   ? = 'dbo', 'port', 'dbo', 'port'

-- schema.foreignKeys
SELECT o.name AS owner, k.name, c.name AS part, r.name AS parent, p.name AS parent_part, REPLACE(k.delete_referential_action_desc, '_', ' ') AS on_delete
  FROM sys.foreign_keys k
  JOIN sys.objects o ON o.object_id = k.parent_object_id
  JOIN sys.schemas s ON s.schema_id = o.schema_id
  JOIN sys.objects r ON r.object_id = k.referenced_object_id
  JOIN sys.schemas rs ON rs.schema_id = r.schema_id
  JOIN sys.foreign_key_columns f ON f.constraint_object_id = k.object_id
  JOIN sys.columns c ON c.object_id = f.parent_object_id
  AND c.column_id = f.parent_column_id
  JOIN sys.columns p ON p.object_id = f.referenced_object_id
  AND p.column_id = f.referenced_column_id
  WHERE k.is_disabled = 0
  AND s.name = @p1
  AND DB_NAME() = @p2
  AND rs.name = @p3
  AND DB_NAME() = @p4
  ORDER BY o.name, k.name, f.constraint_column_id;
--   ? = 'dbo', 'port', 'dbo', 'port'
SELECT s.name + '.' + o.name AS owner, k.name, r.name AS parent
  FROM sys.foreign_keys k
  JOIN sys.objects o ON o.object_id = k.parent_object_id
  JOIN sys.schemas s ON s.schema_id = o.schema_id
  JOIN sys.objects r ON r.object_id = k.referenced_object_id
  JOIN sys.schemas rs ON rs.schema_id = r.schema_id
  WHERE k.is_disabled = 0
  AND rs.name = @p1
  AND DB_NAME() = @p2
  AND NOT (s.name = @p3 AND DB_NAME() = @p4)
  ORDER BY s.name, o.name, k.name;
--   ? = 'dbo', 'port', 'dbo', 'port'

-- schema.keysTo
SELECT o.name AS owner, k.name, r.name AS parent, REPLACE(k.delete_referential_action_desc, '_', ' ') AS on_delete
  FROM sys.foreign_keys k
  JOIN sys.objects o ON o.object_id = k.parent_object_id
  JOIN sys.schemas s ON s.schema_id = o.schema_id
  JOIN sys.objects r ON r.object_id = k.referenced_object_id
  JOIN sys.schemas rs ON rs.schema_id = r.schema_id
  WHERE k.is_disabled = 0
  AND s.name = @p1
  AND DB_NAME() = @p2
  AND rs.name = @p3
  AND DB_NAME() = @p4
  AND r.name IN (@p5)
  ORDER BY o.name, k.name;
--   ? = 'dbo', 'port', 'dbo', 'port', 'T'

-- schema.keysFromElsewhere
SELECT s.name + '.' + o.name AS owner, k.name, r.name AS parent
  FROM sys.foreign_keys k
  JOIN sys.objects o ON o.object_id = k.parent_object_id
  JOIN sys.schemas s ON s.schema_id = o.schema_id
  JOIN sys.objects r ON r.object_id = k.referenced_object_id
  JOIN sys.schemas rs ON rs.schema_id = r.schema_id
  WHERE k.is_disabled = 0
  AND rs.name = @p1
  AND DB_NAME() = @p2
  AND NOT (s.name = @p3 AND DB_NAME() = @p4)
  ORDER BY s.name, o.name, k.name;
--   ? = 'dbo', 'port', 'dbo', 'port'

-- schema.columnsOf
SELECT o.name AS owner, c.name, CASE WHEN y.is_user_defined = 1 THEN b.name ELSE y.name END AS data, c.max_length AS most, c.precision, c.scale, c.is_nullable AS nullable, c.collation_name, c.is_computed AS computed, c.generated_always_type AS generated, k.definition AS expression, c.is_masked AS masked, c.encryption_type AS encrypted, c.is_identity AS counted
  FROM sys.columns c
  JOIN sys.objects o ON o.object_id = c.object_id
  JOIN sys.schemas s ON s.schema_id = o.schema_id
  JOIN sys.types y ON y.user_type_id = c.user_type_id
  LEFT
  JOIN sys.types b ON b.user_type_id = c.system_type_id
  LEFT
  JOIN sys.computed_columns k ON k.object_id = c.object_id
  AND k.column_id = c.column_id
  WHERE o.type IN ('U', 'V')
  AND o.is_ms_shipped = 0
  AND s.name = @p1
  AND DB_NAME() = @p2
  AND o.name = @p3
  ORDER BY o.name, c.column_id;
--   ? = 'dbo', 'port', 'T'

-- schema.foreignKeysOf
SELECT k.name
  FROM sys.foreign_keys k
  JOIN sys.objects o ON o.object_id = k.parent_object_id
  JOIN sys.schemas s ON s.schema_id = o.schema_id
  JOIN sys.objects r ON r.object_id = k.referenced_object_id
  JOIN sys.schemas rs ON rs.schema_id = r.schema_id
  WHERE k.is_disabled = 0
  AND s.name = N'dbo'
  AND rs.name = s.name
  AND o.name = @p1
  ORDER BY k.name;
--   ? = 'C'

-- schema.sizes
SELECT o.name, CAST((g.data + g.indexes) * 8192 AS BIGINT) AS bytes
  FROM sys.tables o
  JOIN sys.schemas s ON s.schema_id = o.schema_id
  JOIN (SELECT p.object_id, SUM(CASE WHEN p.index_id < 2 THEN a.total_pages ELSE 0 END) AS data, SUM(CASE WHEN p.index_id < 2 THEN 0 ELSE a.total_pages END) AS indexes, SUM(a.total_pages - a.used_pages) AS free FROM sys.partitions p JOIN sys.allocation_units a ON a.container_id = CASE WHEN a.type = 2 THEN p.partition_id ELSE p.hobt_id END GROUP BY p.object_id) g ON g.object_id = o.object_id
  WHERE s.name = @p1
  AND DB_NAME() = @p2
  AND (o.name LIKE @p3 COLLATE Latin1_General_CI_AS)
  ORDER BY o.name;
--   ? = 'dbo', 'port', 'T'

-- upkeep.refresh
UPDATE STATISTICS [dbo].[T];

-- upkeep.check
DBCC CHECKTABLE (N'[dbo].[T]') WITH TABLERESULTS, NO_INFOMSGS;

-- upkeep.waitForTable
SET LOCK_TIMEOUT 1000;

-- upkeep.rebuild
IF CAST(SERVERPROPERTY('EngineEdition') AS INT) IN (3, 5, 8) EXEC(N'ALTER INDEX ALL ON [dbo].[T] REBUILD WITH (ONLINE = ON, MAXDOP = 1)') ELSE EXEC(N'ALTER INDEX ALL ON [dbo].[T] REORGANIZE WITH (LOB_COMPACTION = ON)');

-- upkeep.session
SELECT @@SPID AS id;

-- inUtc
SELECT 1 AS one;

-- inServersZone
SELECT 1 AS one;

-- rows.deleteChildren
DELETE j0
  FROM (SELECT DISTINCT k0 FROM OPENJSON(@p1) WITH (k0 BIGINT '$[0]')) n INNER LOOP
  JOIN [dbo].[T] t0 WITH (INDEX([PRIMARY]), FORCESEEK) ON t0.[ID] = n.k0 INNER LOOP
  JOIN [dbo].[C] j0 WITH (FORCESEEK, ROWLOCK) ON j0.[T_ID] = t0.[ID]
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'

-- rows.deleteRows
DELETE t0
  FROM (SELECT DISTINCT k0 FROM OPENJSON(@p1) WITH (k0 BIGINT '$[0]')) n INNER LOOP
  JOIN [dbo].[T] t0 WITH (INDEX([PRIMARY]), FORCESEEK, ROWLOCK) ON t0.[ID] = n.k0
  WHERE 1 = 1
  AND t0.[MADE] < CONVERT(DATETIME2(3), @p2, 121);
--   ? = '[["1"],["2"]]', '2026-01-01 00:00:00.000'

-- insert
IF OBJECTPROPERTY(OBJECT_ID(N'[dbo].[T]'), 'TableHasIdentity') = 1 SET IDENTITY_INSERT [dbo].[T] ON; INSERT INTO [dbo].[T] ([ID], [NAME], [BODY])
  VALUES (@p1, @p2, @p3); SELECT @@ROWCOUNT AS affected; IF OBJECTPROPERTY(OBJECT_ID(N'[dbo].[T]'), 'TableHasIdentity') = 1 SET IDENTITY_INSERT [dbo].[T] OFF;
--   ? = '5', '', x'00ff'

-- scratch.make
CREATE DATABASE [port_scratch];

-- scratch.drop
IF DB_ID(N'port_scratch') IS NOT NULL BEGIN ALTER DATABASE [port_scratch] SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE [port_scratch] END;

-- scratch.left
SELECT name
  FROM sys.databases
  WHERE LEFT(name, LEN(@p1)) = @p2;
--   ? = 'port_', 'port_'

-- scratch.copy
SELECT TOP (0) * INTO [dbo].[C]
  FROM [port].[dbo].[C]; DECLARE @made NVARCHAR(MAX) = (SELECT CASE WHEN i.is_primary_key = 1 OR i.is_unique_constraint = 1 THEN N'ALTER TABLE [dbo].[C] ADD CONSTRAINT ' + QUOTENAME(i.name) + ' ' + CASE WHEN i.is_primary_key = 1 THEN 'PRIMARY KEY ' ELSE 'UNIQUE ' END + CASE WHEN i.type = 1 THEN 'CLUSTERED' ELSE 'NONCLUSTERED' END + ' (' ELSE 'CREATE ' + CASE WHEN i.is_unique = 1 THEN 'UNIQUE ' ELSE '' END + CASE WHEN i.type = 1 THEN 'CLUSTERED' ELSE 'NONCLUSTERED' END + ' INDEX ' + QUOTENAME(i.name) + N' ON [dbo].[C] (' END + STUFF((SELECT ', ' + QUOTENAME(c.name) + CASE WHEN x.is_descending_key = 1 THEN ' DESC' ELSE '' END FROM [port].sys.index_columns x JOIN [port].sys.columns c ON c.object_id = x.object_id AND c.column_id = x.column_id WHERE x.object_id = i.object_id AND x.index_id = i.index_id AND x.is_included_column = 0 ORDER BY x.key_ordinal, x.index_column_id FOR XML PATH(''), TYPE).value('.', 'NVARCHAR(MAX)'), 1, 2, '') + ')' + ISNULL(' INCLUDE (' + STUFF((SELECT ', ' + QUOTENAME(c.name) FROM [port].sys.index_columns x JOIN [port].sys.columns c ON c.object_id = x.object_id AND c.column_id = x.column_id WHERE x.object_id = i.object_id AND x.index_id = i.index_id AND x.is_included_column = 1 ORDER BY x.key_ordinal, x.index_column_id FOR XML PATH(''), TYPE).value('.', 'NVARCHAR(MAX)'), 1, 2, '') + ')', '') + ISNULL(' WHERE ' + i.filter_definition, '') + '; ' FROM [port].sys.indexes i WHERE i.object_id = OBJECT_ID(N'[port].[dbo].[C]') AND i.type IN (1, 2) AND i.is_hypothetical = 0 AND i.is_disabled = 0 ORDER BY i.type, i.name FOR XML PATH(''), TYPE).value('.', 'NVARCHAR(MAX)'); EXEC(@made);

-- scratch.keysOf
SELECT r.name AS parent, 'CONSTRAINT ' + QUOTENAME(k.name) + ' FOREIGN KEY (' + STUFF((SELECT ', ' + QUOTENAME(c.name) FROM [port].sys.foreign_key_columns f JOIN [port].sys.columns c ON c.object_id = f.parent_object_id AND c.column_id = f.parent_column_id JOIN [port].sys.columns p ON p.object_id = f.referenced_object_id AND p.column_id = f.referenced_column_id WHERE f.constraint_object_id = k.object_id ORDER BY f.constraint_column_id FOR XML PATH(''), TYPE).value('.', 'NVARCHAR(MAX)'), 1, 2, '') + ') REFERENCES [dbo].' + QUOTENAME(r.name) + ' (' + STUFF((SELECT ', ' + QUOTENAME(p.name) FROM [port].sys.foreign_key_columns f JOIN [port].sys.columns c ON c.object_id = f.parent_object_id AND c.column_id = f.parent_column_id JOIN [port].sys.columns p ON p.object_id = f.referenced_object_id AND p.column_id = f.referenced_column_id WHERE f.constraint_object_id = k.object_id ORDER BY f.constraint_column_id FOR XML PATH(''), TYPE).value('.', 'NVARCHAR(MAX)'), 1, 2, '') + ') ON DELETE ' + REPLACE(k.delete_referential_action_desc, '_', ' ') AS definition
  FROM [port].sys.foreign_keys k
  JOIN [port].sys.objects o ON o.object_id = k.parent_object_id
  JOIN [port].sys.objects r ON r.object_id = k.referenced_object_id
  JOIN [port].sys.schemas s ON s.schema_id = o.schema_id
  WHERE k.is_disabled = 0
  AND s.name = 'dbo'
  AND o.name = @p1
  ORDER BY k.name;
--   ? = 'C'

-- scratch.addKey
ALTER TABLE [dbo].[C] ADD CONSTRAINT K FOREIGN KEY (T_ID) REFERENCES T (ID);

-- scratch.table
CREATE TABLE [dbo].[HANGING] ([A] BIGINT NOT NULL, [B] VARCHAR(60) COLLATE latin1_swedish_ci NULL, FOREIGN KEY ([A], [B]) REFERENCES [dbo].[MADE] ([A], [B]) ON DELETE CASCADE); CREATE INDEX [OF] ON [dbo].[HANGING] ([A], [B]);

-- scratch.change
UPDATE [dbo].[MADE] SET [D] = @p1
  WHERE [A] = @p2;
--   ? = '2026-01-01', '1'

-- scratch.dropTable
DROP TABLE [dbo].[HANGING];

-- tokens (safe)
SELECT TOP (1000) t0.[TOKEN_ID] AS key0
  FROM [dbo].[IDN_OAUTH2_ACCESS_TOKEN] t0
  WHERE 1 = 1
  AND (((CAST(CAST(t0.[TOKEN_STATE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p1 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p2 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND t0.[TIME_CREATED] < CONVERT(DATETIME2(3), @p3, 121) AND t0.[REFRESH_TOKEN_TIME_CREATED] < CONVERT(DATETIME2(3), @p4, 121)) OR (CAST(CAST(t0.[TOKEN_STATE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p5 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p6 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND (t0.[TIME_CREATED] < CASE WHEN t0.[VALIDITY_PERIOD] >= 1 AND t0.[VALIDITY_PERIOD] < 63902822400000 THEN DATEADD(MILLISECOND, -CAST(t0.[VALIDITY_PERIOD] % 60000 AS INT), DATEADD(MINUTE, -CAST(t0.[VALIDITY_PERIOD] / 60000 AS INT), CONVERT(DATETIME2(3), @p7, 121))) END AND t0.[REFRESH_TOKEN_TIME_CREATED] < CASE WHEN t0.[REFRESH_TOKEN_VALIDITY_PERIOD] >= 1 AND t0.[REFRESH_TOKEN_VALIDITY_PERIOD] < 63902822400000 THEN DATEADD(MILLISECOND, -CAST(t0.[REFRESH_TOKEN_VALIDITY_PERIOD] % 60000 AS INT), DATEADD(MINUTE, -CAST(t0.[REFRESH_TOKEN_VALIDITY_PERIOD] / 60000 AS INT), CONVERT(DATETIME2(3), @p8, 121))) END))) AND CASE WHEN EXISTS (SELECT 1 FROM [dbo].[IDN_OIDC_REQ_OBJECT_REFERENCE] t1 WHERE t1.[TOKEN_ID] = t0.[TOKEN_ID] AND EXISTS (SELECT 1 FROM [dbo].[IDN_OAUTH2_AUTHORIZATION_CODE] t2 WHERE t2.[CODE_ID] = t1.[CODE_ID] AND CASE WHEN ((t2.[TOKEN_ID] IS NULL OR CASE WHEN EXISTS (SELECT 1 FROM [dbo].[IDN_OAUTH2_ACCESS_TOKEN] t3 WHERE t3.[TOKEN_ID] = t2.[TOKEN_ID] AND CASE WHEN ((CAST(CAST(t3.[TOKEN_STATE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p9 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p10 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND t3.[TIME_CREATED] < CONVERT(DATETIME2(3), @p11, 121) AND t3.[REFRESH_TOKEN_TIME_CREATED] < CONVERT(DATETIME2(3), @p12, 121)) OR (CAST(CAST(t3.[TOKEN_STATE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p13 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p14 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND (t3.[TIME_CREATED] < CASE WHEN t3.[VALIDITY_PERIOD] >= 1 AND t3.[VALIDITY_PERIOD] < 63902822400000 THEN DATEADD(MILLISECOND, -CAST(t3.[VALIDITY_PERIOD] % 60000 AS INT), DATEADD(MINUTE, -CAST(t3.[VALIDITY_PERIOD] / 60000 AS INT), CONVERT(DATETIME2(3), @p15, 121))) END AND t3.[REFRESH_TOKEN_TIME_CREATED] < CASE WHEN t3.[REFRESH_TOKEN_VALIDITY_PERIOD] >= 1 AND t3.[REFRESH_TOKEN_VALIDITY_PERIOD] < 63902822400000 THEN DATEADD(MILLISECOND, -CAST(t3.[REFRESH_TOKEN_VALIDITY_PERIOD] % 60000 AS INT), DATEADD(MINUTE, -CAST(t3.[REFRESH_TOKEN_VALIDITY_PERIOD] / 60000 AS INT), CONVERT(DATETIME2(3), @p16, 121))) END))) THEN 0 ELSE 1 END = 1) THEN 0 ELSE 1 END = 1) AND (t2.[TIME_CREATED] < CASE WHEN t2.[VALIDITY_PERIOD] >= 1 AND t2.[VALIDITY_PERIOD] < 63902822400000 THEN DATEADD(MILLISECOND, -CAST(t2.[VALIDITY_PERIOD] % 60000 AS INT), DATEADD(MINUTE, -CAST(t2.[VALIDITY_PERIOD] / 60000 AS INT), CONVERT(DATETIME2(3), @p17, 121))) END OR (CAST(CAST(t2.[STATE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p18 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND t2.[TIME_CREATED] < CONVERT(DATETIME2(3), @p19, 121)))) THEN 0 ELSE 1 END = 1)) THEN 0 ELSE 1 END = 1)
  ORDER BY t0.[TOKEN_ID];
--   ? = 'INACTIVE', 'REVOKED', '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000', 'ACTIVE', 'EXPIRED', '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000', 'INACTIVE', 'REVOKED', '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000', 'ACTIVE', 'EXPIRED', '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000', 'INACTIVE', '2026-01-01 00:00:00.000'
DELETE j2
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_ACCESS_TOKEN] t0 WITH (INDEX([PK_IDN_OAUTH2_ACCESS_TOKEN]), FORCESEEK) ON t0.[TOKEN_ID] = n.k0 INNER LOOP
  JOIN [dbo].[IDN_OIDC_REQ_OBJECT_REFERENCE] j0 WITH (FORCESEEK) ON j0.[TOKEN_ID] = t0.[TOKEN_ID] INNER
  JOIN [dbo].[IDN_OIDC_REQ_OBJECT_CLAIMS] j1 ON j1.[REQ_OBJECT_ID] = j0.[ID] INNER
  JOIN [dbo].[IDN_OIDC_REQ_OBJ_CLAIM_VALUES] j2 WITH (ROWLOCK) ON j2.[REQ_OBJECT_CLAIMS_ID] = j1.[ID]
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE j1
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_ACCESS_TOKEN] t0 WITH (INDEX([PK_IDN_OAUTH2_ACCESS_TOKEN]), FORCESEEK) ON t0.[TOKEN_ID] = n.k0 INNER LOOP
  JOIN [dbo].[IDN_OIDC_REQ_OBJECT_REFERENCE] j0 WITH (FORCESEEK) ON j0.[TOKEN_ID] = t0.[TOKEN_ID] INNER
  JOIN [dbo].[IDN_OIDC_REQ_OBJECT_CLAIMS] j1 WITH (ROWLOCK) ON j1.[REQ_OBJECT_ID] = j0.[ID]
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE j0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_ACCESS_TOKEN] t0 WITH (INDEX([PK_IDN_OAUTH2_ACCESS_TOKEN]), FORCESEEK) ON t0.[TOKEN_ID] = n.k0 INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_TOKEN_BINDING] j0 WITH (FORCESEEK, ROWLOCK) ON j0.[TOKEN_ID] = t0.[TOKEN_ID]
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE t0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_TOKEN_BINDING] t0 WITH (INDEX([UQ_IDN_OAUTH2_TOKEN_BINDING]), FORCESEEK, ROWLOCK) ON t0.[TOKEN_ID] = n.k0
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE j0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_ACCESS_TOKEN] t0 WITH (INDEX([PK_IDN_OAUTH2_ACCESS_TOKEN]), FORCESEEK) ON t0.[TOKEN_ID] = n.k0 INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_ACCESS_TOKEN_SCOPE] j0 WITH (FORCESEEK, ROWLOCK) ON j0.[TOKEN_ID] = t0.[TOKEN_ID]
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE t0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_ACCESS_TOKEN_SCOPE] t0 WITH (INDEX([PK_IDN_OAUTH2_ACCESS_TOKEN_SCOPE]), FORCESEEK, ROWLOCK) ON t0.[TOKEN_ID] = n.k0
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE j0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_ACCESS_TOKEN] t0 WITH (INDEX([PK_IDN_OAUTH2_ACCESS_TOKEN]), FORCESEEK) ON t0.[TOKEN_ID] = n.k0 INNER LOOP
  JOIN [dbo].[IDN_OIDC_REQ_OBJECT_REFERENCE] j0 WITH (FORCESEEK, ROWLOCK) ON j0.[TOKEN_ID] = t0.[TOKEN_ID]
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE t0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OIDC_REQ_OBJECT_REFERENCE] t0 WITH (INDEX([IDX_OROR_TID]), FORCESEEK, ROWLOCK) ON t0.[TOKEN_ID] = n.k0
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE j0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_ACCESS_TOKEN] t0 WITH (INDEX([PK_IDN_OAUTH2_ACCESS_TOKEN]), FORCESEEK) ON t0.[TOKEN_ID] = n.k0 INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_ACCESS_TOKEN_ATTRIBUTES] j0 WITH (FORCESEEK, ROWLOCK) ON j0.[TOKEN_ID] = t0.[TOKEN_ID]
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE j0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_ACCESS_TOKEN] t0 WITH (INDEX([PK_IDN_OAUTH2_ACCESS_TOKEN]), FORCESEEK) ON t0.[TOKEN_ID] = n.k0 INNER
  JOIN [dbo].[IDN_OAUTH2_ACCESS_TOKEN_AUTHORIZATION_DETAILS] j0 WITH (ROWLOCK) ON j0.[TOKEN_ID] = t0.[TOKEN_ID]
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE t0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_ACCESS_TOKEN] t0 WITH (INDEX([PK_IDN_OAUTH2_ACCESS_TOKEN]), FORCESEEK, ROWLOCK) ON t0.[TOKEN_ID] = n.k0
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'

-- codes (safe)
SELECT TOP (1000) t0.[CODE_ID] AS key0
  FROM [dbo].[IDN_OAUTH2_AUTHORIZATION_CODE] t0
  WHERE 1 = 1
  AND (((t0.[TOKEN_ID] IS NULL OR CASE WHEN EXISTS (SELECT 1 FROM [dbo].[IDN_OAUTH2_ACCESS_TOKEN] t1 WHERE t1.[TOKEN_ID] = t0.[TOKEN_ID] AND CASE WHEN ((CAST(CAST(t1.[TOKEN_STATE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p1 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p2 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND t1.[TIME_CREATED] < CONVERT(DATETIME2(3), @p3, 121) AND t1.[REFRESH_TOKEN_TIME_CREATED] < CONVERT(DATETIME2(3), @p4, 121)) OR (CAST(CAST(t1.[TOKEN_STATE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p5 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p6 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND (t1.[TIME_CREATED] < CASE WHEN t1.[VALIDITY_PERIOD] >= 1 AND t1.[VALIDITY_PERIOD] < 63902822400000 THEN DATEADD(MILLISECOND, -CAST(t1.[VALIDITY_PERIOD] % 60000 AS INT), DATEADD(MINUTE, -CAST(t1.[VALIDITY_PERIOD] / 60000 AS INT), CONVERT(DATETIME2(3), @p7, 121))) END AND t1.[REFRESH_TOKEN_TIME_CREATED] < CASE WHEN t1.[REFRESH_TOKEN_VALIDITY_PERIOD] >= 1 AND t1.[REFRESH_TOKEN_VALIDITY_PERIOD] < 63902822400000 THEN DATEADD(MILLISECOND, -CAST(t1.[REFRESH_TOKEN_VALIDITY_PERIOD] % 60000 AS INT), DATEADD(MINUTE, -CAST(t1.[REFRESH_TOKEN_VALIDITY_PERIOD] / 60000 AS INT), CONVERT(DATETIME2(3), @p8, 121))) END))) THEN 0 ELSE 1 END = 1) THEN 0 ELSE 1 END = 1) AND (t0.[TIME_CREATED] < CASE WHEN t0.[VALIDITY_PERIOD] >= 1 AND t0.[VALIDITY_PERIOD] < 63902822400000 THEN DATEADD(MILLISECOND, -CAST(t0.[VALIDITY_PERIOD] % 60000 AS INT), DATEADD(MINUTE, -CAST(t0.[VALIDITY_PERIOD] / 60000 AS INT), CONVERT(DATETIME2(3), @p9, 121))) END OR (CAST(CAST(t0.[STATE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p10 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND t0.[TIME_CREATED] < CONVERT(DATETIME2(3), @p11, 121)))) AND CASE WHEN EXISTS (SELECT 1 FROM [dbo].[IDN_OIDC_REQ_OBJECT_REFERENCE] t1 WHERE t1.[CODE_ID] = t0.[CODE_ID] AND EXISTS (SELECT 1 FROM [dbo].[IDN_OAUTH2_ACCESS_TOKEN] t2 WHERE t2.[TOKEN_ID] = t1.[TOKEN_ID] AND CASE WHEN ((CAST(CAST(t2.[TOKEN_STATE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p12 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p13 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND t2.[TIME_CREATED] < CONVERT(DATETIME2(3), @p14, 121) AND t2.[REFRESH_TOKEN_TIME_CREATED] < CONVERT(DATETIME2(3), @p15, 121)) OR (CAST(CAST(t2.[TOKEN_STATE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p16 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p17 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND (t2.[TIME_CREATED] < CASE WHEN t2.[VALIDITY_PERIOD] >= 1 AND t2.[VALIDITY_PERIOD] < 63902822400000 THEN DATEADD(MILLISECOND, -CAST(t2.[VALIDITY_PERIOD] % 60000 AS INT), DATEADD(MINUTE, -CAST(t2.[VALIDITY_PERIOD] / 60000 AS INT), CONVERT(DATETIME2(3), @p18, 121))) END AND t2.[REFRESH_TOKEN_TIME_CREATED] < CASE WHEN t2.[REFRESH_TOKEN_VALIDITY_PERIOD] >= 1 AND t2.[REFRESH_TOKEN_VALIDITY_PERIOD] < 63902822400000 THEN DATEADD(MILLISECOND, -CAST(t2.[REFRESH_TOKEN_VALIDITY_PERIOD] % 60000 AS INT), DATEADD(MINUTE, -CAST(t2.[REFRESH_TOKEN_VALIDITY_PERIOD] / 60000 AS INT), CONVERT(DATETIME2(3), @p19, 121))) END))) THEN 0 ELSE 1 END = 1)) THEN 0 ELSE 1 END = 1)
  ORDER BY t0.[CODE_ID];
--   ? = 'INACTIVE', 'REVOKED', '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000', 'ACTIVE', 'EXPIRED', '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000', 'INACTIVE', '2026-01-01 00:00:00.000', 'INACTIVE', 'REVOKED', '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000', 'ACTIVE', 'EXPIRED', '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000'
DELETE j2
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_AUTHORIZATION_CODE] t0 WITH (INDEX([PK_IDN_OAUTH2_AUTHORIZATION_CODE]), FORCESEEK) ON t0.[CODE_ID] = n.k0 INNER
  JOIN [dbo].[IDN_OIDC_REQ_OBJECT_REFERENCE] j0 ON j0.[CODE_ID] = t0.[CODE_ID] INNER
  JOIN [dbo].[IDN_OIDC_REQ_OBJECT_CLAIMS] j1 ON j1.[REQ_OBJECT_ID] = j0.[ID] INNER
  JOIN [dbo].[IDN_OIDC_REQ_OBJ_CLAIM_VALUES] j2 WITH (ROWLOCK) ON j2.[REQ_OBJECT_CLAIMS_ID] = j1.[ID]
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE j1
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_AUTHORIZATION_CODE] t0 WITH (INDEX([PK_IDN_OAUTH2_AUTHORIZATION_CODE]), FORCESEEK) ON t0.[CODE_ID] = n.k0 INNER
  JOIN [dbo].[IDN_OIDC_REQ_OBJECT_REFERENCE] j0 ON j0.[CODE_ID] = t0.[CODE_ID] INNER
  JOIN [dbo].[IDN_OIDC_REQ_OBJECT_CLAIMS] j1 WITH (ROWLOCK) ON j1.[REQ_OBJECT_ID] = j0.[ID]
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE j0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_AUTHORIZATION_CODE] t0 WITH (INDEX([PK_IDN_OAUTH2_AUTHORIZATION_CODE]), FORCESEEK) ON t0.[CODE_ID] = n.k0 INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_AUTHZ_CODE_SCOPE] j0 WITH (FORCESEEK, ROWLOCK) ON j0.[CODE_ID] = t0.[CODE_ID]
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE t0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_AUTHZ_CODE_SCOPE] t0 WITH (INDEX([PK_IDN_OAUTH2_AUTHZ_CODE_SCOPE]), FORCESEEK, ROWLOCK) ON t0.[CODE_ID] = n.k0
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE j0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_AUTHORIZATION_CODE] t0 WITH (INDEX([PK_IDN_OAUTH2_AUTHORIZATION_CODE]), FORCESEEK) ON t0.[CODE_ID] = n.k0 INNER
  JOIN [dbo].[IDN_OIDC_REQ_OBJECT_REFERENCE] j0 WITH (ROWLOCK) ON j0.[CODE_ID] = t0.[CODE_ID]
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE j0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_AUTHORIZATION_CODE] t0 WITH (INDEX([PK_IDN_OAUTH2_AUTHORIZATION_CODE]), FORCESEEK) ON t0.[CODE_ID] = n.k0 INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_DPOP_JKT] j0 WITH (FORCESEEK, ROWLOCK) ON j0.[CODE_ID] = t0.[CODE_ID]
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE j0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_AUTHORIZATION_CODE] t0 WITH (INDEX([PK_IDN_OAUTH2_AUTHORIZATION_CODE]), FORCESEEK) ON t0.[CODE_ID] = n.k0 INNER
  JOIN [dbo].[IDN_OAUTH2_AUTHZ_CODE_ACTOR] j0 WITH (ROWLOCK) ON j0.[CODE_ID] = t0.[CODE_ID]
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE j0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_AUTHORIZATION_CODE] t0 WITH (INDEX([PK_IDN_OAUTH2_AUTHORIZATION_CODE]), FORCESEEK) ON t0.[CODE_ID] = n.k0 INNER
  JOIN [dbo].[IDN_OAUTH2_AUTHZ_CODE_AUTHORIZATION_DETAILS] j0 WITH (ROWLOCK) ON j0.[CODE_ID] = t0.[CODE_ID]
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE t0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_AUTHORIZATION_CODE] t0 WITH (INDEX([PK_IDN_OAUTH2_AUTHORIZATION_CODE]), FORCESEEK, ROWLOCK) ON t0.[CODE_ID] = n.k0
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'

-- refresh-tokens (safe)
SELECT TOP (1000) t0.[REFRESH_TOKEN_ID] AS key0
  FROM [dbo].[IDN_OAUTH2_REFRESH_TOKEN] t0
  WHERE 1 = 1
  AND ((CAST(CAST(t0.[TOKEN_STATE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p1 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p2 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND t0.[REFRESH_TOKEN_TIME_CREATED] < CONVERT(DATETIME2(3), @p3, 121)) OR (CAST(CAST(t0.[TOKEN_STATE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p4 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p5 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND t0.[REFRESH_TOKEN_TIME_CREATED] < CASE WHEN t0.[REFRESH_TOKEN_VALIDITY_PERIOD] >= 1 AND t0.[REFRESH_TOKEN_VALIDITY_PERIOD] < 63902822400000 THEN DATEADD(MILLISECOND, -CAST(t0.[REFRESH_TOKEN_VALIDITY_PERIOD] % 60000 AS INT), DATEADD(MINUTE, -CAST(t0.[REFRESH_TOKEN_VALIDITY_PERIOD] / 60000 AS INT), CONVERT(DATETIME2(3), @p6, 121))) END))
  ORDER BY t0.[REFRESH_TOKEN_ID];
--   ? = 'INACTIVE', 'REVOKED', '2026-01-01 00:00:00.000', 'ACTIVE', 'EXPIRED', '2026-01-01 00:00:00.000'
DELETE j0
  FROM (SELECT DISTINCT k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_REFRESH_TOKEN] t0 WITH (INDEX([PRIMARY]), FORCESEEK) ON t0.[REFRESH_TOKEN_ID] = n.k0 INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_REFRESH_TOKEN_SCOPE] j0 WITH (FORCESEEK, ROWLOCK) ON j0.[REFRESH_TOKEN_ID] = t0.[REFRESH_TOKEN_ID]
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE t0
  FROM (SELECT DISTINCT k0 COLLATE latin1_swedish_ci AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_REFRESH_TOKEN_SCOPE] t0 WITH (INDEX([PRIMARY]), FORCESEEK, ROWLOCK) ON t0.[REFRESH_TOKEN_ID] = n.k0
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE j0
  FROM (SELECT DISTINCT k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_REFRESH_TOKEN] t0 WITH (INDEX([PRIMARY]), FORCESEEK) ON t0.[REFRESH_TOKEN_ID] = n.k0 INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_REFRESH_TOKEN_BINDING] j0 WITH (FORCESEEK, ROWLOCK) ON j0.[REFRESH_TOKEN_ID] = t0.[REFRESH_TOKEN_ID]
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE t0
  FROM (SELECT DISTINCT k0 COLLATE latin1_swedish_ci AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_REFRESH_TOKEN_BINDING] t0 WITH (INDEX([PRIMARY]), FORCESEEK, ROWLOCK) ON t0.[REFRESH_TOKEN_ID] = n.k0
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE t0
  FROM (SELECT DISTINCT k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_REFRESH_TOKEN] t0 WITH (INDEX([PRIMARY]), FORCESEEK, ROWLOCK) ON t0.[REFRESH_TOKEN_ID] = n.k0
  WHERE 1 = 1
  AND ((CAST(CAST(t0.[TOKEN_STATE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p2 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p3 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND t0.[REFRESH_TOKEN_TIME_CREATED] < CONVERT(DATETIME2(3), @p4, 121)) OR (CAST(CAST(t0.[TOKEN_STATE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p5 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p6 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND t0.[REFRESH_TOKEN_TIME_CREATED] < CASE WHEN t0.[REFRESH_TOKEN_VALIDITY_PERIOD] >= 1 AND t0.[REFRESH_TOKEN_VALIDITY_PERIOD] < 63902822400000 THEN DATEADD(MILLISECOND, -CAST(t0.[REFRESH_TOKEN_VALIDITY_PERIOD] % 60000 AS INT), DATEADD(MINUTE, -CAST(t0.[REFRESH_TOKEN_VALIDITY_PERIOD] / 60000 AS INT), CONVERT(DATETIME2(3), @p7, 121))) END));
--   ? = '[["1"],["2"]]', 'INACTIVE', 'REVOKED', '2026-01-01 00:00:00.000', 'ACTIVE', 'EXPIRED', '2026-01-01 00:00:00.000'

-- ciba-requests (safe)
SELECT TOP (1000) t0.[AUTH_CODE_KEY] AS key0
  FROM [dbo].[IDN_OAUTH2_CIBA_AUTH_CODE] t0
  WHERE 1 = 1
  AND ((CAST(CAST(t0.[AUTH_REQ_STATUS] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p1 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p2 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p3 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND t0.[ISSUED_TIME] < CONVERT(DATETIME2(3), @p4, 121)) OR t0.[ISSUED_TIME] < CASE WHEN t0.[EXPIRES_IN] >= 1 AND t0.[EXPIRES_IN] < 63902822400 THEN DATEADD(SECOND, -CAST(t0.[EXPIRES_IN] % 60 AS INT), DATEADD(MINUTE, -CAST(t0.[EXPIRES_IN] / 60 AS INT), CONVERT(DATETIME2(3), @p5, 121))) END)
  ORDER BY t0.[AUTH_CODE_KEY];
--   ? = 'EXPIRED', 'TOKEN_ISSUED', 'FAILED', '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000'
DELETE j0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_CIBA_AUTH_CODE] t0 WITH (INDEX([PK_IDN_OAUTH2_CIBA_AUTH_CODE]), FORCESEEK) ON t0.[AUTH_CODE_KEY] = n.k0 INNER
  JOIN [dbo].[IDN_OAUTH2_CIBA_REQUEST_SCOPES] j0 WITH (ROWLOCK) ON j0.[AUTH_CODE_KEY] = t0.[AUTH_CODE_KEY]
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE t0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_CIBA_AUTH_CODE] t0 WITH (INDEX([PK_IDN_OAUTH2_CIBA_AUTH_CODE]), FORCESEEK, ROWLOCK) ON t0.[AUTH_CODE_KEY] = n.k0
  WHERE 1 = 1
  AND ((CAST(CAST(t0.[AUTH_REQ_STATUS] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p2 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p3 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p4 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND t0.[ISSUED_TIME] < CONVERT(DATETIME2(3), @p5, 121)) OR t0.[ISSUED_TIME] < CASE WHEN t0.[EXPIRES_IN] >= 1 AND t0.[EXPIRES_IN] < 63902822400 THEN DATEADD(SECOND, -CAST(t0.[EXPIRES_IN] % 60 AS INT), DATEADD(MINUTE, -CAST(t0.[EXPIRES_IN] / 60 AS INT), CONVERT(DATETIME2(3), @p6, 121))) END);
--   ? = '[["1"],["2"]]', 'EXPIRED', 'TOKEN_ISSUED', 'FAILED', '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000'

-- device-codes (safe)
SELECT TOP (1000) t0.[DEVICE_CODE] AS key0
  FROM [dbo].[IDN_OAUTH2_DEVICE_FLOW] t0
  WHERE 1 = 1
  AND (t0.[EXPIRY_TIME] < CONVERT(DATETIME2(3), @p1, 121) OR (CAST(CAST(t0.[STATUS] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p2 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND t0.[TIME_CREATED] < CONVERT(DATETIME2(3), @p3, 121)))
  ORDER BY t0.[DEVICE_CODE];
--   ? = '2026-01-01 00:00:00.000', 'EXPIRED', '2026-01-01 00:00:00.000'
DELETE j0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_DEVICE_FLOW] t0 WITH (INDEX([PK_IDN_OAUTH2_DEVICE_FLOW]), FORCESEEK) ON t0.[DEVICE_CODE] = n.k0 INNER
  JOIN [dbo].[IDN_OAUTH2_DEVICE_FLOW_SCOPES] j0 WITH (ROWLOCK) ON j0.[SCOPE_ID] = t0.[CODE_ID]
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE t0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_DEVICE_FLOW] t0 WITH (INDEX([PK_IDN_OAUTH2_DEVICE_FLOW]), FORCESEEK, ROWLOCK) ON t0.[DEVICE_CODE] = n.k0
  WHERE 1 = 1
  AND (t0.[EXPIRY_TIME] < CONVERT(DATETIME2(3), @p2, 121) OR (CAST(CAST(t0.[STATUS] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p3 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND t0.[TIME_CREATED] < CONVERT(DATETIME2(3), @p4, 121)));
--   ? = '[["1"],["2"]]', '2026-01-01 00:00:00.000', 'EXPIRED', '2026-01-01 00:00:00.000'

-- par-requests (safe)
SELECT TOP (1000) t0.[REQ_URI_REF] AS key0
  FROM [dbo].[IDN_OAUTH_PAR] t0
  WHERE 1 = 1
  AND (t0.[SCHEDULED_EXPIRY] >= CAST(@p1 AS BIGINT) AND t0.[SCHEDULED_EXPIRY] < CAST(@p2 AS BIGINT))
  ORDER BY t0.[REQ_URI_REF];
--   ? = '1', '1767225600000'
DELETE t0
  FROM (SELECT DISTINCT k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH_PAR] t0 WITH (INDEX([PRIMARY]), FORCESEEK, ROWLOCK) ON t0.[REQ_URI_REF] = n.k0
  WHERE 1 = 1
  AND (t0.[SCHEDULED_EXPIRY] >= CAST(@p2 AS BIGINT) AND t0.[SCHEDULED_EXPIRY] < CAST(@p3 AS BIGINT));
--   ? = '[["1"],["2"]]', '1', '1767225600000'

-- jtis (safe)
SELECT TOP (1000) t0.[JWT_ID] AS key0
  FROM [dbo].[IDN_OIDC_JTI] t0
  WHERE 1 = 1
  AND t0.[EXP_TIME] < CONVERT(DATETIME2(3), @p1, 121)
  ORDER BY t0.[JWT_ID];
--   ? = '2026-01-01 00:00:00.000'
DELETE t0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OIDC_JTI] t0 WITH (INDEX([PK_IDN_OIDC_JTI]), FORCESEEK, ROWLOCK) ON t0.[JWT_ID] = n.k0
  WHERE 1 = 1
  AND t0.[EXP_TIME] < CONVERT(DATETIME2(3), @p2, 121);
--   ? = '[["1"],["2"]]', '2026-01-01 00:00:00.000'

-- revoked-jwts (safe)
SELECT TOP (1000) t0.[UUID] AS key0
  FROM [dbo].[AM_REVOKED_JWT] t0
  WHERE 1 = 1
  AND ((t0.[EXPIRY_TIMESTAMP] >= CAST(@p1 AS BIGINT) AND t0.[EXPIRY_TIMESTAMP] < CAST(@p2 AS BIGINT)) AND ((t0.[EXPIRY_TIMESTAMP] >= CAST(@p3 AS BIGINT)) OR (t0.[EXPIRY_TIMESTAMP] >= CAST(@p4 AS BIGINT) AND t0.[EXPIRY_TIMESTAMP] < CAST(@p5 AS BIGINT))))
  ORDER BY t0.[UUID];
--   ? = '1', '1767225600000', '100000000000', '1', '1767225600'
DELETE t0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[AM_REVOKED_JWT] t0 WITH (INDEX([PK_AM_REVOKED_JWT]), FORCESEEK, ROWLOCK) ON t0.[UUID] = n.k0
  WHERE 1 = 1
  AND ((t0.[EXPIRY_TIMESTAMP] >= CAST(@p2 AS BIGINT) AND t0.[EXPIRY_TIMESTAMP] < CAST(@p3 AS BIGINT)) AND ((t0.[EXPIRY_TIMESTAMP] >= CAST(@p4 AS BIGINT)) OR (t0.[EXPIRY_TIMESTAMP] >= CAST(@p5 AS BIGINT) AND t0.[EXPIRY_TIMESTAMP] < CAST(@p6 AS BIGINT))));
--   ? = '[["1"],["2"]]', '1', '1767225600000', '100000000000', '1', '1767225600'

-- invalid-tokens (safe)
SELECT TOP (1000) t0.[UUID] AS key0
  FROM [dbo].[IDN_INVALID_TOKENS] t0
  WHERE 1 = 1
  AND t0.[EXPIRY_TIMESTAMP] < CONVERT(DATETIME2(3), @p1, 121)
  ORDER BY t0.[UUID];
--   ? = '2026-01-01 00:00:00.000'
DELETE t0
  FROM (SELECT DISTINCT k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_INVALID_TOKENS] t0 WITH (INDEX([PRIMARY]), FORCESEEK, ROWLOCK) ON t0.[UUID] = n.k0
  WHERE 1 = 1
  AND t0.[EXPIRY_TIMESTAMP] < CONVERT(DATETIME2(3), @p2, 121);
--   ? = '[["1"],["2"]]', '2026-01-01 00:00:00.000'

-- revoked-tokens (safe)
SELECT TOP (1000) t0.[UUID] AS key0
  FROM [dbo].[IDN_OAUTH2_REVOKED_TOKENS] t0
  WHERE 1 = 1
  AND t0.[EXPIRY_TIMESTAMP] < CONVERT(DATETIME2(3), @p1, 121)
  ORDER BY t0.[UUID];
--   ? = '2026-01-01 00:00:00.000'
DELETE t0
  FROM (SELECT DISTINCT k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_REVOKED_TOKENS] t0 WITH (INDEX([PRIMARY]), FORCESEEK, ROWLOCK) ON t0.[UUID] = n.k0
  WHERE 1 = 1
  AND t0.[EXPIRY_TIMESTAMP] < CONVERT(DATETIME2(3), @p2, 121);
--   ? = '[["1"],["2"]]', '2026-01-01 00:00:00.000'

-- subject-revocations (safe)
SELECT TOP (1000) t0.[EVENT_ID] AS key0
  FROM [dbo].[IDN_SUBJECT_ENTITY_REVOKED_EVENT] t0
  WHERE 1 = 1
  AND (t0.[TIME_REVOKED] < CONVERT(DATETIME2(3), @p1, 121) AND CASE WHEN EXISTS (SELECT 1 FROM [dbo].[IDN_OAUTH_CONSUMER_APPS] t1 WHERE (CASE WHEN t0.[TIME_REVOKED] < CASE WHEN t1.[USER_ACCESS_TOKEN_EXPIRE_TIME] >= 1 AND t1.[USER_ACCESS_TOKEN_EXPIRE_TIME] < 63902822400 THEN DATEADD(SECOND, -CAST(t1.[USER_ACCESS_TOKEN_EXPIRE_TIME] % 60 AS INT), DATEADD(MINUTE, -CAST(t1.[USER_ACCESS_TOKEN_EXPIRE_TIME] / 60 AS INT), CONVERT(DATETIME2(3), @p2, 121))) END THEN 0 ELSE 1 END = 1 OR CASE WHEN t0.[TIME_REVOKED] < CASE WHEN t1.[APP_ACCESS_TOKEN_EXPIRE_TIME] >= 1 AND t1.[APP_ACCESS_TOKEN_EXPIRE_TIME] < 63902822400 THEN DATEADD(SECOND, -CAST(t1.[APP_ACCESS_TOKEN_EXPIRE_TIME] % 60 AS INT), DATEADD(MINUTE, -CAST(t1.[APP_ACCESS_TOKEN_EXPIRE_TIME] / 60 AS INT), CONVERT(DATETIME2(3), @p3, 121))) END THEN 0 ELSE 1 END = 1)) THEN 0 ELSE 1 END = 1)
  ORDER BY t0.[EVENT_ID];
--   ? = '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000'
DELETE t0
  FROM (SELECT DISTINCT k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_SUBJECT_ENTITY_REVOKED_EVENT] t0 WITH (INDEX([PRIMARY]), FORCESEEK, ROWLOCK) ON t0.[EVENT_ID] = n.k0
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'

-- app-revocations (safe)
SELECT TOP (1000) t0.[EVENT_ID] AS key0
  FROM [dbo].[IDN_APP_REVOKED_EVENT] t0
  WHERE 1 = 1
  AND (t0.[TIME_REVOKED] < CONVERT(DATETIME2(3), @p1, 121) AND CASE WHEN EXISTS (SELECT 1 FROM [dbo].[IDN_OAUTH_CONSUMER_APPS] t1 WHERE (CASE WHEN t0.[TIME_REVOKED] < CASE WHEN t1.[USER_ACCESS_TOKEN_EXPIRE_TIME] >= 1 AND t1.[USER_ACCESS_TOKEN_EXPIRE_TIME] < 63902822400 THEN DATEADD(SECOND, -CAST(t1.[USER_ACCESS_TOKEN_EXPIRE_TIME] % 60 AS INT), DATEADD(MINUTE, -CAST(t1.[USER_ACCESS_TOKEN_EXPIRE_TIME] / 60 AS INT), CONVERT(DATETIME2(3), @p2, 121))) END THEN 0 ELSE 1 END = 1 OR CASE WHEN t0.[TIME_REVOKED] < CASE WHEN t1.[APP_ACCESS_TOKEN_EXPIRE_TIME] >= 1 AND t1.[APP_ACCESS_TOKEN_EXPIRE_TIME] < 63902822400 THEN DATEADD(SECOND, -CAST(t1.[APP_ACCESS_TOKEN_EXPIRE_TIME] % 60 AS INT), DATEADD(MINUTE, -CAST(t1.[APP_ACCESS_TOKEN_EXPIRE_TIME] / 60 AS INT), CONVERT(DATETIME2(3), @p3, 121))) END THEN 0 ELSE 1 END = 1)) THEN 0 ELSE 1 END = 1)
  ORDER BY t0.[EVENT_ID];
--   ? = '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000'
DELETE t0
  FROM (SELECT DISTINCT k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_APP_REVOKED_EVENT] t0 WITH (INDEX([PRIMARY]), FORCESEEK, ROWLOCK) ON t0.[EVENT_ID] = n.k0
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'

-- uma-tickets (safe)
SELECT TOP (1000) t0.[ID] AS key0
  FROM [dbo].[IDN_UMA_PERMISSION_TICKET] t0
  WHERE 1 = 1
  AND t0.[EXPIRY_TIME] < CONVERT(DATETIME2(3), @p1, 121)
  ORDER BY t0.[ID];
--   ? = '2026-01-01 00:00:00.000'
DELETE j1
  FROM (SELECT DISTINCT k0 FROM OPENJSON(@p1) WITH (k0 BIGINT '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_UMA_PERMISSION_TICKET] t0 WITH (INDEX([PK_IDN_UMA_PERMISSION_TICKET]), FORCESEEK) ON t0.[ID] = n.k0 INNER
  JOIN [dbo].[IDN_UMA_PT_RESOURCE] j0 ON j0.[PT_ID] = t0.[ID] INNER
  JOIN [dbo].[IDN_UMA_PT_RESOURCE_SCOPE] j1 WITH (ROWLOCK) ON j1.[PT_RESOURCE_ID] = j0.[ID]
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE j0
  FROM (SELECT DISTINCT k0 FROM OPENJSON(@p1) WITH (k0 BIGINT '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_UMA_PERMISSION_TICKET] t0 WITH (INDEX([PK_IDN_UMA_PERMISSION_TICKET]), FORCESEEK) ON t0.[ID] = n.k0 INNER
  JOIN [dbo].[IDN_UMA_PT_RESOURCE] j0 WITH (ROWLOCK) ON j0.[PT_ID] = t0.[ID]
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE t0
  FROM (SELECT DISTINCT k0 FROM OPENJSON(@p1) WITH (k0 BIGINT '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_UMA_PERMISSION_TICKET] t0 WITH (INDEX([PK_IDN_UMA_PERMISSION_TICKET]), FORCESEEK, ROWLOCK) ON t0.[ID] = n.k0
  WHERE 1 = 1
  AND t0.[EXPIRY_TIME] < CONVERT(DATETIME2(3), @p2, 121);
--   ? = '[["1"],["2"]]', '2026-01-01 00:00:00.000'

-- sessions (safe)
SELECT TOP (1000) t0.[SESSION_ID] AS key0, t0.[SESSION_TYPE] AS key1, t0.[TIME_CREATED] AS key2, t0.[OPERATION] AS key3
  FROM [dbo].[IDN_AUTH_SESSION_STORE] t0
  WHERE 1 = 1
  AND (((t0.[EXPIRY_TIME] >= CAST(@p1 AS BIGINT) AND t0.[EXPIRY_TIME] < CAST(@p2 AS BIGINT)) OR ((t0.[TIME_CREATED] < CAST(@p3 AS BIGINT)) AND (CAST(CAST(t0.[OPERATION] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p4 AS NVARCHAR(4000)) AS VARBINARY(8000))) OR EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_SESSION_STORE] t1 WHERE t1.[SESSION_ID] = t0.[SESSION_ID] AND t1.[SESSION_TYPE] = t0.[SESSION_TYPE] AND t1.[TIME_CREATED] > t0.[TIME_CREATED] AND (t1.[TIME_CREATED] < CAST(@p5 AS BIGINT)))))) AND CASE WHEN EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_SESSION_STORE] t1 WHERE t1.[SESSION_ID] = t0.[SESSION_ID] AND t1.[SESSION_TYPE] = t0.[SESSION_TYPE] AND t1.[TIME_CREATED] <= t0.[TIME_CREATED] AND (CAST(CAST(t1.[OPERATION] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p6 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND CASE WHEN ((t1.[EXPIRY_TIME] >= CAST(@p7 AS BIGINT) AND t1.[EXPIRY_TIME] < CAST(@p8 AS BIGINT)) OR ((t1.[TIME_CREATED] < CAST(@p9 AS BIGINT)) AND (CAST(CAST(t1.[OPERATION] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p10 AS NVARCHAR(4000)) AS VARBINARY(8000))) OR EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_SESSION_STORE] t2 WHERE t2.[SESSION_ID] = t1.[SESSION_ID] AND t2.[SESSION_TYPE] = t1.[SESSION_TYPE] AND t2.[TIME_CREATED] > t1.[TIME_CREATED] AND (t2.[TIME_CREATED] < CAST(@p11 AS BIGINT)))))) THEN 0 ELSE 1 END = 1)) THEN 0 ELSE 1 END = 1)
  ORDER BY t0.[SESSION_ID], t0.[SESSION_TYPE], t0.[TIME_CREATED], t0.[OPERATION];
--   ? = '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', 'STORE', '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000'
DELETE t0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0, k1 COLLATE SQL_Latin1_General_CP1_CI_AS AS k1, k2, k3 COLLATE SQL_Latin1_General_CP1_CI_AS AS k3 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]', k1 VARCHAR(8000) '$[1]', k2 BIGINT '$[2]', k3 VARCHAR(8000) '$[3]')) n INNER LOOP
  JOIN [dbo].[IDN_AUTH_SESSION_STORE] t0 WITH (INDEX([PK_IDN_AUTH_SESSION_STORE]), FORCESEEK, ROWLOCK) ON t0.[SESSION_ID] = n.k0
  AND t0.[SESSION_TYPE] = n.k1
  AND t0.[TIME_CREATED] = n.k2
  AND t0.[OPERATION] = n.k3
  WHERE 1 = 1;
--   ? = '[["1","1","1","1"],["2","2","2","2"]]'

-- temporary-sessions (safe)
SELECT TOP (1000) t0.[SESSION_ID] AS key0, t0.[SESSION_TYPE] AS key1, t0.[TIME_CREATED] AS key2, t0.[OPERATION] AS key3
  FROM [dbo].[IDN_AUTH_TEMP_SESSION_STORE] t0
  WHERE 1 = 1
  AND (((t0.[EXPIRY_TIME] >= CAST(@p1 AS BIGINT) AND t0.[EXPIRY_TIME] < CAST(@p2 AS BIGINT)) OR ((t0.[TIME_CREATED] < CAST(@p3 AS BIGINT)) AND (CAST(CAST(t0.[OPERATION] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p4 AS NVARCHAR(4000)) AS VARBINARY(8000))) OR EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_TEMP_SESSION_STORE] t1 WHERE t1.[SESSION_ID] = t0.[SESSION_ID] AND t1.[SESSION_TYPE] = t0.[SESSION_TYPE] AND t1.[TIME_CREATED] > t0.[TIME_CREATED] AND (t1.[TIME_CREATED] < CAST(@p5 AS BIGINT)))))) AND CASE WHEN EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_TEMP_SESSION_STORE] t1 WHERE t1.[SESSION_ID] = t0.[SESSION_ID] AND t1.[SESSION_TYPE] = t0.[SESSION_TYPE] AND t1.[TIME_CREATED] <= t0.[TIME_CREATED] AND (CAST(CAST(t1.[OPERATION] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p6 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND CASE WHEN ((t1.[EXPIRY_TIME] >= CAST(@p7 AS BIGINT) AND t1.[EXPIRY_TIME] < CAST(@p8 AS BIGINT)) OR ((t1.[TIME_CREATED] < CAST(@p9 AS BIGINT)) AND (CAST(CAST(t1.[OPERATION] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p10 AS NVARCHAR(4000)) AS VARBINARY(8000))) OR EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_TEMP_SESSION_STORE] t2 WHERE t2.[SESSION_ID] = t1.[SESSION_ID] AND t2.[SESSION_TYPE] = t1.[SESSION_TYPE] AND t2.[TIME_CREATED] > t1.[TIME_CREATED] AND (t2.[TIME_CREATED] < CAST(@p11 AS BIGINT)))))) THEN 0 ELSE 1 END = 1)) THEN 0 ELSE 1 END = 1)
  ORDER BY t0.[SESSION_ID], t0.[SESSION_TYPE], t0.[TIME_CREATED], t0.[OPERATION];
--   ? = '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', 'STORE', '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000'
DELETE t0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0, k1 COLLATE SQL_Latin1_General_CP1_CI_AS AS k1, k2, k3 COLLATE SQL_Latin1_General_CP1_CI_AS AS k3 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]', k1 VARCHAR(8000) '$[1]', k2 BIGINT '$[2]', k3 VARCHAR(8000) '$[3]')) n INNER LOOP
  JOIN [dbo].[IDN_AUTH_TEMP_SESSION_STORE] t0 WITH (INDEX([PK_IDN_AUTH_TEMP_SESSION_STORE]), FORCESEEK, ROWLOCK) ON t0.[SESSION_ID] = n.k0
  AND t0.[SESSION_TYPE] = n.k1
  AND t0.[TIME_CREATED] = n.k2
  AND t0.[OPERATION] = n.k3
  WHERE 1 = 1;
--   ? = '[["1","1","1","1"],["2","2","2","2"]]'

-- session-users (safe)
SELECT TOP (1000) t0.[ID] AS key0
  FROM [dbo].[IDN_AUTH_USER_SESSION_MAPPING] t0
  WHERE 1 = 1
  AND ((CASE WHEN EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_SESSION_STORE] t1 WHERE t1.[SESSION_ID] = t0.[SESSION_ID] AND CASE WHEN (((t1.[EXPIRY_TIME] >= CAST(@p1 AS BIGINT) AND t1.[EXPIRY_TIME] < CAST(@p2 AS BIGINT)) OR ((t1.[TIME_CREATED] < CAST(@p3 AS BIGINT)) AND (CAST(CAST(t1.[OPERATION] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p4 AS NVARCHAR(4000)) AS VARBINARY(8000))) OR EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_SESSION_STORE] t2 WHERE t2.[SESSION_ID] = t1.[SESSION_ID] AND t2.[SESSION_TYPE] = t1.[SESSION_TYPE] AND t2.[TIME_CREATED] > t1.[TIME_CREATED] AND (t2.[TIME_CREATED] < CAST(@p5 AS BIGINT)))))) AND CASE WHEN EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_SESSION_STORE] t2 WHERE t2.[SESSION_ID] = t1.[SESSION_ID] AND t2.[SESSION_TYPE] = t1.[SESSION_TYPE] AND t2.[TIME_CREATED] <= t1.[TIME_CREATED] AND (CAST(CAST(t2.[OPERATION] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p6 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND CASE WHEN ((t2.[EXPIRY_TIME] >= CAST(@p7 AS BIGINT) AND t2.[EXPIRY_TIME] < CAST(@p8 AS BIGINT)) OR ((t2.[TIME_CREATED] < CAST(@p9 AS BIGINT)) AND (CAST(CAST(t2.[OPERATION] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p10 AS NVARCHAR(4000)) AS VARBINARY(8000))) OR EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_SESSION_STORE] t3 WHERE t3.[SESSION_ID] = t2.[SESSION_ID] AND t3.[SESSION_TYPE] = t2.[SESSION_TYPE] AND t3.[TIME_CREATED] > t2.[TIME_CREATED] AND (t3.[TIME_CREATED] < CAST(@p11 AS BIGINT)))))) THEN 0 ELSE 1 END = 1)) THEN 0 ELSE 1 END = 1) THEN 0 ELSE 1 END = 1) THEN 0 ELSE 1 END = 1 AND CASE WHEN EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_TEMP_SESSION_STORE] t1 WHERE t1.[SESSION_ID] = t0.[SESSION_ID] AND CASE WHEN (((t1.[EXPIRY_TIME] >= CAST(@p12 AS BIGINT) AND t1.[EXPIRY_TIME] < CAST(@p13 AS BIGINT)) OR ((t1.[TIME_CREATED] < CAST(@p14 AS BIGINT)) AND (CAST(CAST(t1.[OPERATION] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p15 AS NVARCHAR(4000)) AS VARBINARY(8000))) OR EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_TEMP_SESSION_STORE] t2 WHERE t2.[SESSION_ID] = t1.[SESSION_ID] AND t2.[SESSION_TYPE] = t1.[SESSION_TYPE] AND t2.[TIME_CREATED] > t1.[TIME_CREATED] AND (t2.[TIME_CREATED] < CAST(@p16 AS BIGINT)))))) AND CASE WHEN EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_TEMP_SESSION_STORE] t2 WHERE t2.[SESSION_ID] = t1.[SESSION_ID] AND t2.[SESSION_TYPE] = t1.[SESSION_TYPE] AND t2.[TIME_CREATED] <= t1.[TIME_CREATED] AND (CAST(CAST(t2.[OPERATION] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p17 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND CASE WHEN ((t2.[EXPIRY_TIME] >= CAST(@p18 AS BIGINT) AND t2.[EXPIRY_TIME] < CAST(@p19 AS BIGINT)) OR ((t2.[TIME_CREATED] < CAST(@p20 AS BIGINT)) AND (CAST(CAST(t2.[OPERATION] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p21 AS NVARCHAR(4000)) AS VARBINARY(8000))) OR EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_TEMP_SESSION_STORE] t3 WHERE t3.[SESSION_ID] = t2.[SESSION_ID] AND t3.[SESSION_TYPE] = t2.[SESSION_TYPE] AND t3.[TIME_CREATED] > t2.[TIME_CREATED] AND (t3.[TIME_CREATED] < CAST(@p22 AS BIGINT)))))) THEN 0 ELSE 1 END = 1)) THEN 0 ELSE 1 END = 1) THEN 0 ELSE 1 END = 1) THEN 0 ELSE 1 END = 1) AND EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_SESSION_META_DATA] t1 WHERE t1.[SESSION_ID] = t0.[SESSION_ID] AND (CAST(CAST(t1.[PROPERTY_TYPE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p23 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p24 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND (CASE WHEN DATALENGTH(CAST(t1.[VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t1.[VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t1.[VALUE] AS NVARCHAR(4000)) AS BIGINT) END >= CAST(@p25 AS BIGINT) AND CASE WHEN DATALENGTH(CAST(t1.[VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t1.[VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t1.[VALUE] AS NVARCHAR(4000)) AS BIGINT) END < CAST(@p26 AS BIGINT)))) AND CASE WHEN EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_SESSION_META_DATA] t1 WHERE t1.[SESSION_ID] = t0.[SESSION_ID] AND (CAST(CAST(t1.[PROPERTY_TYPE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p27 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p28 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND CASE WHEN (CASE WHEN DATALENGTH(CAST(t1.[VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t1.[VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t1.[VALUE] AS NVARCHAR(4000)) AS BIGINT) END >= CAST(@p29 AS BIGINT) AND CASE WHEN DATALENGTH(CAST(t1.[VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t1.[VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t1.[VALUE] AS NVARCHAR(4000)) AS BIGINT) END < CAST(@p30 AS BIGINT)) THEN 0 ELSE 1 END = 1)) THEN 0 ELSE 1 END = 1)
  ORDER BY t0.[ID];
--   ? = '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', 'STORE', '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', 'STORE', '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', 'Login Time', 'Last Access Time', '1', '1765929600000', 'Login Time', 'Last Access Time', '1', '1765929600000'
DELETE t0
  FROM (SELECT DISTINCT k0 FROM OPENJSON(@p1) WITH (k0 BIGINT '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_AUTH_USER_SESSION_MAPPING] t0 WITH (INDEX([PK_IDN_AUTH_USER_SESSION_MAPPING]), FORCESEEK, ROWLOCK) ON t0.[ID] = n.k0
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'

-- session-apps (safe)
SELECT TOP (1000) t0.[SESSION_ID] AS key0, t0.[SUBJECT] AS key1, t0.[APP_ID] AS key2, t0.[INBOUND_AUTH_TYPE] AS key3
  FROM [dbo].[IDN_AUTH_SESSION_APP_INFO] t0
  WHERE 1 = 1
  AND ((CASE WHEN EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_SESSION_STORE] t1 WHERE t1.[SESSION_ID] = t0.[SESSION_ID] AND CASE WHEN (((t1.[EXPIRY_TIME] >= CAST(@p1 AS BIGINT) AND t1.[EXPIRY_TIME] < CAST(@p2 AS BIGINT)) OR ((t1.[TIME_CREATED] < CAST(@p3 AS BIGINT)) AND (CAST(CAST(t1.[OPERATION] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p4 AS NVARCHAR(4000)) AS VARBINARY(8000))) OR EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_SESSION_STORE] t2 WHERE t2.[SESSION_ID] = t1.[SESSION_ID] AND t2.[SESSION_TYPE] = t1.[SESSION_TYPE] AND t2.[TIME_CREATED] > t1.[TIME_CREATED] AND (t2.[TIME_CREATED] < CAST(@p5 AS BIGINT)))))) AND CASE WHEN EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_SESSION_STORE] t2 WHERE t2.[SESSION_ID] = t1.[SESSION_ID] AND t2.[SESSION_TYPE] = t1.[SESSION_TYPE] AND t2.[TIME_CREATED] <= t1.[TIME_CREATED] AND (CAST(CAST(t2.[OPERATION] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p6 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND CASE WHEN ((t2.[EXPIRY_TIME] >= CAST(@p7 AS BIGINT) AND t2.[EXPIRY_TIME] < CAST(@p8 AS BIGINT)) OR ((t2.[TIME_CREATED] < CAST(@p9 AS BIGINT)) AND (CAST(CAST(t2.[OPERATION] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p10 AS NVARCHAR(4000)) AS VARBINARY(8000))) OR EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_SESSION_STORE] t3 WHERE t3.[SESSION_ID] = t2.[SESSION_ID] AND t3.[SESSION_TYPE] = t2.[SESSION_TYPE] AND t3.[TIME_CREATED] > t2.[TIME_CREATED] AND (t3.[TIME_CREATED] < CAST(@p11 AS BIGINT)))))) THEN 0 ELSE 1 END = 1)) THEN 0 ELSE 1 END = 1) THEN 0 ELSE 1 END = 1) THEN 0 ELSE 1 END = 1 AND CASE WHEN EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_TEMP_SESSION_STORE] t1 WHERE t1.[SESSION_ID] = t0.[SESSION_ID] AND CASE WHEN (((t1.[EXPIRY_TIME] >= CAST(@p12 AS BIGINT) AND t1.[EXPIRY_TIME] < CAST(@p13 AS BIGINT)) OR ((t1.[TIME_CREATED] < CAST(@p14 AS BIGINT)) AND (CAST(CAST(t1.[OPERATION] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p15 AS NVARCHAR(4000)) AS VARBINARY(8000))) OR EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_TEMP_SESSION_STORE] t2 WHERE t2.[SESSION_ID] = t1.[SESSION_ID] AND t2.[SESSION_TYPE] = t1.[SESSION_TYPE] AND t2.[TIME_CREATED] > t1.[TIME_CREATED] AND (t2.[TIME_CREATED] < CAST(@p16 AS BIGINT)))))) AND CASE WHEN EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_TEMP_SESSION_STORE] t2 WHERE t2.[SESSION_ID] = t1.[SESSION_ID] AND t2.[SESSION_TYPE] = t1.[SESSION_TYPE] AND t2.[TIME_CREATED] <= t1.[TIME_CREATED] AND (CAST(CAST(t2.[OPERATION] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p17 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND CASE WHEN ((t2.[EXPIRY_TIME] >= CAST(@p18 AS BIGINT) AND t2.[EXPIRY_TIME] < CAST(@p19 AS BIGINT)) OR ((t2.[TIME_CREATED] < CAST(@p20 AS BIGINT)) AND (CAST(CAST(t2.[OPERATION] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p21 AS NVARCHAR(4000)) AS VARBINARY(8000))) OR EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_TEMP_SESSION_STORE] t3 WHERE t3.[SESSION_ID] = t2.[SESSION_ID] AND t3.[SESSION_TYPE] = t2.[SESSION_TYPE] AND t3.[TIME_CREATED] > t2.[TIME_CREATED] AND (t3.[TIME_CREATED] < CAST(@p22 AS BIGINT)))))) THEN 0 ELSE 1 END = 1)) THEN 0 ELSE 1 END = 1) THEN 0 ELSE 1 END = 1) THEN 0 ELSE 1 END = 1) AND EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_SESSION_META_DATA] t1 WHERE t1.[SESSION_ID] = t0.[SESSION_ID] AND (CAST(CAST(t1.[PROPERTY_TYPE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p23 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p24 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND (CASE WHEN DATALENGTH(CAST(t1.[VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t1.[VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t1.[VALUE] AS NVARCHAR(4000)) AS BIGINT) END >= CAST(@p25 AS BIGINT) AND CASE WHEN DATALENGTH(CAST(t1.[VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t1.[VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t1.[VALUE] AS NVARCHAR(4000)) AS BIGINT) END < CAST(@p26 AS BIGINT)))) AND CASE WHEN EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_SESSION_META_DATA] t1 WHERE t1.[SESSION_ID] = t0.[SESSION_ID] AND (CAST(CAST(t1.[PROPERTY_TYPE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p27 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p28 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND CASE WHEN (CASE WHEN DATALENGTH(CAST(t1.[VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t1.[VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t1.[VALUE] AS NVARCHAR(4000)) AS BIGINT) END >= CAST(@p29 AS BIGINT) AND CASE WHEN DATALENGTH(CAST(t1.[VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t1.[VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t1.[VALUE] AS NVARCHAR(4000)) AS BIGINT) END < CAST(@p30 AS BIGINT)) THEN 0 ELSE 1 END = 1)) THEN 0 ELSE 1 END = 1)
  ORDER BY t0.[SESSION_ID], t0.[SUBJECT], t0.[APP_ID], t0.[INBOUND_AUTH_TYPE];
--   ? = '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', 'STORE', '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', 'STORE', '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', 'Login Time', 'Last Access Time', '1', '1765929600000', 'Login Time', 'Last Access Time', '1', '1765929600000'
DELETE t0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0, k1 COLLATE SQL_Latin1_General_CP1_CI_AS AS k1, k2, k3 COLLATE SQL_Latin1_General_CP1_CI_AS AS k3 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]', k1 VARCHAR(8000) '$[1]', k2 BIGINT '$[2]', k3 VARCHAR(8000) '$[3]')) n INNER LOOP
  JOIN [dbo].[IDN_AUTH_SESSION_APP_INFO] t0 WITH (INDEX([PK_IDN_AUTH_SESSION_APP_INFO]), FORCESEEK, ROWLOCK) ON t0.[SESSION_ID] = n.k0
  AND t0.[SUBJECT] = n.k1
  AND t0.[APP_ID] = n.k2
  AND t0.[INBOUND_AUTH_TYPE] = n.k3
  WHERE 1 = 1;
--   ? = '[["1","1","1","1"],["2","2","2","2"]]'

-- session-metadata (safe)
SELECT TOP (1000) t0.[SESSION_ID] AS key0, t0.[PROPERTY_TYPE] AS key1, t0.[VALUE] AS key2
  FROM [dbo].[IDN_AUTH_SESSION_META_DATA] t0
  WHERE 1 = 1
  AND ((CASE WHEN EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_SESSION_STORE] t1 WHERE t1.[SESSION_ID] = t0.[SESSION_ID] AND CASE WHEN (((t1.[EXPIRY_TIME] >= CAST(@p1 AS BIGINT) AND t1.[EXPIRY_TIME] < CAST(@p2 AS BIGINT)) OR ((t1.[TIME_CREATED] < CAST(@p3 AS BIGINT)) AND (CAST(CAST(t1.[OPERATION] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p4 AS NVARCHAR(4000)) AS VARBINARY(8000))) OR EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_SESSION_STORE] t2 WHERE t2.[SESSION_ID] = t1.[SESSION_ID] AND t2.[SESSION_TYPE] = t1.[SESSION_TYPE] AND t2.[TIME_CREATED] > t1.[TIME_CREATED] AND (t2.[TIME_CREATED] < CAST(@p5 AS BIGINT)))))) AND CASE WHEN EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_SESSION_STORE] t2 WHERE t2.[SESSION_ID] = t1.[SESSION_ID] AND t2.[SESSION_TYPE] = t1.[SESSION_TYPE] AND t2.[TIME_CREATED] <= t1.[TIME_CREATED] AND (CAST(CAST(t2.[OPERATION] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p6 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND CASE WHEN ((t2.[EXPIRY_TIME] >= CAST(@p7 AS BIGINT) AND t2.[EXPIRY_TIME] < CAST(@p8 AS BIGINT)) OR ((t2.[TIME_CREATED] < CAST(@p9 AS BIGINT)) AND (CAST(CAST(t2.[OPERATION] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p10 AS NVARCHAR(4000)) AS VARBINARY(8000))) OR EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_SESSION_STORE] t3 WHERE t3.[SESSION_ID] = t2.[SESSION_ID] AND t3.[SESSION_TYPE] = t2.[SESSION_TYPE] AND t3.[TIME_CREATED] > t2.[TIME_CREATED] AND (t3.[TIME_CREATED] < CAST(@p11 AS BIGINT)))))) THEN 0 ELSE 1 END = 1)) THEN 0 ELSE 1 END = 1) THEN 0 ELSE 1 END = 1) THEN 0 ELSE 1 END = 1 AND CASE WHEN EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_TEMP_SESSION_STORE] t1 WHERE t1.[SESSION_ID] = t0.[SESSION_ID] AND CASE WHEN (((t1.[EXPIRY_TIME] >= CAST(@p12 AS BIGINT) AND t1.[EXPIRY_TIME] < CAST(@p13 AS BIGINT)) OR ((t1.[TIME_CREATED] < CAST(@p14 AS BIGINT)) AND (CAST(CAST(t1.[OPERATION] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p15 AS NVARCHAR(4000)) AS VARBINARY(8000))) OR EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_TEMP_SESSION_STORE] t2 WHERE t2.[SESSION_ID] = t1.[SESSION_ID] AND t2.[SESSION_TYPE] = t1.[SESSION_TYPE] AND t2.[TIME_CREATED] > t1.[TIME_CREATED] AND (t2.[TIME_CREATED] < CAST(@p16 AS BIGINT)))))) AND CASE WHEN EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_TEMP_SESSION_STORE] t2 WHERE t2.[SESSION_ID] = t1.[SESSION_ID] AND t2.[SESSION_TYPE] = t1.[SESSION_TYPE] AND t2.[TIME_CREATED] <= t1.[TIME_CREATED] AND (CAST(CAST(t2.[OPERATION] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p17 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND CASE WHEN ((t2.[EXPIRY_TIME] >= CAST(@p18 AS BIGINT) AND t2.[EXPIRY_TIME] < CAST(@p19 AS BIGINT)) OR ((t2.[TIME_CREATED] < CAST(@p20 AS BIGINT)) AND (CAST(CAST(t2.[OPERATION] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p21 AS NVARCHAR(4000)) AS VARBINARY(8000))) OR EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_TEMP_SESSION_STORE] t3 WHERE t3.[SESSION_ID] = t2.[SESSION_ID] AND t3.[SESSION_TYPE] = t2.[SESSION_TYPE] AND t3.[TIME_CREATED] > t2.[TIME_CREATED] AND (t3.[TIME_CREATED] < CAST(@p22 AS BIGINT)))))) THEN 0 ELSE 1 END = 1)) THEN 0 ELSE 1 END = 1) THEN 0 ELSE 1 END = 1) THEN 0 ELSE 1 END = 1) AND CASE WHEN EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_SESSION_META_DATA] t1 WHERE t1.[SESSION_ID] = t0.[SESSION_ID] AND (CAST(CAST(t1.[PROPERTY_TYPE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p23 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p24 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND CASE WHEN (CASE WHEN DATALENGTH(CAST(t1.[VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t1.[VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t1.[VALUE] AS NVARCHAR(4000)) AS BIGINT) END >= CAST(@p25 AS BIGINT) AND CASE WHEN DATALENGTH(CAST(t1.[VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t1.[VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t1.[VALUE] AS NVARCHAR(4000)) AS BIGINT) END < CAST(@p26 AS BIGINT)) THEN 0 ELSE 1 END = 1)) THEN 0 ELSE 1 END = 1 AND CASE WHEN EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_USER_SESSION_MAPPING] t1 WHERE t1.[SESSION_ID] = t0.[SESSION_ID] AND CASE WHEN ((CASE WHEN EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_SESSION_STORE] t2 WHERE t2.[SESSION_ID] = t1.[SESSION_ID] AND CASE WHEN (((t2.[EXPIRY_TIME] >= CAST(@p27 AS BIGINT) AND t2.[EXPIRY_TIME] < CAST(@p28 AS BIGINT)) OR ((t2.[TIME_CREATED] < CAST(@p29 AS BIGINT)) AND (CAST(CAST(t2.[OPERATION] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p30 AS NVARCHAR(4000)) AS VARBINARY(8000))) OR EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_SESSION_STORE] t3 WHERE t3.[SESSION_ID] = t2.[SESSION_ID] AND t3.[SESSION_TYPE] = t2.[SESSION_TYPE] AND t3.[TIME_CREATED] > t2.[TIME_CREATED] AND (t3.[TIME_CREATED] < CAST(@p31 AS BIGINT)))))) AND CASE WHEN EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_SESSION_STORE] t3 WHERE t3.[SESSION_ID] = t2.[SESSION_ID] AND t3.[SESSION_TYPE] = t2.[SESSION_TYPE] AND t3.[TIME_CREATED] <= t2.[TIME_CREATED] AND (CAST(CAST(t3.[OPERATION] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p32 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND CASE WHEN ((t3.[EXPIRY_TIME] >= CAST(@p33 AS BIGINT) AND t3.[EXPIRY_TIME] < CAST(@p34 AS BIGINT)) OR ((t3.[TIME_CREATED] < CAST(@p35 AS BIGINT)) AND (CAST(CAST(t3.[OPERATION] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p36 AS NVARCHAR(4000)) AS VARBINARY(8000))) OR EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_SESSION_STORE] t4 WHERE t4.[SESSION_ID] = t3.[SESSION_ID] AND t4.[SESSION_TYPE] = t3.[SESSION_TYPE] AND t4.[TIME_CREATED] > t3.[TIME_CREATED] AND (t4.[TIME_CREATED] < CAST(@p37 AS BIGINT)))))) THEN 0 ELSE 1 END = 1)) THEN 0 ELSE 1 END = 1) THEN 0 ELSE 1 END = 1) THEN 0 ELSE 1 END = 1 AND CASE WHEN EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_TEMP_SESSION_STORE] t2 WHERE t2.[SESSION_ID] = t1.[SESSION_ID] AND CASE WHEN (((t2.[EXPIRY_TIME] >= CAST(@p38 AS BIGINT) AND t2.[EXPIRY_TIME] < CAST(@p39 AS BIGINT)) OR ((t2.[TIME_CREATED] < CAST(@p40 AS BIGINT)) AND (CAST(CAST(t2.[OPERATION] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p41 AS NVARCHAR(4000)) AS VARBINARY(8000))) OR EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_TEMP_SESSION_STORE] t3 WHERE t3.[SESSION_ID] = t2.[SESSION_ID] AND t3.[SESSION_TYPE] = t2.[SESSION_TYPE] AND t3.[TIME_CREATED] > t2.[TIME_CREATED] AND (t3.[TIME_CREATED] < CAST(@p42 AS BIGINT)))))) AND CASE WHEN EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_TEMP_SESSION_STORE] t3 WHERE t3.[SESSION_ID] = t2.[SESSION_ID] AND t3.[SESSION_TYPE] = t2.[SESSION_TYPE] AND t3.[TIME_CREATED] <= t2.[TIME_CREATED] AND (CAST(CAST(t3.[OPERATION] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p43 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND CASE WHEN ((t3.[EXPIRY_TIME] >= CAST(@p44 AS BIGINT) AND t3.[EXPIRY_TIME] < CAST(@p45 AS BIGINT)) OR ((t3.[TIME_CREATED] < CAST(@p46 AS BIGINT)) AND (CAST(CAST(t3.[OPERATION] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p47 AS NVARCHAR(4000)) AS VARBINARY(8000))) OR EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_TEMP_SESSION_STORE] t4 WHERE t4.[SESSION_ID] = t3.[SESSION_ID] AND t4.[SESSION_TYPE] = t3.[SESSION_TYPE] AND t4.[TIME_CREATED] > t3.[TIME_CREATED] AND (t4.[TIME_CREATED] < CAST(@p48 AS BIGINT)))))) THEN 0 ELSE 1 END = 1)) THEN 0 ELSE 1 END = 1) THEN 0 ELSE 1 END = 1) THEN 0 ELSE 1 END = 1) AND EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_SESSION_META_DATA] t2 WHERE t2.[SESSION_ID] = t1.[SESSION_ID] AND (CAST(CAST(t2.[PROPERTY_TYPE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p49 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p50 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND (CASE WHEN DATALENGTH(CAST(t2.[VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t2.[VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t2.[VALUE] AS NVARCHAR(4000)) AS BIGINT) END >= CAST(@p51 AS BIGINT) AND CASE WHEN DATALENGTH(CAST(t2.[VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t2.[VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t2.[VALUE] AS NVARCHAR(4000)) AS BIGINT) END < CAST(@p52 AS BIGINT)))) AND CASE WHEN EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_SESSION_META_DATA] t2 WHERE t2.[SESSION_ID] = t1.[SESSION_ID] AND (CAST(CAST(t2.[PROPERTY_TYPE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p53 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p54 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND CASE WHEN (CASE WHEN DATALENGTH(CAST(t2.[VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t2.[VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t2.[VALUE] AS NVARCHAR(4000)) AS BIGINT) END >= CAST(@p55 AS BIGINT) AND CASE WHEN DATALENGTH(CAST(t2.[VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t2.[VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t2.[VALUE] AS NVARCHAR(4000)) AS BIGINT) END < CAST(@p56 AS BIGINT)) THEN 0 ELSE 1 END = 1)) THEN 0 ELSE 1 END = 1) THEN 0 ELSE 1 END = 1) THEN 0 ELSE 1 END = 1 AND CASE WHEN EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_SESSION_APP_INFO] t1 WHERE t1.[SESSION_ID] = t0.[SESSION_ID] AND CASE WHEN ((CASE WHEN EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_SESSION_STORE] t2 WHERE t2.[SESSION_ID] = t1.[SESSION_ID] AND CASE WHEN (((t2.[EXPIRY_TIME] >= CAST(@p57 AS BIGINT) AND t2.[EXPIRY_TIME] < CAST(@p58 AS BIGINT)) OR ((t2.[TIME_CREATED] < CAST(@p59 AS BIGINT)) AND (CAST(CAST(t2.[OPERATION] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p60 AS NVARCHAR(4000)) AS VARBINARY(8000))) OR EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_SESSION_STORE] t3 WHERE t3.[SESSION_ID] = t2.[SESSION_ID] AND t3.[SESSION_TYPE] = t2.[SESSION_TYPE] AND t3.[TIME_CREATED] > t2.[TIME_CREATED] AND (t3.[TIME_CREATED] < CAST(@p61 AS BIGINT)))))) AND CASE WHEN EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_SESSION_STORE] t3 WHERE t3.[SESSION_ID] = t2.[SESSION_ID] AND t3.[SESSION_TYPE] = t2.[SESSION_TYPE] AND t3.[TIME_CREATED] <= t2.[TIME_CREATED] AND (CAST(CAST(t3.[OPERATION] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p62 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND CASE WHEN ((t3.[EXPIRY_TIME] >= CAST(@p63 AS BIGINT) AND t3.[EXPIRY_TIME] < CAST(@p64 AS BIGINT)) OR ((t3.[TIME_CREATED] < CAST(@p65 AS BIGINT)) AND (CAST(CAST(t3.[OPERATION] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p66 AS NVARCHAR(4000)) AS VARBINARY(8000))) OR EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_SESSION_STORE] t4 WHERE t4.[SESSION_ID] = t3.[SESSION_ID] AND t4.[SESSION_TYPE] = t3.[SESSION_TYPE] AND t4.[TIME_CREATED] > t3.[TIME_CREATED] AND (t4.[TIME_CREATED] < CAST(@p67 AS BIGINT)))))) THEN 0 ELSE 1 END = 1)) THEN 0 ELSE 1 END = 1) THEN 0 ELSE 1 END = 1) THEN 0 ELSE 1 END = 1 AND CASE WHEN EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_TEMP_SESSION_STORE] t2 WHERE t2.[SESSION_ID] = t1.[SESSION_ID] AND CASE WHEN (((t2.[EXPIRY_TIME] >= CAST(@p68 AS BIGINT) AND t2.[EXPIRY_TIME] < CAST(@p69 AS BIGINT)) OR ((t2.[TIME_CREATED] < CAST(@p70 AS BIGINT)) AND (CAST(CAST(t2.[OPERATION] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p71 AS NVARCHAR(4000)) AS VARBINARY(8000))) OR EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_TEMP_SESSION_STORE] t3 WHERE t3.[SESSION_ID] = t2.[SESSION_ID] AND t3.[SESSION_TYPE] = t2.[SESSION_TYPE] AND t3.[TIME_CREATED] > t2.[TIME_CREATED] AND (t3.[TIME_CREATED] < CAST(@p72 AS BIGINT)))))) AND CASE WHEN EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_TEMP_SESSION_STORE] t3 WHERE t3.[SESSION_ID] = t2.[SESSION_ID] AND t3.[SESSION_TYPE] = t2.[SESSION_TYPE] AND t3.[TIME_CREATED] <= t2.[TIME_CREATED] AND (CAST(CAST(t3.[OPERATION] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p73 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND CASE WHEN ((t3.[EXPIRY_TIME] >= CAST(@p74 AS BIGINT) AND t3.[EXPIRY_TIME] < CAST(@p75 AS BIGINT)) OR ((t3.[TIME_CREATED] < CAST(@p76 AS BIGINT)) AND (CAST(CAST(t3.[OPERATION] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p77 AS NVARCHAR(4000)) AS VARBINARY(8000))) OR EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_TEMP_SESSION_STORE] t4 WHERE t4.[SESSION_ID] = t3.[SESSION_ID] AND t4.[SESSION_TYPE] = t3.[SESSION_TYPE] AND t4.[TIME_CREATED] > t3.[TIME_CREATED] AND (t4.[TIME_CREATED] < CAST(@p78 AS BIGINT)))))) THEN 0 ELSE 1 END = 1)) THEN 0 ELSE 1 END = 1) THEN 0 ELSE 1 END = 1) THEN 0 ELSE 1 END = 1) AND EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_SESSION_META_DATA] t2 WHERE t2.[SESSION_ID] = t1.[SESSION_ID] AND (CAST(CAST(t2.[PROPERTY_TYPE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p79 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p80 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND (CASE WHEN DATALENGTH(CAST(t2.[VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t2.[VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t2.[VALUE] AS NVARCHAR(4000)) AS BIGINT) END >= CAST(@p81 AS BIGINT) AND CASE WHEN DATALENGTH(CAST(t2.[VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t2.[VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t2.[VALUE] AS NVARCHAR(4000)) AS BIGINT) END < CAST(@p82 AS BIGINT)))) AND CASE WHEN EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_SESSION_META_DATA] t2 WHERE t2.[SESSION_ID] = t1.[SESSION_ID] AND (CAST(CAST(t2.[PROPERTY_TYPE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p83 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p84 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND CASE WHEN (CASE WHEN DATALENGTH(CAST(t2.[VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t2.[VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t2.[VALUE] AS NVARCHAR(4000)) AS BIGINT) END >= CAST(@p85 AS BIGINT) AND CASE WHEN DATALENGTH(CAST(t2.[VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t2.[VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t2.[VALUE] AS NVARCHAR(4000)) AS BIGINT) END < CAST(@p86 AS BIGINT)) THEN 0 ELSE 1 END = 1)) THEN 0 ELSE 1 END = 1) THEN 0 ELSE 1 END = 1) THEN 0 ELSE 1 END = 1)
  ORDER BY t0.[SESSION_ID], t0.[PROPERTY_TYPE], t0.[VALUE];
--   ? = '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', 'STORE', '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', 'STORE', '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', 'Login Time', 'Last Access Time', '1', '1765929600000', '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', 'STORE', '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', 'STORE', '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', 'Login Time', 'Last Access Time', '1', '1765929600000', 'Login Time', 'Last Access Time', '1', '1765929600000', '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', 'STORE', '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', 'STORE', '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', 'Login Time', 'Last Access Time', '1', '1765929600000', 'Login Time', 'Last Access Time', '1', '1765929600000'
DELETE t0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0, k1 COLLATE SQL_Latin1_General_CP1_CI_AS AS k1, k2 COLLATE SQL_Latin1_General_CP1_CI_AS AS k2 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]', k1 VARCHAR(8000) '$[1]', k2 VARCHAR(8000) '$[2]')) n INNER LOOP
  JOIN [dbo].[IDN_AUTH_SESSION_META_DATA] t0 WITH (INDEX([PK_IDN_AUTH_SESSION_META_DATA]), FORCESEEK, ROWLOCK) ON t0.[SESSION_ID] = n.k0
  AND t0.[PROPERTY_TYPE] = n.k1
  AND t0.[VALUE] = n.k2
  WHERE 1 = 1;
--   ? = '[["1","1","1"],["2","2","2"]]'

-- federated-sessions (safe)
SELECT TOP (1000) t0.[ID] AS key0
  FROM [dbo].[IDN_FED_AUTH_SESSION_MAPPING] t0
  WHERE 1 = 1
  AND ((CASE WHEN EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_SESSION_STORE] t1 WHERE t1.[SESSION_ID] = t0.[SESSION_ID] AND CASE WHEN (((t1.[EXPIRY_TIME] >= CAST(@p1 AS BIGINT) AND t1.[EXPIRY_TIME] < CAST(@p2 AS BIGINT)) OR ((t1.[TIME_CREATED] < CAST(@p3 AS BIGINT)) AND (CAST(CAST(t1.[OPERATION] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p4 AS NVARCHAR(4000)) AS VARBINARY(8000))) OR EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_SESSION_STORE] t2 WHERE t2.[SESSION_ID] = t1.[SESSION_ID] AND t2.[SESSION_TYPE] = t1.[SESSION_TYPE] AND t2.[TIME_CREATED] > t1.[TIME_CREATED] AND (t2.[TIME_CREATED] < CAST(@p5 AS BIGINT)))))) AND CASE WHEN EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_SESSION_STORE] t2 WHERE t2.[SESSION_ID] = t1.[SESSION_ID] AND t2.[SESSION_TYPE] = t1.[SESSION_TYPE] AND t2.[TIME_CREATED] <= t1.[TIME_CREATED] AND (CAST(CAST(t2.[OPERATION] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p6 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND CASE WHEN ((t2.[EXPIRY_TIME] >= CAST(@p7 AS BIGINT) AND t2.[EXPIRY_TIME] < CAST(@p8 AS BIGINT)) OR ((t2.[TIME_CREATED] < CAST(@p9 AS BIGINT)) AND (CAST(CAST(t2.[OPERATION] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p10 AS NVARCHAR(4000)) AS VARBINARY(8000))) OR EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_SESSION_STORE] t3 WHERE t3.[SESSION_ID] = t2.[SESSION_ID] AND t3.[SESSION_TYPE] = t2.[SESSION_TYPE] AND t3.[TIME_CREATED] > t2.[TIME_CREATED] AND (t3.[TIME_CREATED] < CAST(@p11 AS BIGINT)))))) THEN 0 ELSE 1 END = 1)) THEN 0 ELSE 1 END = 1) THEN 0 ELSE 1 END = 1) THEN 0 ELSE 1 END = 1 AND CASE WHEN EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_TEMP_SESSION_STORE] t1 WHERE t1.[SESSION_ID] = t0.[SESSION_ID] AND CASE WHEN (((t1.[EXPIRY_TIME] >= CAST(@p12 AS BIGINT) AND t1.[EXPIRY_TIME] < CAST(@p13 AS BIGINT)) OR ((t1.[TIME_CREATED] < CAST(@p14 AS BIGINT)) AND (CAST(CAST(t1.[OPERATION] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p15 AS NVARCHAR(4000)) AS VARBINARY(8000))) OR EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_TEMP_SESSION_STORE] t2 WHERE t2.[SESSION_ID] = t1.[SESSION_ID] AND t2.[SESSION_TYPE] = t1.[SESSION_TYPE] AND t2.[TIME_CREATED] > t1.[TIME_CREATED] AND (t2.[TIME_CREATED] < CAST(@p16 AS BIGINT)))))) AND CASE WHEN EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_TEMP_SESSION_STORE] t2 WHERE t2.[SESSION_ID] = t1.[SESSION_ID] AND t2.[SESSION_TYPE] = t1.[SESSION_TYPE] AND t2.[TIME_CREATED] <= t1.[TIME_CREATED] AND (CAST(CAST(t2.[OPERATION] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p17 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND CASE WHEN ((t2.[EXPIRY_TIME] >= CAST(@p18 AS BIGINT) AND t2.[EXPIRY_TIME] < CAST(@p19 AS BIGINT)) OR ((t2.[TIME_CREATED] < CAST(@p20 AS BIGINT)) AND (CAST(CAST(t2.[OPERATION] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p21 AS NVARCHAR(4000)) AS VARBINARY(8000))) OR EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_TEMP_SESSION_STORE] t3 WHERE t3.[SESSION_ID] = t2.[SESSION_ID] AND t3.[SESSION_TYPE] = t2.[SESSION_TYPE] AND t3.[TIME_CREATED] > t2.[TIME_CREATED] AND (t3.[TIME_CREATED] < CAST(@p22 AS BIGINT)))))) THEN 0 ELSE 1 END = 1)) THEN 0 ELSE 1 END = 1) THEN 0 ELSE 1 END = 1) THEN 0 ELSE 1 END = 1) AND t0.[TIME_CREATED] < CONVERT(DATETIME2(3), @p23, 121) AND CASE WHEN EXISTS (SELECT 1 FROM [dbo].[IDN_AUTH_SESSION_META_DATA] t1 WHERE t1.[SESSION_ID] = t0.[SESSION_ID] AND (CAST(CAST(t1.[PROPERTY_TYPE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p24 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p25 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND CASE WHEN (CASE WHEN DATALENGTH(CAST(t1.[VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t1.[VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t1.[VALUE] AS NVARCHAR(4000)) AS BIGINT) END >= CAST(@p26 AS BIGINT) AND CASE WHEN DATALENGTH(CAST(t1.[VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t1.[VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t1.[VALUE] AS NVARCHAR(4000)) AS BIGINT) END < CAST(@p27 AS BIGINT)) THEN 0 ELSE 1 END = 1)) THEN 0 ELSE 1 END = 1)
  ORDER BY t0.[ID];
--   ? = '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', 'STORE', '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', 'STORE', '1', '1767225600000000000', '1767225600000000000', 'DELETE', '1767225600000000000', '2025-12-17 00:00:00.000', 'Login Time', 'Last Access Time', '1', '1765929600000'
DELETE t0
  FROM (SELECT DISTINCT k0 FROM OPENJSON(@p1) WITH (k0 BIGINT '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_FED_AUTH_SESSION_MAPPING] t0 WITH (INDEX([PK_IDN_FED_AUTH_SESSION_MAPPING]), FORCESEEK, ROWLOCK) ON t0.[ID] = n.k0
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'

-- registry-log (safe)
SELECT TOP (1000) t0.[REG_LOG_ID] AS key0, t0.[REG_TENANT_ID] AS key1
  FROM [dbo].[REG_LOG] t0
  WHERE 1 = 1
  AND (t0.[REG_LOGGED_TIME] < CONVERT(DATETIME2(3), @p1, 121) AND EXISTS (SELECT 1 FROM (SELECT HASHBYTES('SHA2_256', CONVERT(VARBINARY(MAX), [REG_PATH])) AS g0, HASHBYTES('SHA2_256', CONVERT(VARBINARY(MAX), [REG_TENANT_ID])) AS g1, MAX([REG_LOG_ID]) AS newest FROM [dbo].[REG_LOG] WHERE [REG_PATH] IS NOT NULL AND [REG_TENANT_ID] IS NOT NULL AND [REG_LOG_ID] IS NOT NULL GROUP BY HASHBYTES('SHA2_256', CONVERT(VARBINARY(MAX), [REG_PATH])), HASHBYTES('SHA2_256', CONVERT(VARBINARY(MAX), [REG_TENANT_ID]))) o WHERE o.g0 = HASHBYTES('SHA2_256', CONVERT(VARBINARY(MAX), t0.[REG_PATH])) AND o.g1 = HASHBYTES('SHA2_256', CONVERT(VARBINARY(MAX), t0.[REG_TENANT_ID])) AND o.newest > t0.[REG_LOG_ID]))
  ORDER BY t0.[REG_LOG_ID], t0.[REG_TENANT_ID];
--   ? = '2026-01-01 00:00:00.000'
DELETE t0
  FROM (SELECT DISTINCT k0, k1 FROM OPENJSON(@p1) WITH (k0 BIGINT '$[0]', k1 BIGINT '$[1]')) n INNER LOOP
  JOIN [dbo].[REG_LOG] t0 WITH (INDEX([PRIMARY]), FORCESEEK, ROWLOCK) ON t0.[REG_LOG_ID] = n.k0
  AND t0.[REG_TENANT_ID] = n.k1
  WHERE 1 = 1;
--   ? = '[["1","1"],["2","2"]]'

-- registry-codes (safe)
SELECT TOP (1000) t0.[REG_VERSION] AS key0, t0.[REG_TENANT_ID] AS key1
  FROM [dbo].[REG_RESOURCE] t0
  WHERE 1 = 1
  AND ((CASE WHEN t0.[REG_NAME] IS NULL THEN 0 ELSE 1 END = 1 AND EXISTS (SELECT 1 FROM [dbo].[REG_PATH] t1 WHERE t1.[REG_PATH_ID] = t0.[REG_PATH_ID] AND t1.[REG_TENANT_ID] = t0.[REG_TENANT_ID] AND CAST(CAST(t1.[REG_PATH_VALUE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p1 AS NVARCHAR(4000)) AS VARBINARY(8000))))) AND (EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_PROPERTY] t1 WHERE t1.[REG_VERSION] = t0.[REG_VERSION] AND t1.[REG_TENANT_ID] = t0.[REG_TENANT_ID] AND EXISTS (SELECT 1 FROM [dbo].[REG_PROPERTY] t2 WHERE t2.[REG_ID] = t1.[REG_PROPERTY_ID] AND t2.[REG_TENANT_ID] = t1.[REG_TENANT_ID] AND (CAST(CAST(t2.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p2 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND (CASE WHEN DATALENGTH(CAST(t2.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t2.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t2.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END >= CAST(@p3 AS BIGINT) AND CASE WHEN DATALENGTH(CAST(t2.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t2.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t2.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END < CAST(@p4 AS BIGINT))))) OR EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_PROPERTY] t1 WHERE t1.[REG_PATH_ID] = t0.[REG_PATH_ID] AND t1.[REG_TENANT_ID] = t0.[REG_TENANT_ID] AND EXISTS (SELECT t1.[REG_RESOURCE_NAME] INTERSECT SELECT t0.[REG_NAME]) AND EXISTS (SELECT CAST(CAST(t1.[REG_RESOURCE_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) INTERSECT SELECT CAST(CAST(t0.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000))) AND ((t1.[REG_VERSION] IS NULL OR (t1.[REG_VERSION] >= CAST(@p5 AS BIGINT) AND t1.[REG_VERSION] < CAST(@p6 AS BIGINT))) AND EXISTS (SELECT 1 FROM [dbo].[REG_PROPERTY] t2 WHERE t2.[REG_ID] = t1.[REG_PROPERTY_ID] AND t2.[REG_TENANT_ID] = t1.[REG_TENANT_ID] AND (CAST(CAST(t2.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p7 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND (CASE WHEN DATALENGTH(CAST(t2.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t2.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t2.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END >= CAST(@p8 AS BIGINT) AND CASE WHEN DATALENGTH(CAST(t2.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t2.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t2.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END < CAST(@p9 AS BIGINT))))))))
  ORDER BY t0.[REG_VERSION], t0.[REG_TENANT_ID];
--   ? = '/_system/config/repository/components/org.wso2.carbon.identity.mgt/data', 'expireTime', '1', '1767225600000', '0', '1', 'expireTime', '1', '1767225600000'
DELETE t0
  FROM (SELECT DISTINCT k0, k1 FROM OPENJSON(@p1) WITH (k0 BIGINT '$[0]', k1 BIGINT '$[1]')) n INNER LOOP
  JOIN [dbo].[REG_RESOURCE] t0 WITH (INDEX([PRIMARY]), FORCESEEK, ROWLOCK) ON t0.[REG_VERSION] = n.k0
  AND t0.[REG_TENANT_ID] = n.k1
  WHERE 1 = 1;
--   ? = '[["1","1"],["2","2"]]'

-- registry-property-links (safe)
SELECT TOP (1000) t0.[ID] AS key0
  FROM [dbo].[REG_RESOURCE_PROPERTY] t0
  WHERE 1 = 1
  AND (CASE WHEN (EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE] t1 WHERE t1.[REG_VERSION] = t0.[REG_VERSION] AND t1.[REG_TENANT_ID] = t0.[REG_TENANT_ID] AND CASE WHEN ((CASE WHEN t1.[REG_NAME] IS NULL THEN 0 ELSE 1 END = 1 AND EXISTS (SELECT 1 FROM [dbo].[REG_PATH] t2 WHERE t2.[REG_PATH_ID] = t1.[REG_PATH_ID] AND t2.[REG_TENANT_ID] = t1.[REG_TENANT_ID] AND CAST(CAST(t2.[REG_PATH_VALUE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p1 AS NVARCHAR(4000)) AS VARBINARY(8000))))) AND (EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_PROPERTY] t2 WHERE t2.[REG_VERSION] = t1.[REG_VERSION] AND t2.[REG_TENANT_ID] = t1.[REG_TENANT_ID] AND EXISTS (SELECT 1 FROM [dbo].[REG_PROPERTY] t3 WHERE t3.[REG_ID] = t2.[REG_PROPERTY_ID] AND t3.[REG_TENANT_ID] = t2.[REG_TENANT_ID] AND (CAST(CAST(t3.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p2 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND (CASE WHEN DATALENGTH(CAST(t3.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END >= CAST(@p3 AS BIGINT) AND CASE WHEN DATALENGTH(CAST(t3.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END < CAST(@p4 AS BIGINT))))) OR EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_PROPERTY] t2 WHERE t2.[REG_PATH_ID] = t1.[REG_PATH_ID] AND t2.[REG_TENANT_ID] = t1.[REG_TENANT_ID] AND EXISTS (SELECT t2.[REG_RESOURCE_NAME] INTERSECT SELECT t1.[REG_NAME]) AND EXISTS (SELECT CAST(CAST(t2.[REG_RESOURCE_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) INTERSECT SELECT CAST(CAST(t1.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000))) AND ((t2.[REG_VERSION] IS NULL OR (t2.[REG_VERSION] >= CAST(@p5 AS BIGINT) AND t2.[REG_VERSION] < CAST(@p6 AS BIGINT))) AND EXISTS (SELECT 1 FROM [dbo].[REG_PROPERTY] t3 WHERE t3.[REG_ID] = t2.[REG_PROPERTY_ID] AND t3.[REG_TENANT_ID] = t2.[REG_TENANT_ID] AND (CAST(CAST(t3.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p7 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND (CASE WHEN DATALENGTH(CAST(t3.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END >= CAST(@p8 AS BIGINT) AND CASE WHEN DATALENGTH(CAST(t3.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END < CAST(@p9 AS BIGINT)))))))) THEN 0 ELSE 1 END = 1) OR EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_HISTORY] t1 WHERE t1.[REG_VERSION] = t0.[REG_VERSION] AND t1.[REG_TENANT_ID] = t0.[REG_TENANT_ID])) THEN 0 ELSE 1 END = 1 AND CASE WHEN (EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE] t1 WHERE t1.[REG_PATH_ID] = t0.[REG_PATH_ID] AND t1.[REG_TENANT_ID] = t0.[REG_TENANT_ID] AND EXISTS (SELECT t1.[REG_NAME] INTERSECT SELECT t0.[REG_RESOURCE_NAME]) AND CASE WHEN ((CASE WHEN t1.[REG_NAME] IS NULL THEN 0 ELSE 1 END = 1 AND EXISTS (SELECT 1 FROM [dbo].[REG_PATH] t2 WHERE t2.[REG_PATH_ID] = t1.[REG_PATH_ID] AND t2.[REG_TENANT_ID] = t1.[REG_TENANT_ID] AND CAST(CAST(t2.[REG_PATH_VALUE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p10 AS NVARCHAR(4000)) AS VARBINARY(8000))))) AND (EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_PROPERTY] t2 WHERE t2.[REG_VERSION] = t1.[REG_VERSION] AND t2.[REG_TENANT_ID] = t1.[REG_TENANT_ID] AND EXISTS (SELECT 1 FROM [dbo].[REG_PROPERTY] t3 WHERE t3.[REG_ID] = t2.[REG_PROPERTY_ID] AND t3.[REG_TENANT_ID] = t2.[REG_TENANT_ID] AND (CAST(CAST(t3.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p11 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND (CASE WHEN DATALENGTH(CAST(t3.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END >= CAST(@p12 AS BIGINT) AND CASE WHEN DATALENGTH(CAST(t3.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END < CAST(@p13 AS BIGINT))))) OR EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_PROPERTY] t2 WHERE t2.[REG_PATH_ID] = t1.[REG_PATH_ID] AND t2.[REG_TENANT_ID] = t1.[REG_TENANT_ID] AND EXISTS (SELECT t2.[REG_RESOURCE_NAME] INTERSECT SELECT t1.[REG_NAME]) AND EXISTS (SELECT CAST(CAST(t2.[REG_RESOURCE_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) INTERSECT SELECT CAST(CAST(t1.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000))) AND ((t2.[REG_VERSION] IS NULL OR (t2.[REG_VERSION] >= CAST(@p14 AS BIGINT) AND t2.[REG_VERSION] < CAST(@p15 AS BIGINT))) AND EXISTS (SELECT 1 FROM [dbo].[REG_PROPERTY] t3 WHERE t3.[REG_ID] = t2.[REG_PROPERTY_ID] AND t3.[REG_TENANT_ID] = t2.[REG_TENANT_ID] AND (CAST(CAST(t3.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p16 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND (CASE WHEN DATALENGTH(CAST(t3.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END >= CAST(@p17 AS BIGINT) AND CASE WHEN DATALENGTH(CAST(t3.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END < CAST(@p18 AS BIGINT)))))))) THEN 0 ELSE 1 END = 1) OR EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_HISTORY] t1 WHERE t1.[REG_PATH_ID] = t0.[REG_PATH_ID] AND t1.[REG_TENANT_ID] = t0.[REG_TENANT_ID] AND EXISTS (SELECT t1.[REG_NAME] INTERSECT SELECT t0.[REG_RESOURCE_NAME]))) THEN 0 ELSE 1 END = 1)
  ORDER BY t0.[ID];
--   ? = '/_system/config/repository/components/org.wso2.carbon.identity.mgt/data', 'expireTime', '1', '1767225600000', '0', '1', 'expireTime', '1', '1767225600000', '/_system/config/repository/components/org.wso2.carbon.identity.mgt/data', 'expireTime', '1', '1767225600000', '0', '1', 'expireTime', '1', '1767225600000'
DELETE t0
  FROM (SELECT DISTINCT k0 FROM OPENJSON(@p1) WITH (k0 BIGINT '$[0]')) n INNER LOOP
  JOIN [dbo].[REG_RESOURCE_PROPERTY] t0 WITH (INDEX([PRIMARY]), FORCESEEK, ROWLOCK) ON t0.[ID] = n.k0
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'

-- registry-properties (safe)
SELECT TOP (1000) t0.[REG_ID] AS key0, t0.[REG_TENANT_ID] AS key1
  FROM [dbo].[REG_PROPERTY] t0
  WHERE 1 = 1
  AND CASE WHEN EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_PROPERTY] t1 WHERE t1.[REG_PROPERTY_ID] = t0.[REG_ID] AND t1.[REG_TENANT_ID] = t0.[REG_TENANT_ID] AND CASE WHEN (CASE WHEN (EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE] t2 WHERE t2.[REG_VERSION] = t1.[REG_VERSION] AND t2.[REG_TENANT_ID] = t1.[REG_TENANT_ID] AND CASE WHEN ((CASE WHEN t2.[REG_NAME] IS NULL THEN 0 ELSE 1 END = 1 AND EXISTS (SELECT 1 FROM [dbo].[REG_PATH] t3 WHERE t3.[REG_PATH_ID] = t2.[REG_PATH_ID] AND t3.[REG_TENANT_ID] = t2.[REG_TENANT_ID] AND CAST(CAST(t3.[REG_PATH_VALUE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p1 AS NVARCHAR(4000)) AS VARBINARY(8000))))) AND (EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_PROPERTY] t3 WHERE t3.[REG_VERSION] = t2.[REG_VERSION] AND t3.[REG_TENANT_ID] = t2.[REG_TENANT_ID] AND EXISTS (SELECT 1 FROM [dbo].[REG_PROPERTY] t4 WHERE t4.[REG_ID] = t3.[REG_PROPERTY_ID] AND t4.[REG_TENANT_ID] = t3.[REG_TENANT_ID] AND (CAST(CAST(t4.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p2 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND (CASE WHEN DATALENGTH(CAST(t4.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END >= CAST(@p3 AS BIGINT) AND CASE WHEN DATALENGTH(CAST(t4.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END < CAST(@p4 AS BIGINT))))) OR EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_PROPERTY] t3 WHERE t3.[REG_PATH_ID] = t2.[REG_PATH_ID] AND t3.[REG_TENANT_ID] = t2.[REG_TENANT_ID] AND EXISTS (SELECT t3.[REG_RESOURCE_NAME] INTERSECT SELECT t2.[REG_NAME]) AND EXISTS (SELECT CAST(CAST(t3.[REG_RESOURCE_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) INTERSECT SELECT CAST(CAST(t2.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000))) AND ((t3.[REG_VERSION] IS NULL OR (t3.[REG_VERSION] >= CAST(@p5 AS BIGINT) AND t3.[REG_VERSION] < CAST(@p6 AS BIGINT))) AND EXISTS (SELECT 1 FROM [dbo].[REG_PROPERTY] t4 WHERE t4.[REG_ID] = t3.[REG_PROPERTY_ID] AND t4.[REG_TENANT_ID] = t3.[REG_TENANT_ID] AND (CAST(CAST(t4.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p7 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND (CASE WHEN DATALENGTH(CAST(t4.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END >= CAST(@p8 AS BIGINT) AND CASE WHEN DATALENGTH(CAST(t4.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END < CAST(@p9 AS BIGINT)))))))) THEN 0 ELSE 1 END = 1) OR EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_HISTORY] t2 WHERE t2.[REG_VERSION] = t1.[REG_VERSION] AND t2.[REG_TENANT_ID] = t1.[REG_TENANT_ID])) THEN 0 ELSE 1 END = 1 AND CASE WHEN (EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE] t2 WHERE t2.[REG_PATH_ID] = t1.[REG_PATH_ID] AND t2.[REG_TENANT_ID] = t1.[REG_TENANT_ID] AND EXISTS (SELECT t2.[REG_NAME] INTERSECT SELECT t1.[REG_RESOURCE_NAME]) AND CASE WHEN ((CASE WHEN t2.[REG_NAME] IS NULL THEN 0 ELSE 1 END = 1 AND EXISTS (SELECT 1 FROM [dbo].[REG_PATH] t3 WHERE t3.[REG_PATH_ID] = t2.[REG_PATH_ID] AND t3.[REG_TENANT_ID] = t2.[REG_TENANT_ID] AND CAST(CAST(t3.[REG_PATH_VALUE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p10 AS NVARCHAR(4000)) AS VARBINARY(8000))))) AND (EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_PROPERTY] t3 WHERE t3.[REG_VERSION] = t2.[REG_VERSION] AND t3.[REG_TENANT_ID] = t2.[REG_TENANT_ID] AND EXISTS (SELECT 1 FROM [dbo].[REG_PROPERTY] t4 WHERE t4.[REG_ID] = t3.[REG_PROPERTY_ID] AND t4.[REG_TENANT_ID] = t3.[REG_TENANT_ID] AND (CAST(CAST(t4.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p11 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND (CASE WHEN DATALENGTH(CAST(t4.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END >= CAST(@p12 AS BIGINT) AND CASE WHEN DATALENGTH(CAST(t4.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END < CAST(@p13 AS BIGINT))))) OR EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_PROPERTY] t3 WHERE t3.[REG_PATH_ID] = t2.[REG_PATH_ID] AND t3.[REG_TENANT_ID] = t2.[REG_TENANT_ID] AND EXISTS (SELECT t3.[REG_RESOURCE_NAME] INTERSECT SELECT t2.[REG_NAME]) AND EXISTS (SELECT CAST(CAST(t3.[REG_RESOURCE_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) INTERSECT SELECT CAST(CAST(t2.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000))) AND ((t3.[REG_VERSION] IS NULL OR (t3.[REG_VERSION] >= CAST(@p14 AS BIGINT) AND t3.[REG_VERSION] < CAST(@p15 AS BIGINT))) AND EXISTS (SELECT 1 FROM [dbo].[REG_PROPERTY] t4 WHERE t4.[REG_ID] = t3.[REG_PROPERTY_ID] AND t4.[REG_TENANT_ID] = t3.[REG_TENANT_ID] AND (CAST(CAST(t4.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p16 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND (CASE WHEN DATALENGTH(CAST(t4.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END >= CAST(@p17 AS BIGINT) AND CASE WHEN DATALENGTH(CAST(t4.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END < CAST(@p18 AS BIGINT)))))))) THEN 0 ELSE 1 END = 1) OR EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_HISTORY] t2 WHERE t2.[REG_PATH_ID] = t1.[REG_PATH_ID] AND t2.[REG_TENANT_ID] = t1.[REG_TENANT_ID] AND EXISTS (SELECT t2.[REG_NAME] INTERSECT SELECT t1.[REG_RESOURCE_NAME]))) THEN 0 ELSE 1 END = 1) THEN 0 ELSE 1 END = 1) THEN 0 ELSE 1 END = 1
  ORDER BY t0.[REG_ID], t0.[REG_TENANT_ID];
--   ? = '/_system/config/repository/components/org.wso2.carbon.identity.mgt/data', 'expireTime', '1', '1767225600000', '0', '1', 'expireTime', '1', '1767225600000', '/_system/config/repository/components/org.wso2.carbon.identity.mgt/data', 'expireTime', '1', '1767225600000', '0', '1', 'expireTime', '1', '1767225600000'
DELETE t0
  FROM (SELECT DISTINCT k0, k1 FROM OPENJSON(@p1) WITH (k0 BIGINT '$[0]', k1 BIGINT '$[1]')) n INNER LOOP
  JOIN [dbo].[REG_PROPERTY] t0 WITH (INDEX([PRIMARY]), FORCESEEK, ROWLOCK) ON t0.[REG_ID] = n.k0
  AND t0.[REG_TENANT_ID] = n.k1
  WHERE 1 = 1;
--   ? = '[["1","1"],["2","2"]]'

-- registry-tag-links (safe)
SELECT TOP (1000) t0.[ID] AS key0
  FROM [dbo].[REG_RESOURCE_TAG] t0
  WHERE 1 = 1
  AND (CASE WHEN (EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE] t1 WHERE t1.[REG_VERSION] = t0.[REG_VERSION] AND t1.[REG_TENANT_ID] = t0.[REG_TENANT_ID] AND CASE WHEN ((CASE WHEN t1.[REG_NAME] IS NULL THEN 0 ELSE 1 END = 1 AND EXISTS (SELECT 1 FROM [dbo].[REG_PATH] t2 WHERE t2.[REG_PATH_ID] = t1.[REG_PATH_ID] AND t2.[REG_TENANT_ID] = t1.[REG_TENANT_ID] AND CAST(CAST(t2.[REG_PATH_VALUE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p1 AS NVARCHAR(4000)) AS VARBINARY(8000))))) AND (EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_PROPERTY] t2 WHERE t2.[REG_VERSION] = t1.[REG_VERSION] AND t2.[REG_TENANT_ID] = t1.[REG_TENANT_ID] AND EXISTS (SELECT 1 FROM [dbo].[REG_PROPERTY] t3 WHERE t3.[REG_ID] = t2.[REG_PROPERTY_ID] AND t3.[REG_TENANT_ID] = t2.[REG_TENANT_ID] AND (CAST(CAST(t3.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p2 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND (CASE WHEN DATALENGTH(CAST(t3.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END >= CAST(@p3 AS BIGINT) AND CASE WHEN DATALENGTH(CAST(t3.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END < CAST(@p4 AS BIGINT))))) OR EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_PROPERTY] t2 WHERE t2.[REG_PATH_ID] = t1.[REG_PATH_ID] AND t2.[REG_TENANT_ID] = t1.[REG_TENANT_ID] AND EXISTS (SELECT t2.[REG_RESOURCE_NAME] INTERSECT SELECT t1.[REG_NAME]) AND EXISTS (SELECT CAST(CAST(t2.[REG_RESOURCE_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) INTERSECT SELECT CAST(CAST(t1.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000))) AND ((t2.[REG_VERSION] IS NULL OR (t2.[REG_VERSION] >= CAST(@p5 AS BIGINT) AND t2.[REG_VERSION] < CAST(@p6 AS BIGINT))) AND EXISTS (SELECT 1 FROM [dbo].[REG_PROPERTY] t3 WHERE t3.[REG_ID] = t2.[REG_PROPERTY_ID] AND t3.[REG_TENANT_ID] = t2.[REG_TENANT_ID] AND (CAST(CAST(t3.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p7 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND (CASE WHEN DATALENGTH(CAST(t3.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END >= CAST(@p8 AS BIGINT) AND CASE WHEN DATALENGTH(CAST(t3.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END < CAST(@p9 AS BIGINT)))))))) THEN 0 ELSE 1 END = 1) OR EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_HISTORY] t1 WHERE t1.[REG_VERSION] = t0.[REG_VERSION] AND t1.[REG_TENANT_ID] = t0.[REG_TENANT_ID])) THEN 0 ELSE 1 END = 1 AND CASE WHEN (EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE] t1 WHERE t1.[REG_PATH_ID] = t0.[REG_PATH_ID] AND t1.[REG_TENANT_ID] = t0.[REG_TENANT_ID] AND EXISTS (SELECT t1.[REG_NAME] INTERSECT SELECT t0.[REG_RESOURCE_NAME]) AND CASE WHEN ((CASE WHEN t1.[REG_NAME] IS NULL THEN 0 ELSE 1 END = 1 AND EXISTS (SELECT 1 FROM [dbo].[REG_PATH] t2 WHERE t2.[REG_PATH_ID] = t1.[REG_PATH_ID] AND t2.[REG_TENANT_ID] = t1.[REG_TENANT_ID] AND CAST(CAST(t2.[REG_PATH_VALUE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p10 AS NVARCHAR(4000)) AS VARBINARY(8000))))) AND (EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_PROPERTY] t2 WHERE t2.[REG_VERSION] = t1.[REG_VERSION] AND t2.[REG_TENANT_ID] = t1.[REG_TENANT_ID] AND EXISTS (SELECT 1 FROM [dbo].[REG_PROPERTY] t3 WHERE t3.[REG_ID] = t2.[REG_PROPERTY_ID] AND t3.[REG_TENANT_ID] = t2.[REG_TENANT_ID] AND (CAST(CAST(t3.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p11 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND (CASE WHEN DATALENGTH(CAST(t3.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END >= CAST(@p12 AS BIGINT) AND CASE WHEN DATALENGTH(CAST(t3.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END < CAST(@p13 AS BIGINT))))) OR EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_PROPERTY] t2 WHERE t2.[REG_PATH_ID] = t1.[REG_PATH_ID] AND t2.[REG_TENANT_ID] = t1.[REG_TENANT_ID] AND EXISTS (SELECT t2.[REG_RESOURCE_NAME] INTERSECT SELECT t1.[REG_NAME]) AND EXISTS (SELECT CAST(CAST(t2.[REG_RESOURCE_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) INTERSECT SELECT CAST(CAST(t1.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000))) AND ((t2.[REG_VERSION] IS NULL OR (t2.[REG_VERSION] >= CAST(@p14 AS BIGINT) AND t2.[REG_VERSION] < CAST(@p15 AS BIGINT))) AND EXISTS (SELECT 1 FROM [dbo].[REG_PROPERTY] t3 WHERE t3.[REG_ID] = t2.[REG_PROPERTY_ID] AND t3.[REG_TENANT_ID] = t2.[REG_TENANT_ID] AND (CAST(CAST(t3.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p16 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND (CASE WHEN DATALENGTH(CAST(t3.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END >= CAST(@p17 AS BIGINT) AND CASE WHEN DATALENGTH(CAST(t3.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END < CAST(@p18 AS BIGINT)))))))) THEN 0 ELSE 1 END = 1) OR EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_HISTORY] t1 WHERE t1.[REG_PATH_ID] = t0.[REG_PATH_ID] AND t1.[REG_TENANT_ID] = t0.[REG_TENANT_ID] AND EXISTS (SELECT t1.[REG_NAME] INTERSECT SELECT t0.[REG_RESOURCE_NAME]))) THEN 0 ELSE 1 END = 1)
  ORDER BY t0.[ID];
--   ? = '/_system/config/repository/components/org.wso2.carbon.identity.mgt/data', 'expireTime', '1', '1767225600000', '0', '1', 'expireTime', '1', '1767225600000', '/_system/config/repository/components/org.wso2.carbon.identity.mgt/data', 'expireTime', '1', '1767225600000', '0', '1', 'expireTime', '1', '1767225600000'
DELETE t0
  FROM (SELECT DISTINCT k0 FROM OPENJSON(@p1) WITH (k0 BIGINT '$[0]')) n INNER LOOP
  JOIN [dbo].[REG_RESOURCE_TAG] t0 WITH (INDEX([PRIMARY]), FORCESEEK, ROWLOCK) ON t0.[ID] = n.k0
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'

-- registry-tags (safe)
SELECT TOP (1000) t0.[REG_ID] AS key0, t0.[REG_TENANT_ID] AS key1
  FROM [dbo].[REG_TAG] t0
  WHERE 1 = 1
  AND (t0.[REG_TAGGED_TIME] < CONVERT(DATETIME2(3), @p1, 121) AND CASE WHEN EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_TAG] t1 WHERE t1.[REG_TAG_ID] = t0.[REG_ID] AND t1.[REG_TENANT_ID] = t0.[REG_TENANT_ID] AND CASE WHEN (CASE WHEN (EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE] t2 WHERE t2.[REG_VERSION] = t1.[REG_VERSION] AND t2.[REG_TENANT_ID] = t1.[REG_TENANT_ID] AND CASE WHEN ((CASE WHEN t2.[REG_NAME] IS NULL THEN 0 ELSE 1 END = 1 AND EXISTS (SELECT 1 FROM [dbo].[REG_PATH] t3 WHERE t3.[REG_PATH_ID] = t2.[REG_PATH_ID] AND t3.[REG_TENANT_ID] = t2.[REG_TENANT_ID] AND CAST(CAST(t3.[REG_PATH_VALUE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p2 AS NVARCHAR(4000)) AS VARBINARY(8000))))) AND (EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_PROPERTY] t3 WHERE t3.[REG_VERSION] = t2.[REG_VERSION] AND t3.[REG_TENANT_ID] = t2.[REG_TENANT_ID] AND EXISTS (SELECT 1 FROM [dbo].[REG_PROPERTY] t4 WHERE t4.[REG_ID] = t3.[REG_PROPERTY_ID] AND t4.[REG_TENANT_ID] = t3.[REG_TENANT_ID] AND (CAST(CAST(t4.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p3 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND (CASE WHEN DATALENGTH(CAST(t4.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END >= CAST(@p4 AS BIGINT) AND CASE WHEN DATALENGTH(CAST(t4.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END < CAST(@p5 AS BIGINT))))) OR EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_PROPERTY] t3 WHERE t3.[REG_PATH_ID] = t2.[REG_PATH_ID] AND t3.[REG_TENANT_ID] = t2.[REG_TENANT_ID] AND EXISTS (SELECT t3.[REG_RESOURCE_NAME] INTERSECT SELECT t2.[REG_NAME]) AND EXISTS (SELECT CAST(CAST(t3.[REG_RESOURCE_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) INTERSECT SELECT CAST(CAST(t2.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000))) AND ((t3.[REG_VERSION] IS NULL OR (t3.[REG_VERSION] >= CAST(@p6 AS BIGINT) AND t3.[REG_VERSION] < CAST(@p7 AS BIGINT))) AND EXISTS (SELECT 1 FROM [dbo].[REG_PROPERTY] t4 WHERE t4.[REG_ID] = t3.[REG_PROPERTY_ID] AND t4.[REG_TENANT_ID] = t3.[REG_TENANT_ID] AND (CAST(CAST(t4.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p8 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND (CASE WHEN DATALENGTH(CAST(t4.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END >= CAST(@p9 AS BIGINT) AND CASE WHEN DATALENGTH(CAST(t4.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END < CAST(@p10 AS BIGINT)))))))) THEN 0 ELSE 1 END = 1) OR EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_HISTORY] t2 WHERE t2.[REG_VERSION] = t1.[REG_VERSION] AND t2.[REG_TENANT_ID] = t1.[REG_TENANT_ID])) THEN 0 ELSE 1 END = 1 AND CASE WHEN (EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE] t2 WHERE t2.[REG_PATH_ID] = t1.[REG_PATH_ID] AND t2.[REG_TENANT_ID] = t1.[REG_TENANT_ID] AND EXISTS (SELECT t2.[REG_NAME] INTERSECT SELECT t1.[REG_RESOURCE_NAME]) AND CASE WHEN ((CASE WHEN t2.[REG_NAME] IS NULL THEN 0 ELSE 1 END = 1 AND EXISTS (SELECT 1 FROM [dbo].[REG_PATH] t3 WHERE t3.[REG_PATH_ID] = t2.[REG_PATH_ID] AND t3.[REG_TENANT_ID] = t2.[REG_TENANT_ID] AND CAST(CAST(t3.[REG_PATH_VALUE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p11 AS NVARCHAR(4000)) AS VARBINARY(8000))))) AND (EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_PROPERTY] t3 WHERE t3.[REG_VERSION] = t2.[REG_VERSION] AND t3.[REG_TENANT_ID] = t2.[REG_TENANT_ID] AND EXISTS (SELECT 1 FROM [dbo].[REG_PROPERTY] t4 WHERE t4.[REG_ID] = t3.[REG_PROPERTY_ID] AND t4.[REG_TENANT_ID] = t3.[REG_TENANT_ID] AND (CAST(CAST(t4.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p12 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND (CASE WHEN DATALENGTH(CAST(t4.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END >= CAST(@p13 AS BIGINT) AND CASE WHEN DATALENGTH(CAST(t4.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END < CAST(@p14 AS BIGINT))))) OR EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_PROPERTY] t3 WHERE t3.[REG_PATH_ID] = t2.[REG_PATH_ID] AND t3.[REG_TENANT_ID] = t2.[REG_TENANT_ID] AND EXISTS (SELECT t3.[REG_RESOURCE_NAME] INTERSECT SELECT t2.[REG_NAME]) AND EXISTS (SELECT CAST(CAST(t3.[REG_RESOURCE_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) INTERSECT SELECT CAST(CAST(t2.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000))) AND ((t3.[REG_VERSION] IS NULL OR (t3.[REG_VERSION] >= CAST(@p15 AS BIGINT) AND t3.[REG_VERSION] < CAST(@p16 AS BIGINT))) AND EXISTS (SELECT 1 FROM [dbo].[REG_PROPERTY] t4 WHERE t4.[REG_ID] = t3.[REG_PROPERTY_ID] AND t4.[REG_TENANT_ID] = t3.[REG_TENANT_ID] AND (CAST(CAST(t4.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p17 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND (CASE WHEN DATALENGTH(CAST(t4.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END >= CAST(@p18 AS BIGINT) AND CASE WHEN DATALENGTH(CAST(t4.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END < CAST(@p19 AS BIGINT)))))))) THEN 0 ELSE 1 END = 1) OR EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_HISTORY] t2 WHERE t2.[REG_PATH_ID] = t1.[REG_PATH_ID] AND t2.[REG_TENANT_ID] = t1.[REG_TENANT_ID] AND EXISTS (SELECT t2.[REG_NAME] INTERSECT SELECT t1.[REG_RESOURCE_NAME]))) THEN 0 ELSE 1 END = 1) THEN 0 ELSE 1 END = 1) THEN 0 ELSE 1 END = 1)
  ORDER BY t0.[REG_ID], t0.[REG_TENANT_ID];
--   ? = '2026-01-01 00:00:00.000', '/_system/config/repository/components/org.wso2.carbon.identity.mgt/data', 'expireTime', '1', '1767225600000', '0', '1', 'expireTime', '1', '1767225600000', '/_system/config/repository/components/org.wso2.carbon.identity.mgt/data', 'expireTime', '1', '1767225600000', '0', '1', 'expireTime', '1', '1767225600000'
DELETE t0
  FROM (SELECT DISTINCT k0, k1 FROM OPENJSON(@p1) WITH (k0 BIGINT '$[0]', k1 BIGINT '$[1]')) n INNER LOOP
  JOIN [dbo].[REG_TAG] t0 WITH (INDEX([PRIMARY]), FORCESEEK, ROWLOCK) ON t0.[REG_ID] = n.k0
  AND t0.[REG_TENANT_ID] = n.k1
  WHERE 1 = 1;
--   ? = '[["1","1"],["2","2"]]'

-- registry-comment-links (safe)
SELECT TOP (1000) t0.[ID] AS key0
  FROM [dbo].[REG_RESOURCE_COMMENT] t0
  WHERE 1 = 1
  AND (CASE WHEN (EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE] t1 WHERE t1.[REG_VERSION] = t0.[REG_VERSION] AND t1.[REG_TENANT_ID] = t0.[REG_TENANT_ID] AND CASE WHEN ((CASE WHEN t1.[REG_NAME] IS NULL THEN 0 ELSE 1 END = 1 AND EXISTS (SELECT 1 FROM [dbo].[REG_PATH] t2 WHERE t2.[REG_PATH_ID] = t1.[REG_PATH_ID] AND t2.[REG_TENANT_ID] = t1.[REG_TENANT_ID] AND CAST(CAST(t2.[REG_PATH_VALUE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p1 AS NVARCHAR(4000)) AS VARBINARY(8000))))) AND (EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_PROPERTY] t2 WHERE t2.[REG_VERSION] = t1.[REG_VERSION] AND t2.[REG_TENANT_ID] = t1.[REG_TENANT_ID] AND EXISTS (SELECT 1 FROM [dbo].[REG_PROPERTY] t3 WHERE t3.[REG_ID] = t2.[REG_PROPERTY_ID] AND t3.[REG_TENANT_ID] = t2.[REG_TENANT_ID] AND (CAST(CAST(t3.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p2 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND (CASE WHEN DATALENGTH(CAST(t3.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END >= CAST(@p3 AS BIGINT) AND CASE WHEN DATALENGTH(CAST(t3.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END < CAST(@p4 AS BIGINT))))) OR EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_PROPERTY] t2 WHERE t2.[REG_PATH_ID] = t1.[REG_PATH_ID] AND t2.[REG_TENANT_ID] = t1.[REG_TENANT_ID] AND EXISTS (SELECT t2.[REG_RESOURCE_NAME] INTERSECT SELECT t1.[REG_NAME]) AND EXISTS (SELECT CAST(CAST(t2.[REG_RESOURCE_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) INTERSECT SELECT CAST(CAST(t1.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000))) AND ((t2.[REG_VERSION] IS NULL OR (t2.[REG_VERSION] >= CAST(@p5 AS BIGINT) AND t2.[REG_VERSION] < CAST(@p6 AS BIGINT))) AND EXISTS (SELECT 1 FROM [dbo].[REG_PROPERTY] t3 WHERE t3.[REG_ID] = t2.[REG_PROPERTY_ID] AND t3.[REG_TENANT_ID] = t2.[REG_TENANT_ID] AND (CAST(CAST(t3.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p7 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND (CASE WHEN DATALENGTH(CAST(t3.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END >= CAST(@p8 AS BIGINT) AND CASE WHEN DATALENGTH(CAST(t3.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END < CAST(@p9 AS BIGINT)))))))) THEN 0 ELSE 1 END = 1) OR EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_HISTORY] t1 WHERE t1.[REG_VERSION] = t0.[REG_VERSION] AND t1.[REG_TENANT_ID] = t0.[REG_TENANT_ID])) THEN 0 ELSE 1 END = 1 AND CASE WHEN (EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE] t1 WHERE t1.[REG_PATH_ID] = t0.[REG_PATH_ID] AND t1.[REG_TENANT_ID] = t0.[REG_TENANT_ID] AND EXISTS (SELECT t1.[REG_NAME] INTERSECT SELECT t0.[REG_RESOURCE_NAME]) AND CASE WHEN ((CASE WHEN t1.[REG_NAME] IS NULL THEN 0 ELSE 1 END = 1 AND EXISTS (SELECT 1 FROM [dbo].[REG_PATH] t2 WHERE t2.[REG_PATH_ID] = t1.[REG_PATH_ID] AND t2.[REG_TENANT_ID] = t1.[REG_TENANT_ID] AND CAST(CAST(t2.[REG_PATH_VALUE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p10 AS NVARCHAR(4000)) AS VARBINARY(8000))))) AND (EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_PROPERTY] t2 WHERE t2.[REG_VERSION] = t1.[REG_VERSION] AND t2.[REG_TENANT_ID] = t1.[REG_TENANT_ID] AND EXISTS (SELECT 1 FROM [dbo].[REG_PROPERTY] t3 WHERE t3.[REG_ID] = t2.[REG_PROPERTY_ID] AND t3.[REG_TENANT_ID] = t2.[REG_TENANT_ID] AND (CAST(CAST(t3.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p11 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND (CASE WHEN DATALENGTH(CAST(t3.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END >= CAST(@p12 AS BIGINT) AND CASE WHEN DATALENGTH(CAST(t3.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END < CAST(@p13 AS BIGINT))))) OR EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_PROPERTY] t2 WHERE t2.[REG_PATH_ID] = t1.[REG_PATH_ID] AND t2.[REG_TENANT_ID] = t1.[REG_TENANT_ID] AND EXISTS (SELECT t2.[REG_RESOURCE_NAME] INTERSECT SELECT t1.[REG_NAME]) AND EXISTS (SELECT CAST(CAST(t2.[REG_RESOURCE_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) INTERSECT SELECT CAST(CAST(t1.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000))) AND ((t2.[REG_VERSION] IS NULL OR (t2.[REG_VERSION] >= CAST(@p14 AS BIGINT) AND t2.[REG_VERSION] < CAST(@p15 AS BIGINT))) AND EXISTS (SELECT 1 FROM [dbo].[REG_PROPERTY] t3 WHERE t3.[REG_ID] = t2.[REG_PROPERTY_ID] AND t3.[REG_TENANT_ID] = t2.[REG_TENANT_ID] AND (CAST(CAST(t3.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p16 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND (CASE WHEN DATALENGTH(CAST(t3.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END >= CAST(@p17 AS BIGINT) AND CASE WHEN DATALENGTH(CAST(t3.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END < CAST(@p18 AS BIGINT)))))))) THEN 0 ELSE 1 END = 1) OR EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_HISTORY] t1 WHERE t1.[REG_PATH_ID] = t0.[REG_PATH_ID] AND t1.[REG_TENANT_ID] = t0.[REG_TENANT_ID] AND EXISTS (SELECT t1.[REG_NAME] INTERSECT SELECT t0.[REG_RESOURCE_NAME]))) THEN 0 ELSE 1 END = 1)
  ORDER BY t0.[ID];
--   ? = '/_system/config/repository/components/org.wso2.carbon.identity.mgt/data', 'expireTime', '1', '1767225600000', '0', '1', 'expireTime', '1', '1767225600000', '/_system/config/repository/components/org.wso2.carbon.identity.mgt/data', 'expireTime', '1', '1767225600000', '0', '1', 'expireTime', '1', '1767225600000'
DELETE t0
  FROM (SELECT DISTINCT k0 FROM OPENJSON(@p1) WITH (k0 BIGINT '$[0]')) n INNER LOOP
  JOIN [dbo].[REG_RESOURCE_COMMENT] t0 WITH (INDEX([PRIMARY]), FORCESEEK, ROWLOCK) ON t0.[ID] = n.k0
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'

-- registry-comments (safe)
SELECT TOP (1000) t0.[REG_ID] AS key0, t0.[REG_TENANT_ID] AS key1
  FROM [dbo].[REG_COMMENT] t0
  WHERE 1 = 1
  AND (t0.[REG_COMMENTED_TIME] < CONVERT(DATETIME2(3), @p1, 121) AND CASE WHEN EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_COMMENT] t1 WHERE t1.[REG_COMMENT_ID] = t0.[REG_ID] AND t1.[REG_TENANT_ID] = t0.[REG_TENANT_ID] AND CASE WHEN (CASE WHEN (EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE] t2 WHERE t2.[REG_VERSION] = t1.[REG_VERSION] AND t2.[REG_TENANT_ID] = t1.[REG_TENANT_ID] AND CASE WHEN ((CASE WHEN t2.[REG_NAME] IS NULL THEN 0 ELSE 1 END = 1 AND EXISTS (SELECT 1 FROM [dbo].[REG_PATH] t3 WHERE t3.[REG_PATH_ID] = t2.[REG_PATH_ID] AND t3.[REG_TENANT_ID] = t2.[REG_TENANT_ID] AND CAST(CAST(t3.[REG_PATH_VALUE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p2 AS NVARCHAR(4000)) AS VARBINARY(8000))))) AND (EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_PROPERTY] t3 WHERE t3.[REG_VERSION] = t2.[REG_VERSION] AND t3.[REG_TENANT_ID] = t2.[REG_TENANT_ID] AND EXISTS (SELECT 1 FROM [dbo].[REG_PROPERTY] t4 WHERE t4.[REG_ID] = t3.[REG_PROPERTY_ID] AND t4.[REG_TENANT_ID] = t3.[REG_TENANT_ID] AND (CAST(CAST(t4.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p3 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND (CASE WHEN DATALENGTH(CAST(t4.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END >= CAST(@p4 AS BIGINT) AND CASE WHEN DATALENGTH(CAST(t4.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END < CAST(@p5 AS BIGINT))))) OR EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_PROPERTY] t3 WHERE t3.[REG_PATH_ID] = t2.[REG_PATH_ID] AND t3.[REG_TENANT_ID] = t2.[REG_TENANT_ID] AND EXISTS (SELECT t3.[REG_RESOURCE_NAME] INTERSECT SELECT t2.[REG_NAME]) AND EXISTS (SELECT CAST(CAST(t3.[REG_RESOURCE_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) INTERSECT SELECT CAST(CAST(t2.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000))) AND ((t3.[REG_VERSION] IS NULL OR (t3.[REG_VERSION] >= CAST(@p6 AS BIGINT) AND t3.[REG_VERSION] < CAST(@p7 AS BIGINT))) AND EXISTS (SELECT 1 FROM [dbo].[REG_PROPERTY] t4 WHERE t4.[REG_ID] = t3.[REG_PROPERTY_ID] AND t4.[REG_TENANT_ID] = t3.[REG_TENANT_ID] AND (CAST(CAST(t4.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p8 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND (CASE WHEN DATALENGTH(CAST(t4.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END >= CAST(@p9 AS BIGINT) AND CASE WHEN DATALENGTH(CAST(t4.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END < CAST(@p10 AS BIGINT)))))))) THEN 0 ELSE 1 END = 1) OR EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_HISTORY] t2 WHERE t2.[REG_VERSION] = t1.[REG_VERSION] AND t2.[REG_TENANT_ID] = t1.[REG_TENANT_ID])) THEN 0 ELSE 1 END = 1 AND CASE WHEN (EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE] t2 WHERE t2.[REG_PATH_ID] = t1.[REG_PATH_ID] AND t2.[REG_TENANT_ID] = t1.[REG_TENANT_ID] AND EXISTS (SELECT t2.[REG_NAME] INTERSECT SELECT t1.[REG_RESOURCE_NAME]) AND CASE WHEN ((CASE WHEN t2.[REG_NAME] IS NULL THEN 0 ELSE 1 END = 1 AND EXISTS (SELECT 1 FROM [dbo].[REG_PATH] t3 WHERE t3.[REG_PATH_ID] = t2.[REG_PATH_ID] AND t3.[REG_TENANT_ID] = t2.[REG_TENANT_ID] AND CAST(CAST(t3.[REG_PATH_VALUE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p11 AS NVARCHAR(4000)) AS VARBINARY(8000))))) AND (EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_PROPERTY] t3 WHERE t3.[REG_VERSION] = t2.[REG_VERSION] AND t3.[REG_TENANT_ID] = t2.[REG_TENANT_ID] AND EXISTS (SELECT 1 FROM [dbo].[REG_PROPERTY] t4 WHERE t4.[REG_ID] = t3.[REG_PROPERTY_ID] AND t4.[REG_TENANT_ID] = t3.[REG_TENANT_ID] AND (CAST(CAST(t4.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p12 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND (CASE WHEN DATALENGTH(CAST(t4.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END >= CAST(@p13 AS BIGINT) AND CASE WHEN DATALENGTH(CAST(t4.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END < CAST(@p14 AS BIGINT))))) OR EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_PROPERTY] t3 WHERE t3.[REG_PATH_ID] = t2.[REG_PATH_ID] AND t3.[REG_TENANT_ID] = t2.[REG_TENANT_ID] AND EXISTS (SELECT t3.[REG_RESOURCE_NAME] INTERSECT SELECT t2.[REG_NAME]) AND EXISTS (SELECT CAST(CAST(t3.[REG_RESOURCE_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) INTERSECT SELECT CAST(CAST(t2.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000))) AND ((t3.[REG_VERSION] IS NULL OR (t3.[REG_VERSION] >= CAST(@p15 AS BIGINT) AND t3.[REG_VERSION] < CAST(@p16 AS BIGINT))) AND EXISTS (SELECT 1 FROM [dbo].[REG_PROPERTY] t4 WHERE t4.[REG_ID] = t3.[REG_PROPERTY_ID] AND t4.[REG_TENANT_ID] = t3.[REG_TENANT_ID] AND (CAST(CAST(t4.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p17 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND (CASE WHEN DATALENGTH(CAST(t4.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END >= CAST(@p18 AS BIGINT) AND CASE WHEN DATALENGTH(CAST(t4.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END < CAST(@p19 AS BIGINT)))))))) THEN 0 ELSE 1 END = 1) OR EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_HISTORY] t2 WHERE t2.[REG_PATH_ID] = t1.[REG_PATH_ID] AND t2.[REG_TENANT_ID] = t1.[REG_TENANT_ID] AND EXISTS (SELECT t2.[REG_NAME] INTERSECT SELECT t1.[REG_RESOURCE_NAME]))) THEN 0 ELSE 1 END = 1) THEN 0 ELSE 1 END = 1) THEN 0 ELSE 1 END = 1)
  ORDER BY t0.[REG_ID], t0.[REG_TENANT_ID];
--   ? = '2026-01-01 00:00:00.000', '/_system/config/repository/components/org.wso2.carbon.identity.mgt/data', 'expireTime', '1', '1767225600000', '0', '1', 'expireTime', '1', '1767225600000', '/_system/config/repository/components/org.wso2.carbon.identity.mgt/data', 'expireTime', '1', '1767225600000', '0', '1', 'expireTime', '1', '1767225600000'
DELETE t0
  FROM (SELECT DISTINCT k0, k1 FROM OPENJSON(@p1) WITH (k0 BIGINT '$[0]', k1 BIGINT '$[1]')) n INNER LOOP
  JOIN [dbo].[REG_COMMENT] t0 WITH (INDEX([PRIMARY]), FORCESEEK, ROWLOCK) ON t0.[REG_ID] = n.k0
  AND t0.[REG_TENANT_ID] = n.k1
  WHERE 1 = 1;
--   ? = '[["1","1"],["2","2"]]'

-- registry-rating-links (safe)
SELECT TOP (1000) t0.[ID] AS key0
  FROM [dbo].[REG_RESOURCE_RATING] t0
  WHERE 1 = 1
  AND (CASE WHEN (EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE] t1 WHERE t1.[REG_VERSION] = t0.[REG_VERSION] AND t1.[REG_TENANT_ID] = t0.[REG_TENANT_ID] AND CASE WHEN ((CASE WHEN t1.[REG_NAME] IS NULL THEN 0 ELSE 1 END = 1 AND EXISTS (SELECT 1 FROM [dbo].[REG_PATH] t2 WHERE t2.[REG_PATH_ID] = t1.[REG_PATH_ID] AND t2.[REG_TENANT_ID] = t1.[REG_TENANT_ID] AND CAST(CAST(t2.[REG_PATH_VALUE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p1 AS NVARCHAR(4000)) AS VARBINARY(8000))))) AND (EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_PROPERTY] t2 WHERE t2.[REG_VERSION] = t1.[REG_VERSION] AND t2.[REG_TENANT_ID] = t1.[REG_TENANT_ID] AND EXISTS (SELECT 1 FROM [dbo].[REG_PROPERTY] t3 WHERE t3.[REG_ID] = t2.[REG_PROPERTY_ID] AND t3.[REG_TENANT_ID] = t2.[REG_TENANT_ID] AND (CAST(CAST(t3.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p2 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND (CASE WHEN DATALENGTH(CAST(t3.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END >= CAST(@p3 AS BIGINT) AND CASE WHEN DATALENGTH(CAST(t3.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END < CAST(@p4 AS BIGINT))))) OR EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_PROPERTY] t2 WHERE t2.[REG_PATH_ID] = t1.[REG_PATH_ID] AND t2.[REG_TENANT_ID] = t1.[REG_TENANT_ID] AND EXISTS (SELECT t2.[REG_RESOURCE_NAME] INTERSECT SELECT t1.[REG_NAME]) AND EXISTS (SELECT CAST(CAST(t2.[REG_RESOURCE_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) INTERSECT SELECT CAST(CAST(t1.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000))) AND ((t2.[REG_VERSION] IS NULL OR (t2.[REG_VERSION] >= CAST(@p5 AS BIGINT) AND t2.[REG_VERSION] < CAST(@p6 AS BIGINT))) AND EXISTS (SELECT 1 FROM [dbo].[REG_PROPERTY] t3 WHERE t3.[REG_ID] = t2.[REG_PROPERTY_ID] AND t3.[REG_TENANT_ID] = t2.[REG_TENANT_ID] AND (CAST(CAST(t3.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p7 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND (CASE WHEN DATALENGTH(CAST(t3.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END >= CAST(@p8 AS BIGINT) AND CASE WHEN DATALENGTH(CAST(t3.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END < CAST(@p9 AS BIGINT)))))))) THEN 0 ELSE 1 END = 1) OR EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_HISTORY] t1 WHERE t1.[REG_VERSION] = t0.[REG_VERSION] AND t1.[REG_TENANT_ID] = t0.[REG_TENANT_ID])) THEN 0 ELSE 1 END = 1 AND CASE WHEN (EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE] t1 WHERE t1.[REG_PATH_ID] = t0.[REG_PATH_ID] AND t1.[REG_TENANT_ID] = t0.[REG_TENANT_ID] AND EXISTS (SELECT t1.[REG_NAME] INTERSECT SELECT t0.[REG_RESOURCE_NAME]) AND CASE WHEN ((CASE WHEN t1.[REG_NAME] IS NULL THEN 0 ELSE 1 END = 1 AND EXISTS (SELECT 1 FROM [dbo].[REG_PATH] t2 WHERE t2.[REG_PATH_ID] = t1.[REG_PATH_ID] AND t2.[REG_TENANT_ID] = t1.[REG_TENANT_ID] AND CAST(CAST(t2.[REG_PATH_VALUE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p10 AS NVARCHAR(4000)) AS VARBINARY(8000))))) AND (EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_PROPERTY] t2 WHERE t2.[REG_VERSION] = t1.[REG_VERSION] AND t2.[REG_TENANT_ID] = t1.[REG_TENANT_ID] AND EXISTS (SELECT 1 FROM [dbo].[REG_PROPERTY] t3 WHERE t3.[REG_ID] = t2.[REG_PROPERTY_ID] AND t3.[REG_TENANT_ID] = t2.[REG_TENANT_ID] AND (CAST(CAST(t3.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p11 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND (CASE WHEN DATALENGTH(CAST(t3.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END >= CAST(@p12 AS BIGINT) AND CASE WHEN DATALENGTH(CAST(t3.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END < CAST(@p13 AS BIGINT))))) OR EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_PROPERTY] t2 WHERE t2.[REG_PATH_ID] = t1.[REG_PATH_ID] AND t2.[REG_TENANT_ID] = t1.[REG_TENANT_ID] AND EXISTS (SELECT t2.[REG_RESOURCE_NAME] INTERSECT SELECT t1.[REG_NAME]) AND EXISTS (SELECT CAST(CAST(t2.[REG_RESOURCE_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) INTERSECT SELECT CAST(CAST(t1.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000))) AND ((t2.[REG_VERSION] IS NULL OR (t2.[REG_VERSION] >= CAST(@p14 AS BIGINT) AND t2.[REG_VERSION] < CAST(@p15 AS BIGINT))) AND EXISTS (SELECT 1 FROM [dbo].[REG_PROPERTY] t3 WHERE t3.[REG_ID] = t2.[REG_PROPERTY_ID] AND t3.[REG_TENANT_ID] = t2.[REG_TENANT_ID] AND (CAST(CAST(t3.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p16 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND (CASE WHEN DATALENGTH(CAST(t3.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END >= CAST(@p17 AS BIGINT) AND CASE WHEN DATALENGTH(CAST(t3.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t3.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END < CAST(@p18 AS BIGINT)))))))) THEN 0 ELSE 1 END = 1) OR EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_HISTORY] t1 WHERE t1.[REG_PATH_ID] = t0.[REG_PATH_ID] AND t1.[REG_TENANT_ID] = t0.[REG_TENANT_ID] AND EXISTS (SELECT t1.[REG_NAME] INTERSECT SELECT t0.[REG_RESOURCE_NAME]))) THEN 0 ELSE 1 END = 1)
  ORDER BY t0.[ID];
--   ? = '/_system/config/repository/components/org.wso2.carbon.identity.mgt/data', 'expireTime', '1', '1767225600000', '0', '1', 'expireTime', '1', '1767225600000', '/_system/config/repository/components/org.wso2.carbon.identity.mgt/data', 'expireTime', '1', '1767225600000', '0', '1', 'expireTime', '1', '1767225600000'
DELETE t0
  FROM (SELECT DISTINCT k0 FROM OPENJSON(@p1) WITH (k0 BIGINT '$[0]')) n INNER LOOP
  JOIN [dbo].[REG_RESOURCE_RATING] t0 WITH (INDEX([PRIMARY]), FORCESEEK, ROWLOCK) ON t0.[ID] = n.k0
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'

-- registry-ratings (safe)
SELECT TOP (1000) t0.[REG_ID] AS key0, t0.[REG_TENANT_ID] AS key1
  FROM [dbo].[REG_RATING] t0
  WHERE 1 = 1
  AND (t0.[REG_RATED_TIME] < CONVERT(DATETIME2(3), @p1, 121) AND CASE WHEN EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_RATING] t1 WHERE t1.[REG_RATING_ID] = t0.[REG_ID] AND t1.[REG_TENANT_ID] = t0.[REG_TENANT_ID] AND CASE WHEN (CASE WHEN (EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE] t2 WHERE t2.[REG_VERSION] = t1.[REG_VERSION] AND t2.[REG_TENANT_ID] = t1.[REG_TENANT_ID] AND CASE WHEN ((CASE WHEN t2.[REG_NAME] IS NULL THEN 0 ELSE 1 END = 1 AND EXISTS (SELECT 1 FROM [dbo].[REG_PATH] t3 WHERE t3.[REG_PATH_ID] = t2.[REG_PATH_ID] AND t3.[REG_TENANT_ID] = t2.[REG_TENANT_ID] AND CAST(CAST(t3.[REG_PATH_VALUE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p2 AS NVARCHAR(4000)) AS VARBINARY(8000))))) AND (EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_PROPERTY] t3 WHERE t3.[REG_VERSION] = t2.[REG_VERSION] AND t3.[REG_TENANT_ID] = t2.[REG_TENANT_ID] AND EXISTS (SELECT 1 FROM [dbo].[REG_PROPERTY] t4 WHERE t4.[REG_ID] = t3.[REG_PROPERTY_ID] AND t4.[REG_TENANT_ID] = t3.[REG_TENANT_ID] AND (CAST(CAST(t4.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p3 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND (CASE WHEN DATALENGTH(CAST(t4.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END >= CAST(@p4 AS BIGINT) AND CASE WHEN DATALENGTH(CAST(t4.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END < CAST(@p5 AS BIGINT))))) OR EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_PROPERTY] t3 WHERE t3.[REG_PATH_ID] = t2.[REG_PATH_ID] AND t3.[REG_TENANT_ID] = t2.[REG_TENANT_ID] AND EXISTS (SELECT t3.[REG_RESOURCE_NAME] INTERSECT SELECT t2.[REG_NAME]) AND EXISTS (SELECT CAST(CAST(t3.[REG_RESOURCE_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) INTERSECT SELECT CAST(CAST(t2.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000))) AND ((t3.[REG_VERSION] IS NULL OR (t3.[REG_VERSION] >= CAST(@p6 AS BIGINT) AND t3.[REG_VERSION] < CAST(@p7 AS BIGINT))) AND EXISTS (SELECT 1 FROM [dbo].[REG_PROPERTY] t4 WHERE t4.[REG_ID] = t3.[REG_PROPERTY_ID] AND t4.[REG_TENANT_ID] = t3.[REG_TENANT_ID] AND (CAST(CAST(t4.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p8 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND (CASE WHEN DATALENGTH(CAST(t4.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END >= CAST(@p9 AS BIGINT) AND CASE WHEN DATALENGTH(CAST(t4.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END < CAST(@p10 AS BIGINT)))))))) THEN 0 ELSE 1 END = 1) OR EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_HISTORY] t2 WHERE t2.[REG_VERSION] = t1.[REG_VERSION] AND t2.[REG_TENANT_ID] = t1.[REG_TENANT_ID])) THEN 0 ELSE 1 END = 1 AND CASE WHEN (EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE] t2 WHERE t2.[REG_PATH_ID] = t1.[REG_PATH_ID] AND t2.[REG_TENANT_ID] = t1.[REG_TENANT_ID] AND EXISTS (SELECT t2.[REG_NAME] INTERSECT SELECT t1.[REG_RESOURCE_NAME]) AND CASE WHEN ((CASE WHEN t2.[REG_NAME] IS NULL THEN 0 ELSE 1 END = 1 AND EXISTS (SELECT 1 FROM [dbo].[REG_PATH] t3 WHERE t3.[REG_PATH_ID] = t2.[REG_PATH_ID] AND t3.[REG_TENANT_ID] = t2.[REG_TENANT_ID] AND CAST(CAST(t3.[REG_PATH_VALUE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p11 AS NVARCHAR(4000)) AS VARBINARY(8000))))) AND (EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_PROPERTY] t3 WHERE t3.[REG_VERSION] = t2.[REG_VERSION] AND t3.[REG_TENANT_ID] = t2.[REG_TENANT_ID] AND EXISTS (SELECT 1 FROM [dbo].[REG_PROPERTY] t4 WHERE t4.[REG_ID] = t3.[REG_PROPERTY_ID] AND t4.[REG_TENANT_ID] = t3.[REG_TENANT_ID] AND (CAST(CAST(t4.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p12 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND (CASE WHEN DATALENGTH(CAST(t4.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END >= CAST(@p13 AS BIGINT) AND CASE WHEN DATALENGTH(CAST(t4.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END < CAST(@p14 AS BIGINT))))) OR EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_PROPERTY] t3 WHERE t3.[REG_PATH_ID] = t2.[REG_PATH_ID] AND t3.[REG_TENANT_ID] = t2.[REG_TENANT_ID] AND EXISTS (SELECT t3.[REG_RESOURCE_NAME] INTERSECT SELECT t2.[REG_NAME]) AND EXISTS (SELECT CAST(CAST(t3.[REG_RESOURCE_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) INTERSECT SELECT CAST(CAST(t2.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000))) AND ((t3.[REG_VERSION] IS NULL OR (t3.[REG_VERSION] >= CAST(@p15 AS BIGINT) AND t3.[REG_VERSION] < CAST(@p16 AS BIGINT))) AND EXISTS (SELECT 1 FROM [dbo].[REG_PROPERTY] t4 WHERE t4.[REG_ID] = t3.[REG_PROPERTY_ID] AND t4.[REG_TENANT_ID] = t3.[REG_TENANT_ID] AND (CAST(CAST(t4.[REG_NAME] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p17 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND (CASE WHEN DATALENGTH(CAST(t4.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END >= CAST(@p18 AS BIGINT) AND CASE WHEN DATALENGTH(CAST(t4.[REG_VALUE] AS NVARCHAR(4000))) BETWEEN 2 AND 36 AND CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(CAST(t4.[REG_VALUE] AS NVARCHAR(4000)) AS BIGINT) END < CAST(@p19 AS BIGINT)))))))) THEN 0 ELSE 1 END = 1) OR EXISTS (SELECT 1 FROM [dbo].[REG_RESOURCE_HISTORY] t2 WHERE t2.[REG_PATH_ID] = t1.[REG_PATH_ID] AND t2.[REG_TENANT_ID] = t1.[REG_TENANT_ID] AND EXISTS (SELECT t2.[REG_NAME] INTERSECT SELECT t1.[REG_RESOURCE_NAME]))) THEN 0 ELSE 1 END = 1) THEN 0 ELSE 1 END = 1) THEN 0 ELSE 1 END = 1)
  ORDER BY t0.[REG_ID], t0.[REG_TENANT_ID];
--   ? = '2026-01-01 00:00:00.000', '/_system/config/repository/components/org.wso2.carbon.identity.mgt/data', 'expireTime', '1', '1767225600000', '0', '1', 'expireTime', '1', '1767225600000', '/_system/config/repository/components/org.wso2.carbon.identity.mgt/data', 'expireTime', '1', '1767225600000', '0', '1', 'expireTime', '1', '1767225600000'
DELETE t0
  FROM (SELECT DISTINCT k0, k1 FROM OPENJSON(@p1) WITH (k0 BIGINT '$[0]', k1 BIGINT '$[1]')) n INNER LOOP
  JOIN [dbo].[REG_RATING] t0 WITH (INDEX([PRIMARY]), FORCESEEK, ROWLOCK) ON t0.[REG_ID] = n.k0
  AND t0.[REG_TENANT_ID] = n.k1
  WHERE 1 = 1;
--   ? = '[["1","1"],["2","2"]]'

-- recovery-codes (safe)
SELECT TOP (1000) t0.[USER_NAME] AS key0, t0.[USER_DOMAIN] AS key1, t0.[TENANT_ID] AS key2, t0.[SCENARIO] AS key3, t0.[STEP] AS key4
  FROM [dbo].[IDN_RECOVERY_DATA] t0
  WHERE 1 = 1
  AND t0.[TIME_CREATED] < CONVERT(DATETIME2(3), @p1, 121)
  ORDER BY t0.[USER_NAME], t0.[USER_DOMAIN], t0.[TENANT_ID], t0.[SCENARIO], t0.[STEP];
--   ? = '2025-12-02 00:00:00.000'
DELETE t0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0, k1 COLLATE SQL_Latin1_General_CP1_CI_AS AS k1, k2, k3 COLLATE SQL_Latin1_General_CP1_CI_AS AS k3, k4 COLLATE SQL_Latin1_General_CP1_CI_AS AS k4 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]', k1 VARCHAR(8000) '$[1]', k2 BIGINT '$[2]', k3 VARCHAR(8000) '$[3]', k4 VARCHAR(8000) '$[4]')) n INNER LOOP
  JOIN [dbo].[IDN_RECOVERY_DATA] t0 WITH (INDEX([PK_IDN_RECOVERY_DATA]), FORCESEEK, ROWLOCK) ON t0.[USER_NAME] = n.k0
  AND t0.[USER_DOMAIN] = n.k1
  AND t0.[TENANT_ID] = n.k2
  AND t0.[SCENARIO] = n.k3
  AND t0.[STEP] = n.k4
  WHERE 1 = 1
  AND t0.[TIME_CREATED] < CONVERT(DATETIME2(3), @p2, 121);
--   ? = '[["1","1","1","1","1"],["2","2","2","2","2"]]', '2025-12-02 00:00:00.000'

-- flow-contexts (safe)
SELECT TOP (1000) t0.[ID] AS key0
  FROM [dbo].[IDN_FLOW_CONTEXT_STORE] t0
  WHERE 1 = 1
  AND t0.[EXPIRES_AT] < CONVERT(DATETIME2(3), @p1, 121)
  ORDER BY t0.[ID];
--   ? = '2025-12-31 00:00:00.000'
DELETE t0
  FROM (SELECT DISTINCT k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_FLOW_CONTEXT_STORE] t0 WITH (INDEX([PRIMARY]), FORCESEEK, ROWLOCK) ON t0.[ID] = n.k0
  WHERE 1 = 1
  AND t0.[EXPIRES_AT] < CONVERT(DATETIME2(3), @p2, 121);
--   ? = '[["1"],["2"]]', '2025-12-31 00:00:00.000'

-- vc-nonces (safe)
SELECT TOP (1000) t0.[TENANT_ID] AS key0, t0.[NONCE] AS key1
  FROM [dbo].[IDN_VC_NONCE] t0
  WHERE 1 = 1
  AND t0.[EXPIRY_TIME] < CONVERT(DATETIME2(3), @p1, 121)
  ORDER BY t0.[TENANT_ID], t0.[NONCE];
--   ? = '2026-01-01 00:00:00.000'
DELETE t0
  FROM (SELECT DISTINCT k0, k1 FROM OPENJSON(@p1) WITH (k0 BIGINT '$[0]', k1 VARCHAR(8000) '$[1]')) n INNER LOOP
  JOIN [dbo].[IDN_VC_NONCE] t0 WITH (INDEX([PRIMARY]), FORCESEEK, ROWLOCK) ON t0.[TENANT_ID] = n.k0
  AND t0.[NONCE] = n.k1
  WHERE 1 = 1
  AND t0.[EXPIRY_TIME] < CONVERT(DATETIME2(3), @p2, 121);
--   ? = '[["1","1"],["2","2"]]', '2026-01-01 00:00:00.000'

-- workflow-requests (safe)
SELECT TOP (1000) t0.[UUID] AS key0
  FROM [dbo].[WF_REQUEST] t0
  WHERE 1 = 1
  AND (CAST(CAST(t0.[STATUS] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p1 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p2 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p3 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p4 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p5 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND t0.[UPDATED_AT] < CONVERT(DATETIME2(3), @p6, 121))
  ORDER BY t0.[UUID];
--   ? = 'APPROVED', 'REJECTED', 'FAILED', 'DELETED', 'ABORTED', '2025-11-02 00:00:00.000'
DELETE j0
  FROM (SELECT DISTINCT k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[WF_REQUEST] t0 WITH (INDEX([PRIMARY]), FORCESEEK) ON t0.[UUID] = n.k0 INNER LOOP
  JOIN [dbo].[WF_REQUEST_ENTITY_RELATIONSHIP] j0 WITH (FORCESEEK, ROWLOCK) ON j0.[REQUEST_ID] = t0.[UUID]
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE t0
  FROM (SELECT DISTINCT k0 COLLATE latin1_swedish_ci AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[WF_REQUEST_ENTITY_RELATIONSHIP] t0 WITH (INDEX([PRIMARY]), FORCESEEK, ROWLOCK) ON t0.[REQUEST_ID] = n.k0
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE j0
  FROM (SELECT DISTINCT k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[WF_REQUEST] t0 WITH (INDEX([PRIMARY]), FORCESEEK) ON t0.[UUID] = n.k0 INNER
  JOIN [dbo].[WF_WORKFLOW_REQUEST_RELATION] j0 WITH (ROWLOCK) ON j0.[REQUEST_ID] = t0.[UUID]
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE j0
  FROM (SELECT DISTINCT k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[WF_REQUEST] t0 WITH (INDEX([PRIMARY]), FORCESEEK) ON t0.[UUID] = n.k0 INNER
  JOIN [dbo].[WF_WORKFLOW_APPROVAL_RELATION] j0 WITH (ROWLOCK) ON j0.[EVENT_ID] = t0.[UUID]
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE j0
  FROM (SELECT DISTINCT k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[WF_REQUEST] t0 WITH (INDEX([PRIMARY]), FORCESEEK) ON t0.[UUID] = n.k0 INNER LOOP
  JOIN [dbo].[WF_WORKFLOW_APPROVAL_STATE] j0 WITH (FORCESEEK, ROWLOCK) ON j0.[EVENT_ID] = t0.[UUID]
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE t0
  FROM (SELECT DISTINCT k0 COLLATE latin1_swedish_ci AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[WF_WORKFLOW_APPROVAL_STATE] t0 WITH (INDEX([PRIMARY]), FORCESEEK, ROWLOCK) ON t0.[EVENT_ID] = n.k0
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE t0
  FROM (SELECT DISTINCT k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[WF_REQUEST] t0 WITH (INDEX([PRIMARY]), FORCESEEK, ROWLOCK) ON t0.[UUID] = n.k0
  WHERE 1 = 1
  AND (CAST(CAST(t0.[STATUS] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p2 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p3 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p4 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p5 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p6 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND t0.[UPDATED_AT] < CONVERT(DATETIME2(3), @p7, 121));
--   ? = '[["1"],["2"]]', 'APPROVED', 'REJECTED', 'FAILED', 'DELETED', 'ABORTED', '2025-11-02 00:00:00.000'

-- saml-artifacts (safe)
SELECT TOP (1000) t0.[ID] AS key0
  FROM [dbo].[IDN_SAML2_ARTIFACT_STORE] t0
  WHERE 1 = 1
  AND t0.[EXP_TIMESTAMP] < CONVERT(DATETIME2(3), @p1, 121)
  ORDER BY t0.[ID];
--   ? = '2026-01-01 00:00:00.000'
DELETE t0
  FROM (SELECT DISTINCT k0 FROM OPENJSON(@p1) WITH (k0 BIGINT '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_SAML2_ARTIFACT_STORE] t0 WITH (INDEX([PK_IDN_SAML2_ARTIFACT_STORE]), FORCESEEK, ROWLOCK) ON t0.[ID] = n.k0
  WHERE 1 = 1
  AND t0.[EXP_TIMESTAMP] < CONVERT(DATETIME2(3), @p2, 121);
--   ? = '[["1"],["2"]]', '2026-01-01 00:00:00.000'

-- wait-statuses (safe)
SELECT TOP (1000) t0.[ID] AS key0
  FROM [dbo].[IDN_AUTH_WAIT_STATUS] t0
  WHERE 1 = 1
  AND t0.[EXPIRE_TIME] < CONVERT(DATETIME2(3), @p1, 121)
  ORDER BY t0.[ID];
--   ? = '2026-01-01 00:00:00.000'
DELETE t0
  FROM (SELECT DISTINCT k0 FROM OPENJSON(@p1) WITH (k0 BIGINT '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_AUTH_WAIT_STATUS] t0 WITH (INDEX([PK_IDN_AUTH_WAIT_STATUS]), FORCESEEK, ROWLOCK) ON t0.[ID] = n.k0
  WHERE 1 = 1
  AND t0.[EXPIRE_TIME] < CONVERT(DATETIME2(3), @p2, 121);
--   ? = '[["1"],["2"]]', '2026-01-01 00:00:00.000'

-- sts-tokens (safe)
SELECT TOP (1000) t0.[ID] AS key0
  FROM [dbo].[IDN_STS_STORE] t0
  WHERE 1 = 1
  AND t0.[EXPIRE_DATE] < CONVERT(DATETIME2(3), @p1, 121)
  ORDER BY t0.[ID];
--   ? = '2026-01-01 00:00:00.000'
DELETE t0
  FROM (SELECT DISTINCT k0 FROM OPENJSON(@p1) WITH (k0 BIGINT '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_STS_STORE] t0 WITH (INDEX([PRIMARY]), FORCESEEK, ROWLOCK) ON t0.[ID] = n.k0
  WHERE 1 = 1
  AND t0.[EXPIRE_DATE] < CONVERT(DATETIME2(3), @p2, 121);
--   ? = '[["1"],["2"]]', '2026-01-01 00:00:00.000'

-- token-audit (safe)
SELECT TOP (1000) t0.[ID] AS key0
  FROM [dbo].[IDN_OAUTH2_ACCESS_TOKEN_AUDIT] t0
  WHERE 1 = 1
  AND t0.[INVALIDATED_TIME] < CONVERT(DATETIME2(3), @p1, 121)
  ORDER BY t0.[ID];
--   ? = '2025-07-05 00:00:00.000'
DELETE t0
  FROM (SELECT DISTINCT k0 FROM OPENJSON(@p1) WITH (k0 BIGINT '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_ACCESS_TOKEN_AUDIT] t0 WITH (INDEX([PK_IDN_OAUTH2_ACCESS_TOKEN_AUDIT]), FORCESEEK, ROWLOCK) ON t0.[ID] = n.k0
  WHERE 1 = 1
  AND t0.[INVALIDATED_TIME] < CONVERT(DATETIME2(3), @p2, 121);
--   ? = '[["1"],["2"]]', '2025-07-05 00:00:00.000'

-- tokens (upstream)
SELECT TOP (1000) t0.[TOKEN_ID] AS key0
  FROM [dbo].[IDN_OAUTH2_ACCESS_TOKEN] t0
  WHERE 1 = 1
  AND (((CAST(CAST(t0.[TOKEN_STATE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p1 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p2 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p3 AS NVARCHAR(4000)) AS VARBINARY(8000))) OR (CAST(CAST(t0.[TOKEN_STATE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p4 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND ((t0.[TIME_CREATED] < CASE WHEN t0.[VALIDITY_PERIOD] >= 1 AND t0.[VALIDITY_PERIOD] < 63902822400000 THEN DATEADD(MILLISECOND, -CAST(t0.[VALIDITY_PERIOD] % 60000 AS INT), DATEADD(MINUTE, -CAST(t0.[VALIDITY_PERIOD] / 60000 AS INT), CONVERT(DATETIME2(3), @p5, 121))) END OR ((t0.[VALIDITY_PERIOD] >= CAST(@p6 AS BIGINT) AND t0.[VALIDITY_PERIOD] < CAST(@p7 AS BIGINT)) AND t0.[TIME_CREATED] < CONVERT(DATETIME2(3), @p8, 121))) AND (t0.[REFRESH_TOKEN_TIME_CREATED] < CASE WHEN t0.[REFRESH_TOKEN_VALIDITY_PERIOD] >= 1 AND t0.[REFRESH_TOKEN_VALIDITY_PERIOD] < 63902822400000 THEN DATEADD(MILLISECOND, -CAST(t0.[REFRESH_TOKEN_VALIDITY_PERIOD] % 60000 AS INT), DATEADD(MINUTE, -CAST(t0.[REFRESH_TOKEN_VALIDITY_PERIOD] / 60000 AS INT), CONVERT(DATETIME2(3), @p9, 121))) END OR ((t0.[REFRESH_TOKEN_VALIDITY_PERIOD] >= CAST(@p10 AS BIGINT) AND t0.[REFRESH_TOKEN_VALIDITY_PERIOD] < CAST(@p11 AS BIGINT)) AND t0.[REFRESH_TOKEN_TIME_CREATED] < CONVERT(DATETIME2(3), @p12, 121)))))) AND (t0.[VALIDITY_PERIOD] >= CAST(@p13 AS BIGINT) AND t0.[VALIDITY_PERIOD] < CAST(@p14 AS BIGINT)) AND (t0.[REFRESH_TOKEN_VALIDITY_PERIOD] >= CAST(@p15 AS BIGINT) AND t0.[REFRESH_TOKEN_VALIDITY_PERIOD] < CAST(@p16 AS BIGINT))) AND CASE WHEN EXISTS (SELECT 1 FROM [dbo].[IDN_OIDC_REQ_OBJECT_REFERENCE] t1 WHERE t1.[TOKEN_ID] = t0.[TOKEN_ID] AND EXISTS (SELECT 1 FROM [dbo].[IDN_OAUTH2_AUTHORIZATION_CODE] t2 WHERE t2.[CODE_ID] = t1.[CODE_ID] AND CASE WHEN ((t2.[TOKEN_ID] IS NULL OR CASE WHEN EXISTS (SELECT 1 FROM [dbo].[IDN_OAUTH2_ACCESS_TOKEN] t3 WHERE t3.[TOKEN_ID] = t2.[TOKEN_ID] AND CASE WHEN ((CAST(CAST(t3.[TOKEN_STATE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p17 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p18 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p19 AS NVARCHAR(4000)) AS VARBINARY(8000))) OR (CAST(CAST(t3.[TOKEN_STATE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p20 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND ((t3.[TIME_CREATED] < CASE WHEN t3.[VALIDITY_PERIOD] >= 1 AND t3.[VALIDITY_PERIOD] < 63902822400000 THEN DATEADD(MILLISECOND, -CAST(t3.[VALIDITY_PERIOD] % 60000 AS INT), DATEADD(MINUTE, -CAST(t3.[VALIDITY_PERIOD] / 60000 AS INT), CONVERT(DATETIME2(3), @p21, 121))) END OR ((t3.[VALIDITY_PERIOD] >= CAST(@p22 AS BIGINT) AND t3.[VALIDITY_PERIOD] < CAST(@p23 AS BIGINT)) AND t3.[TIME_CREATED] < CONVERT(DATETIME2(3), @p24, 121))) AND (t3.[REFRESH_TOKEN_TIME_CREATED] < CASE WHEN t3.[REFRESH_TOKEN_VALIDITY_PERIOD] >= 1 AND t3.[REFRESH_TOKEN_VALIDITY_PERIOD] < 63902822400000 THEN DATEADD(MILLISECOND, -CAST(t3.[REFRESH_TOKEN_VALIDITY_PERIOD] % 60000 AS INT), DATEADD(MINUTE, -CAST(t3.[REFRESH_TOKEN_VALIDITY_PERIOD] / 60000 AS INT), CONVERT(DATETIME2(3), @p25, 121))) END OR ((t3.[REFRESH_TOKEN_VALIDITY_PERIOD] >= CAST(@p26 AS BIGINT) AND t3.[REFRESH_TOKEN_VALIDITY_PERIOD] < CAST(@p27 AS BIGINT)) AND t3.[REFRESH_TOKEN_TIME_CREATED] < CONVERT(DATETIME2(3), @p28, 121)))))) AND (t3.[VALIDITY_PERIOD] >= CAST(@p29 AS BIGINT) AND t3.[VALIDITY_PERIOD] < CAST(@p30 AS BIGINT)) AND (t3.[REFRESH_TOKEN_VALIDITY_PERIOD] >= CAST(@p31 AS BIGINT) AND t3.[REFRESH_TOKEN_VALIDITY_PERIOD] < CAST(@p32 AS BIGINT))) THEN 0 ELSE 1 END = 1) THEN 0 ELSE 1 END = 1) AND ((t2.[TIME_CREATED] < CASE WHEN t2.[VALIDITY_PERIOD] >= 1 AND t2.[VALIDITY_PERIOD] < 63902822400000 THEN DATEADD(MILLISECOND, -CAST(t2.[VALIDITY_PERIOD] % 60000 AS INT), DATEADD(MINUTE, -CAST(t2.[VALIDITY_PERIOD] / 60000 AS INT), CONVERT(DATETIME2(3), @p33, 121))) END OR ((t2.[VALIDITY_PERIOD] >= CAST(@p34 AS BIGINT) AND t2.[VALIDITY_PERIOD] < CAST(@p35 AS BIGINT)) AND t2.[TIME_CREATED] < CONVERT(DATETIME2(3), @p36, 121))) OR CAST(CAST(t2.[STATE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p37 AS NVARCHAR(4000)) AS VARBINARY(8000))))) THEN 0 ELSE 1 END = 1)) THEN 0 ELSE 1 END = 1)
  ORDER BY t0.[TOKEN_ID];
--   ? = 'INACTIVE', 'REVOKED', 'EXPIRED', 'ACTIVE', '2026-01-01 00:00:00.000', '0', '1', '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000', '0', '1', '2026-01-01 00:00:00.000', '0', '99999999999991', '0', '99999999999991', 'INACTIVE', 'REVOKED', 'EXPIRED', 'ACTIVE', '2026-01-01 00:00:00.000', '0', '1', '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000', '0', '1', '2026-01-01 00:00:00.000', '0', '99999999999991', '0', '99999999999991', '2026-01-01 00:00:00.000', '0', '1', '2026-01-01 00:00:00.000', 'INACTIVE'
DELETE j2
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_ACCESS_TOKEN] t0 WITH (INDEX([PK_IDN_OAUTH2_ACCESS_TOKEN]), FORCESEEK) ON t0.[TOKEN_ID] = n.k0 INNER LOOP
  JOIN [dbo].[IDN_OIDC_REQ_OBJECT_REFERENCE] j0 WITH (FORCESEEK) ON j0.[TOKEN_ID] = t0.[TOKEN_ID] INNER
  JOIN [dbo].[IDN_OIDC_REQ_OBJECT_CLAIMS] j1 ON j1.[REQ_OBJECT_ID] = j0.[ID] INNER
  JOIN [dbo].[IDN_OIDC_REQ_OBJ_CLAIM_VALUES] j2 WITH (ROWLOCK) ON j2.[REQ_OBJECT_CLAIMS_ID] = j1.[ID]
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE j1
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_ACCESS_TOKEN] t0 WITH (INDEX([PK_IDN_OAUTH2_ACCESS_TOKEN]), FORCESEEK) ON t0.[TOKEN_ID] = n.k0 INNER LOOP
  JOIN [dbo].[IDN_OIDC_REQ_OBJECT_REFERENCE] j0 WITH (FORCESEEK) ON j0.[TOKEN_ID] = t0.[TOKEN_ID] INNER
  JOIN [dbo].[IDN_OIDC_REQ_OBJECT_CLAIMS] j1 WITH (ROWLOCK) ON j1.[REQ_OBJECT_ID] = j0.[ID]
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE j0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_ACCESS_TOKEN] t0 WITH (INDEX([PK_IDN_OAUTH2_ACCESS_TOKEN]), FORCESEEK) ON t0.[TOKEN_ID] = n.k0 INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_TOKEN_BINDING] j0 WITH (FORCESEEK, ROWLOCK) ON j0.[TOKEN_ID] = t0.[TOKEN_ID]
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE t0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_TOKEN_BINDING] t0 WITH (INDEX([UQ_IDN_OAUTH2_TOKEN_BINDING]), FORCESEEK, ROWLOCK) ON t0.[TOKEN_ID] = n.k0
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE j0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_ACCESS_TOKEN] t0 WITH (INDEX([PK_IDN_OAUTH2_ACCESS_TOKEN]), FORCESEEK) ON t0.[TOKEN_ID] = n.k0 INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_ACCESS_TOKEN_SCOPE] j0 WITH (FORCESEEK, ROWLOCK) ON j0.[TOKEN_ID] = t0.[TOKEN_ID]
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE t0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_ACCESS_TOKEN_SCOPE] t0 WITH (INDEX([PK_IDN_OAUTH2_ACCESS_TOKEN_SCOPE]), FORCESEEK, ROWLOCK) ON t0.[TOKEN_ID] = n.k0
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE j0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_ACCESS_TOKEN] t0 WITH (INDEX([PK_IDN_OAUTH2_ACCESS_TOKEN]), FORCESEEK) ON t0.[TOKEN_ID] = n.k0 INNER LOOP
  JOIN [dbo].[IDN_OIDC_REQ_OBJECT_REFERENCE] j0 WITH (FORCESEEK, ROWLOCK) ON j0.[TOKEN_ID] = t0.[TOKEN_ID]
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE t0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OIDC_REQ_OBJECT_REFERENCE] t0 WITH (INDEX([IDX_OROR_TID]), FORCESEEK, ROWLOCK) ON t0.[TOKEN_ID] = n.k0
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE j0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_ACCESS_TOKEN] t0 WITH (INDEX([PK_IDN_OAUTH2_ACCESS_TOKEN]), FORCESEEK) ON t0.[TOKEN_ID] = n.k0 INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_ACCESS_TOKEN_ATTRIBUTES] j0 WITH (FORCESEEK, ROWLOCK) ON j0.[TOKEN_ID] = t0.[TOKEN_ID]
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE j0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_ACCESS_TOKEN] t0 WITH (INDEX([PK_IDN_OAUTH2_ACCESS_TOKEN]), FORCESEEK) ON t0.[TOKEN_ID] = n.k0 INNER
  JOIN [dbo].[IDN_OAUTH2_ACCESS_TOKEN_AUTHORIZATION_DETAILS] j0 WITH (ROWLOCK) ON j0.[TOKEN_ID] = t0.[TOKEN_ID]
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE t0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_ACCESS_TOKEN] t0 WITH (INDEX([PK_IDN_OAUTH2_ACCESS_TOKEN]), FORCESEEK, ROWLOCK) ON t0.[TOKEN_ID] = n.k0
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'

-- codes (upstream)
SELECT TOP (1000) t0.[CODE_ID] AS key0
  FROM [dbo].[IDN_OAUTH2_AUTHORIZATION_CODE] t0
  WHERE 1 = 1
  AND (((t0.[TOKEN_ID] IS NULL OR CASE WHEN EXISTS (SELECT 1 FROM [dbo].[IDN_OAUTH2_ACCESS_TOKEN] t1 WHERE t1.[TOKEN_ID] = t0.[TOKEN_ID] AND CASE WHEN ((CAST(CAST(t1.[TOKEN_STATE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p1 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p2 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p3 AS NVARCHAR(4000)) AS VARBINARY(8000))) OR (CAST(CAST(t1.[TOKEN_STATE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p4 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND ((t1.[TIME_CREATED] < CASE WHEN t1.[VALIDITY_PERIOD] >= 1 AND t1.[VALIDITY_PERIOD] < 63902822400000 THEN DATEADD(MILLISECOND, -CAST(t1.[VALIDITY_PERIOD] % 60000 AS INT), DATEADD(MINUTE, -CAST(t1.[VALIDITY_PERIOD] / 60000 AS INT), CONVERT(DATETIME2(3), @p5, 121))) END OR ((t1.[VALIDITY_PERIOD] >= CAST(@p6 AS BIGINT) AND t1.[VALIDITY_PERIOD] < CAST(@p7 AS BIGINT)) AND t1.[TIME_CREATED] < CONVERT(DATETIME2(3), @p8, 121))) AND (t1.[REFRESH_TOKEN_TIME_CREATED] < CASE WHEN t1.[REFRESH_TOKEN_VALIDITY_PERIOD] >= 1 AND t1.[REFRESH_TOKEN_VALIDITY_PERIOD] < 63902822400000 THEN DATEADD(MILLISECOND, -CAST(t1.[REFRESH_TOKEN_VALIDITY_PERIOD] % 60000 AS INT), DATEADD(MINUTE, -CAST(t1.[REFRESH_TOKEN_VALIDITY_PERIOD] / 60000 AS INT), CONVERT(DATETIME2(3), @p9, 121))) END OR ((t1.[REFRESH_TOKEN_VALIDITY_PERIOD] >= CAST(@p10 AS BIGINT) AND t1.[REFRESH_TOKEN_VALIDITY_PERIOD] < CAST(@p11 AS BIGINT)) AND t1.[REFRESH_TOKEN_TIME_CREATED] < CONVERT(DATETIME2(3), @p12, 121)))))) AND (t1.[VALIDITY_PERIOD] >= CAST(@p13 AS BIGINT) AND t1.[VALIDITY_PERIOD] < CAST(@p14 AS BIGINT)) AND (t1.[REFRESH_TOKEN_VALIDITY_PERIOD] >= CAST(@p15 AS BIGINT) AND t1.[REFRESH_TOKEN_VALIDITY_PERIOD] < CAST(@p16 AS BIGINT))) THEN 0 ELSE 1 END = 1) THEN 0 ELSE 1 END = 1) AND ((t0.[TIME_CREATED] < CASE WHEN t0.[VALIDITY_PERIOD] >= 1 AND t0.[VALIDITY_PERIOD] < 63902822400000 THEN DATEADD(MILLISECOND, -CAST(t0.[VALIDITY_PERIOD] % 60000 AS INT), DATEADD(MINUTE, -CAST(t0.[VALIDITY_PERIOD] / 60000 AS INT), CONVERT(DATETIME2(3), @p17, 121))) END OR ((t0.[VALIDITY_PERIOD] >= CAST(@p18 AS BIGINT) AND t0.[VALIDITY_PERIOD] < CAST(@p19 AS BIGINT)) AND t0.[TIME_CREATED] < CONVERT(DATETIME2(3), @p20, 121))) OR CAST(CAST(t0.[STATE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p21 AS NVARCHAR(4000)) AS VARBINARY(8000))))) AND CASE WHEN EXISTS (SELECT 1 FROM [dbo].[IDN_OIDC_REQ_OBJECT_REFERENCE] t1 WHERE t1.[CODE_ID] = t0.[CODE_ID] AND EXISTS (SELECT 1 FROM [dbo].[IDN_OAUTH2_ACCESS_TOKEN] t2 WHERE t2.[TOKEN_ID] = t1.[TOKEN_ID] AND CASE WHEN ((CAST(CAST(t2.[TOKEN_STATE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p22 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p23 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p24 AS NVARCHAR(4000)) AS VARBINARY(8000))) OR (CAST(CAST(t2.[TOKEN_STATE] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p25 AS NVARCHAR(4000)) AS VARBINARY(8000))) AND ((t2.[TIME_CREATED] < CASE WHEN t2.[VALIDITY_PERIOD] >= 1 AND t2.[VALIDITY_PERIOD] < 63902822400000 THEN DATEADD(MILLISECOND, -CAST(t2.[VALIDITY_PERIOD] % 60000 AS INT), DATEADD(MINUTE, -CAST(t2.[VALIDITY_PERIOD] / 60000 AS INT), CONVERT(DATETIME2(3), @p26, 121))) END OR ((t2.[VALIDITY_PERIOD] >= CAST(@p27 AS BIGINT) AND t2.[VALIDITY_PERIOD] < CAST(@p28 AS BIGINT)) AND t2.[TIME_CREATED] < CONVERT(DATETIME2(3), @p29, 121))) AND (t2.[REFRESH_TOKEN_TIME_CREATED] < CASE WHEN t2.[REFRESH_TOKEN_VALIDITY_PERIOD] >= 1 AND t2.[REFRESH_TOKEN_VALIDITY_PERIOD] < 63902822400000 THEN DATEADD(MILLISECOND, -CAST(t2.[REFRESH_TOKEN_VALIDITY_PERIOD] % 60000 AS INT), DATEADD(MINUTE, -CAST(t2.[REFRESH_TOKEN_VALIDITY_PERIOD] / 60000 AS INT), CONVERT(DATETIME2(3), @p30, 121))) END OR ((t2.[REFRESH_TOKEN_VALIDITY_PERIOD] >= CAST(@p31 AS BIGINT) AND t2.[REFRESH_TOKEN_VALIDITY_PERIOD] < CAST(@p32 AS BIGINT)) AND t2.[REFRESH_TOKEN_TIME_CREATED] < CONVERT(DATETIME2(3), @p33, 121)))))) AND (t2.[VALIDITY_PERIOD] >= CAST(@p34 AS BIGINT) AND t2.[VALIDITY_PERIOD] < CAST(@p35 AS BIGINT)) AND (t2.[REFRESH_TOKEN_VALIDITY_PERIOD] >= CAST(@p36 AS BIGINT) AND t2.[REFRESH_TOKEN_VALIDITY_PERIOD] < CAST(@p37 AS BIGINT))) THEN 0 ELSE 1 END = 1)) THEN 0 ELSE 1 END = 1)
  ORDER BY t0.[CODE_ID];
--   ? = 'INACTIVE', 'REVOKED', 'EXPIRED', 'ACTIVE', '2026-01-01 00:00:00.000', '0', '1', '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000', '0', '1', '2026-01-01 00:00:00.000', '0', '99999999999991', '0', '99999999999991', '2026-01-01 00:00:00.000', '0', '1', '2026-01-01 00:00:00.000', 'INACTIVE', 'INACTIVE', 'REVOKED', 'EXPIRED', 'ACTIVE', '2026-01-01 00:00:00.000', '0', '1', '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000', '0', '1', '2026-01-01 00:00:00.000', '0', '99999999999991', '0', '99999999999991'
DELETE j2
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_AUTHORIZATION_CODE] t0 WITH (INDEX([PK_IDN_OAUTH2_AUTHORIZATION_CODE]), FORCESEEK) ON t0.[CODE_ID] = n.k0 INNER
  JOIN [dbo].[IDN_OIDC_REQ_OBJECT_REFERENCE] j0 ON j0.[CODE_ID] = t0.[CODE_ID] INNER
  JOIN [dbo].[IDN_OIDC_REQ_OBJECT_CLAIMS] j1 ON j1.[REQ_OBJECT_ID] = j0.[ID] INNER
  JOIN [dbo].[IDN_OIDC_REQ_OBJ_CLAIM_VALUES] j2 WITH (ROWLOCK) ON j2.[REQ_OBJECT_CLAIMS_ID] = j1.[ID]
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE j1
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_AUTHORIZATION_CODE] t0 WITH (INDEX([PK_IDN_OAUTH2_AUTHORIZATION_CODE]), FORCESEEK) ON t0.[CODE_ID] = n.k0 INNER
  JOIN [dbo].[IDN_OIDC_REQ_OBJECT_REFERENCE] j0 ON j0.[CODE_ID] = t0.[CODE_ID] INNER
  JOIN [dbo].[IDN_OIDC_REQ_OBJECT_CLAIMS] j1 WITH (ROWLOCK) ON j1.[REQ_OBJECT_ID] = j0.[ID]
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE j0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_AUTHORIZATION_CODE] t0 WITH (INDEX([PK_IDN_OAUTH2_AUTHORIZATION_CODE]), FORCESEEK) ON t0.[CODE_ID] = n.k0 INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_AUTHZ_CODE_SCOPE] j0 WITH (FORCESEEK, ROWLOCK) ON j0.[CODE_ID] = t0.[CODE_ID]
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE t0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_AUTHZ_CODE_SCOPE] t0 WITH (INDEX([PK_IDN_OAUTH2_AUTHZ_CODE_SCOPE]), FORCESEEK, ROWLOCK) ON t0.[CODE_ID] = n.k0
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE j0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_AUTHORIZATION_CODE] t0 WITH (INDEX([PK_IDN_OAUTH2_AUTHORIZATION_CODE]), FORCESEEK) ON t0.[CODE_ID] = n.k0 INNER
  JOIN [dbo].[IDN_OIDC_REQ_OBJECT_REFERENCE] j0 WITH (ROWLOCK) ON j0.[CODE_ID] = t0.[CODE_ID]
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE j0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_AUTHORIZATION_CODE] t0 WITH (INDEX([PK_IDN_OAUTH2_AUTHORIZATION_CODE]), FORCESEEK) ON t0.[CODE_ID] = n.k0 INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_DPOP_JKT] j0 WITH (FORCESEEK, ROWLOCK) ON j0.[CODE_ID] = t0.[CODE_ID]
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE j0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_AUTHORIZATION_CODE] t0 WITH (INDEX([PK_IDN_OAUTH2_AUTHORIZATION_CODE]), FORCESEEK) ON t0.[CODE_ID] = n.k0 INNER
  JOIN [dbo].[IDN_OAUTH2_AUTHZ_CODE_ACTOR] j0 WITH (ROWLOCK) ON j0.[CODE_ID] = t0.[CODE_ID]
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE j0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_AUTHORIZATION_CODE] t0 WITH (INDEX([PK_IDN_OAUTH2_AUTHORIZATION_CODE]), FORCESEEK) ON t0.[CODE_ID] = n.k0 INNER
  JOIN [dbo].[IDN_OAUTH2_AUTHZ_CODE_AUTHORIZATION_DETAILS] j0 WITH (ROWLOCK) ON j0.[CODE_ID] = t0.[CODE_ID]
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE t0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_AUTHORIZATION_CODE] t0 WITH (INDEX([PK_IDN_OAUTH2_AUTHORIZATION_CODE]), FORCESEEK, ROWLOCK) ON t0.[CODE_ID] = n.k0
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'

-- ciba-requests (upstream)
SELECT TOP (1000) t0.[AUTH_CODE_KEY] AS key0
  FROM [dbo].[IDN_OAUTH2_CIBA_AUTH_CODE] t0
  WHERE 1 = 1
  AND (CAST(CAST(t0.[AUTH_REQ_STATUS] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p1 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p2 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p3 AS NVARCHAR(4000)) AS VARBINARY(8000))) OR t0.[ISSUED_TIME] < CASE WHEN t0.[EXPIRES_IN] >= 1 AND t0.[EXPIRES_IN] < 63902822400 THEN DATEADD(SECOND, -CAST(t0.[EXPIRES_IN] % 60 AS INT), DATEADD(MINUTE, -CAST(t0.[EXPIRES_IN] / 60 AS INT), CONVERT(DATETIME2(3), @p4, 121))) END)
  ORDER BY t0.[AUTH_CODE_KEY];
--   ? = 'EXPIRED', 'TOKEN_ISSUED', 'FAILED', '2026-01-01 00:00:00.000'
DELETE j0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_CIBA_AUTH_CODE] t0 WITH (INDEX([PK_IDN_OAUTH2_CIBA_AUTH_CODE]), FORCESEEK) ON t0.[AUTH_CODE_KEY] = n.k0 INNER
  JOIN [dbo].[IDN_OAUTH2_CIBA_REQUEST_SCOPES] j0 WITH (ROWLOCK) ON j0.[AUTH_CODE_KEY] = t0.[AUTH_CODE_KEY]
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE t0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_CIBA_AUTH_CODE] t0 WITH (INDEX([PK_IDN_OAUTH2_CIBA_AUTH_CODE]), FORCESEEK, ROWLOCK) ON t0.[AUTH_CODE_KEY] = n.k0
  WHERE 1 = 1
  AND (CAST(CAST(t0.[AUTH_REQ_STATUS] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p2 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p3 AS NVARCHAR(4000)) AS VARBINARY(8000)), CAST(CAST(@p4 AS NVARCHAR(4000)) AS VARBINARY(8000))) OR t0.[ISSUED_TIME] < CASE WHEN t0.[EXPIRES_IN] >= 1 AND t0.[EXPIRES_IN] < 63902822400 THEN DATEADD(SECOND, -CAST(t0.[EXPIRES_IN] % 60 AS INT), DATEADD(MINUTE, -CAST(t0.[EXPIRES_IN] / 60 AS INT), CONVERT(DATETIME2(3), @p5, 121))) END);
--   ? = '[["1"],["2"]]', 'EXPIRED', 'TOKEN_ISSUED', 'FAILED', '2026-01-01 00:00:00.000'

-- device-codes (upstream)
SELECT TOP (1000) t0.[DEVICE_CODE] AS key0
  FROM [dbo].[IDN_OAUTH2_DEVICE_FLOW] t0
  WHERE 1 = 1
  AND CAST(CAST(t0.[STATUS] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p1 AS NVARCHAR(4000)) AS VARBINARY(8000)))
  ORDER BY t0.[DEVICE_CODE];
--   ? = 'EXPIRED'
DELETE j0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_DEVICE_FLOW] t0 WITH (INDEX([PK_IDN_OAUTH2_DEVICE_FLOW]), FORCESEEK) ON t0.[DEVICE_CODE] = n.k0 INNER
  JOIN [dbo].[IDN_OAUTH2_DEVICE_FLOW_SCOPES] j0 WITH (ROWLOCK) ON j0.[SCOPE_ID] = t0.[CODE_ID]
  WHERE 1 = 1;
--   ? = '[["1"],["2"]]'
DELETE t0
  FROM (SELECT DISTINCT k0 COLLATE SQL_Latin1_General_CP1_CI_AS AS k0 FROM OPENJSON(@p1) WITH (k0 VARCHAR(8000) '$[0]')) n INNER LOOP
  JOIN [dbo].[IDN_OAUTH2_DEVICE_FLOW] t0 WITH (INDEX([PK_IDN_OAUTH2_DEVICE_FLOW]), FORCESEEK, ROWLOCK) ON t0.[DEVICE_CODE] = n.k0
  WHERE 1 = 1
  AND CAST(CAST(t0.[STATUS] AS NVARCHAR(4000)) AS VARBINARY(8000)) IN (CAST(CAST(@p2 AS NVARCHAR(4000)) AS VARBINARY(8000)));
--   ? = '[["1"],["2"]]', 'EXPIRED'
