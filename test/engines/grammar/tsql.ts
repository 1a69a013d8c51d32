import { TSqlLexer } from 'antlr4ts-sql/dist/src/grammar-output/tsql/TSqlLexer.js'
import { TSqlParser } from 'antlr4ts-sql/dist/src/grammar-output/tsql/TSqlParser.js'
import type { Grammar } from './grammar.ts'

/** T-SQL, as the grammar of the antlr project has it. */
export const tsql: Grammar = {
  lexer: TSqlLexer,
  parser: TSqlParser,
  whole: (parser) => (parser as TSqlParser).tsql_file(),
}

/**
 * Statements that SQL Server has no syntax for: what another engine is told, and slips of one's
 * own. The grammar has to refuse each, else that it accepts the others says nothing. It does not
 * know names, types or rules that are no syntax: an aggregate beside a column, a hint that does not
 * fit, OFFSET without ORDER BY; of 50 that were tried it takes `INTERVAL '1 second'` for a column
 * with an alias, a hint of any word, one word for a procedure, and `[A]::bigint` for a type's
 * method. ALTER INDEX it does not know at all; upkeep has it in an EXEC.
 */
export const wrongTsql: readonly string[] = [
  'SELECT [ID] FROM [dbo].[T] LIMIT 10',
  'SELECT [ID] FROM [dbo].[T] ORDER BY [ID] LIMIT 1 OFFSET 5',
  'SELECT `ID` FROM `T`',
  'SELECT [ID] FROM [dbo].[T] WHERE ([A] < 1) IS NOT TRUE',
  'SELECT [ID] FROM [dbo].[T] WHERE [A] <=> [B]',
  'SELECT [ID] FROM [dbo].[T] WHERE ([A], [B]) > (1, 2)',
  'SELECT [ID] FROM [dbo].[T] WHERE ([A], [B]) IN ((1, 2), (3, 4))',
  'SELECT [ID] FROM [dbo].[T] FOR UPDATE SKIP LOCKED',
  'SELECT [ID] FROM [dbo].[T] FOR UPDATE',
  'DELETE t0 USING [dbo].[T] t0 WHERE t0.[ID] = 1',
  'DELETE FROM [dbo].[T] t0 WHERE t0.[ID] = 1',
  'DELETE t0 FROM [dbo].[T] t0 STRAIGHT_JOIN [dbo].[C] j0 ON j0.[A] = t0.[ID]',
  'SELECT CAST([ID] AS BIGINT FROM [dbo].[T]',
  'SELECT [ID] FROM [dbo].[T] WHERE [A] IN ()',
  'SELECT [ID] FROM [dbo].[T] WHERE',
  'SELECT [ID] FROM [dbo].[T] WHERE AND [A] = 1',
  'SELECT [ID] FROM [dbo].[T] WHERE [A] = 1 AND',
  'SELECT [ID], FROM [dbo].[T]',
  'SELECT FROM [dbo].[T]',
  'SELECT [ID] FROM [dbo].[T] WHERE [A] == 1',
  'SELECT CASE WHEN [A] = 1 THEN 0 ELSE 1 FROM [dbo].[T]',
  'SELECT CASE WHEN [A] = 1 ELSE 1 END FROM [dbo].[T]',
  'SELECT [ID] FROM [dbo].[T] ORDER BY [ID] OFFSET 5 ROWS FETCH NEXT 1 ROWS',
  'SELECT [ID] FROM [dbo].[T] ORDER [ID]',
  'SELECT TOP (10 [ID] FROM [dbo].[T]',
  'SELECT [ID] FROM [dbo].[T] WITH (UPDLOCK ROWLOCK READPAST',
  'SELECT [ID] FROM [dbo].[T] t0 INNER JOIN [dbo].[C] j0 WHERE j0.[A] = t0.[ID]',
  'SELECT [ID] FROM [dbo].[T] t0 INNER QUICK JOIN [dbo].[C] j0 ON j0.[A] = t0.[ID]',
  "SELECT k0 FROM OPENJSON(@p1) WITH (k0 BIGINT '$[0]'",
  "SELECT k0 FROM OPENJSON(@p1) WITH ('$[0]' BIGINT k0)",
  'SELECT [ID] FROM [dbo].[T] WHERE EXISTS SELECT 1 FROM [dbo].[C]',
  'SELECT [ID] FROM [dbo].[T] WHERE [A] BETWEEN 1',
  'SELECT [ID] FROM [dbo].[T] GROUP [ID]',
  'INSERT INTO [dbo].[T] ([A]) VALUES (1',
  'INSERT INTO [dbo].[T] ([A]) OVERRIDING SYSTEM VALUE VALUES (1)',
  'ROLLBACK TO SAVEPOINT drydock',
  'START TRANSACTION',
  'SET SESSION lock_wait_timeout = 1',
  'SET LOCK_TIMEOUT = 1000',
  'SET XACT_ABORT',
  'ANALYZE TABLE [dbo].[T]',
  'VACUUM [dbo].[T]',
  'EXEC @got sp_getapplock @Resource = @p1',
  'DECLARE got INT',
  'SELECT CONVERT([A] USING utf8) FROM [dbo].[T]',
  'SELECT COUNT(*) FILTER (WHERE [A] = 1) FROM [dbo].[T]',
]
