import { PlSqlLexer } from 'antlr4ts-sql/dist/src/grammar-output/plsql/PlSqlLexer.js'
import { PlSqlParser } from 'antlr4ts-sql/dist/src/grammar-output/plsql/PlSqlParser.js'
import { partsOf, type Grammar } from './grammar.ts'

/** Oracle's SQL and PL/SQL, as the grammar of the antlr project has them. */
export const plsql: Grammar = {
  lexer: PlSqlLexer,
  parser: PlSqlParser,
  whole: (parser) => (parser as PlSqlParser).sql_script(),
}

/**
 * Statements that Oracle has no syntax for: what another engine is told, and slips of one's own. Of
 * 39 that were tried the grammar takes four: SKIP without LOCKED, EXISTS without brackets, a
 * DECLARE without its semicolon, and a single word with a name behind it (`VACUUM "T"`). It knows
 * no names, types or rules that are no syntax: an aggregate beside FOR UPDATE, a name that is
 * nowhere.
 */
export const wrongPlsql: readonly string[] = [
  'SELECT "ID" FROM "T" LIMIT 10',
  'SELECT "ID" FROM "T" ORDER BY "ID" LIMIT 1 OFFSET 5',
  'SELECT TOP 10 "ID" FROM "T"',
  'SELECT `ID` FROM `T`',
  'SELECT [ID] FROM [T]',
  'SELECT "ID" FROM "T" WHERE ("A" < 1) IS NOT TRUE',
  'SELECT "ID" FROM "T" WHERE "A" <=> "B"',
  'SELECT "ID" FROM "T" WHERE "A" IS NOT DISTINCT FROM "B"',
  'SELECT "ID"::bigint FROM "T"',
  'SELECT "ID" FROM "T" WHERE "A" ~ \'^[0-9]\'',
  'DELETE FROM "T" t0 USING "C" j0 WHERE j0."A" = t0."ID"',
  'DELETE t0 FROM "T" t0 WHERE t0."ID" = 1',
  'SELECT "ID" FROM "T" WITH (UPDLOCK, ROWLOCK)',
  'SELECT "ID" FROM "T" FETCH FIRST 10 ROWS',
  'SELECT "ID" FROM "T" OFFSET 5 FETCH NEXT ROWS ONLY',
  'SELECT CAST("ID" AS NUMBER FROM "T"',
  'SELECT "ID" FROM "T" WHERE "A" IN ()',
  'SELECT "ID" FROM "T" WHERE',
  'SELECT "ID" FROM "T" WHERE AND "A" = 1',
  'SELECT "ID" FROM "T" WHERE "A" = 1 AND',
  'SELECT "ID", FROM "T"',
  'SELECT FROM "T"',
  'SELECT "ID" FROM "T" WHERE "A" == 1',
  'SELECT CASE WHEN "A" = 1 THEN 0 ELSE 1 FROM "T"',
  'SELECT CASE WHEN "A" = 1 ELSE 1 END FROM "T"',
  'SELECT "ID" FROM "T" ORDER "ID"',
  'SELECT "ID" FROM "T" GROUP "ID"',
  'SELECT "ID" FROM "T" WHERE "A" BETWEEN 1',
  'SELECT COUNT(*) FILTER (WHERE "A" = 1) FROM "T"',
  'INSERT INTO "T" ("A") VALUES (1',
  'INSERT INTO "T" ("A") OVERRIDING SYSTEM VALUE VALUES (1)',
  'INSERT INTO "T" ("A") VALUES (1), (2)',
  'START TRANSACTION',
  'KILL QUERY 5',
  "BEGIN EXECUTE IMMEDIATE 'x' END",
]

/** An innermost CASE, and an innermost call, in which no text has a bracket. */
const inner = [
  /CASE (?:(?!\bCASE\b|\bEND\b).)*? END\b/s,
  new RegExp(
    '\\b(?:TO_NUMBER|SUBSTR|RAWTOHEX|STANDARD_HASH|TO_TIMESTAMP|NUMTODSINTERVAL|NVL|EXTRACT|' +
      'TO_CHAR|VSIZE|DECODE)\\((?:[^()\'"]|\'[^\']*\'|"[^"]*")*\\)',
  ),
]

/**
 * What the grammar reads of a statement: the rest, and each CASE and call by itself, since it
 * takes a time for nested ones that grows with their depth. One bind, one alias and one name stand
 * for all, so that each form is read once. What the grammar has no rule for is left out: of ALTER
 * SESSION SET it takes names alone as values.
 */
export function plsqlParts(statement: string): readonly string[] {
  if (/^ALTER SESSION SET /.test(statement)) return []
  return partsOf(statement)
    .flatMap((part) => apart(part.replaceAll('EXISTS (SELECT 1)', 'EXISTS (SELECT 1 FROM DUAL)')))
    .map((part) => part.replace(/:\d+/g, ':1').replace(/\bt\d\./g, 't0.'))
    .map((part) => `${part.replace(/"\w+"/g, '"A"')};`.replace(/;;$/, ';'))
}

function apart(text: string): readonly string[] {
  const parts: string[] = []
  let rest = text
  for (const form of inner)
    for (let found = form.exec(rest); found !== null; found = form.exec(rest)) {
      parts.push(`SELECT ${found[0]} FROM DUAL`)
      rest = `${rest.slice(0, found.index)}x${rest.slice(found.index + found[0].length)}`
    }
  return [...parts, rest]
}
