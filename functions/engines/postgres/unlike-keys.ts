import type { Advice } from '../answers.ts'
import { text, type Question } from '../database.ts'
import { answering, called, joined, quoted, raw, sql, type Piece } from './pg-text.ts'
import { inCatalogue } from './place.ts'
import { acting, inSchema, keysJoined } from './schema-questions.ts'

/** The type of which a column's values are: a domain's own, and `text` of every varchar. */
const valuesOf = (type: string): string =>
  `CASE COALESCE(NULLIF(${type}.typbasetype, 0), ${type}.oid) WHEN 'varchar'::regtype THEN
  'text'::regtype ELSE COALESCE(NULLIF(${type}.typbasetype, 0), ${type}.oid) END`

/** As one declares it; the collation only where the two differ. */
const declared = (column: string, collation: string): string =>
  `format_type(${column}.atttypid, ${column}.atttypmod) || CASE WHEN here.attcollation <>
  there.attcollation AND ${collation}.oid IS NOT NULL THEN ' COLLATE ' ||
  quote_ident(${collation}.collname) ELSE '' END`

/**
 * Numbers of all types are compared as the larger of them, but that a key of a `real` makes one of
 * every number, where a statement makes both `double precision`. Two types for which the server has
 * an operator of their own (date and timestamp) by it, by a key as by a statement. Of others the
 * key takes the parent's operator (pg_constraint.conpfeqop) and casts the child to it, and a
 * statement takes what fits both best ("Operator Type Resolution"): a text of character(n) with its
 * blanks, or without.
 */
const otherwise = `${valuesOf('b')} <> ${valuesOf('d')} AND (d.typcategory <> 'N'
  OR ${valuesOf('d')} = 'float4'::regtype)
  AND (o.oprleft <> ${valuesOf('d')} OR o.oprright <> ${valuesOf('b')})`

/** Of two collations, none of which is the database's, a statement takes neither. */
const collided = `here.attcollation <> there.attcollation AND (NOT l.collisdeterministic OR NOT
  m.collisdeterministic OR (l.collname <> 'default' AND m.collname <> 'default'))`

/** Foreign keys to the tables that statements would follow in another way than the server does. */
export const unlikeKeys = (
  database: string,
  schema: string,
  tables: readonly string[],
): Question<readonly Advice[]> =>
  answering(
    sql`SELECT k.conname AS name, c.relname AS owner, r.relname AS parent, quote_ident(here.attname)
      AS part, quote_ident(there.attname) AS parent_part, ${raw(declared('here', 'l'))} AS type,
      ${raw(declared('there', 'm'))} AS parent_type FROM ${keysJoined}
      CROSS JOIN LATERAL unnest(k.conkey, k.confkey, k.conpfeqop) AS p (here, there, equal)
      JOIN pg_attribute here ON here.attrelid = k.conrelid AND here.attnum = p.here
      JOIN pg_attribute there ON there.attrelid = k.confrelid AND there.attnum = p.there
      JOIN pg_type b ON b.oid = here.atttypid JOIN pg_type d ON d.oid = there.atttypid
      JOIN pg_operator o ON o.oid = p.equal
      LEFT JOIN pg_collation l ON l.oid = here.attcollation
      LEFT JOIN pg_collation m ON m.oid = there.attcollation
      WHERE ${acting} AND ${inSchema('r.relnamespace', database)} AND ${among(tables)}
      AND ((${raw(otherwise)}) OR (${raw(collided)})) ORDER BY owner, name, part`,
    (rows) =>
      rows.map((row): Advice => {
        const [owner, parent] = [text(row.owner), called(text(row.parent))]
        return [
          `The foreign key ${text(row.name)} of ${called(owner)} compares its column ` +
            `${text(row.part)}, ${text(row.type)}, with ${text(row.parent_part)} of ${parent}, ` +
            `${text(row.parent_type)}, in another way than a statement does: a purge might miss ` +
            'rows that go with a deleted one, or take those of a living one.',
          `ALTER TABLE ${quoted(schema)}.${quoted(owner)} ALTER COLUMN ${text(row.part)} TYPE ` +
            `${text(row.parent_type)}, at a quiet hour: the server may rewrite the table. Or ` +
            `turn off the rules by which rows of ${parent} go.`,
        ]
      }),
  )

const among = (tables: readonly string[]): Piece =>
  sql`r.relname IN (${joined(
    tables.map((table) => sql`${inCatalogue(table)}`),
    ', ',
  )})`
