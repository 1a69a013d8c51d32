import { pattern } from '../pattern.ts'

const made = pattern(
  /^CREATE TRIGGER (\w+) ((?:BEFORE|AFTER) (?:INSERT|UPDATE|DELETE)) ON (\w+) /,
  /FOR EACH ROW ([^]*)$/,
)

/**
 * A trigger that MySQL has a body for is a function and a trigger on PostgreSQL; null for any other
 * statement. What the body says has to be the same in both.
 */
export function triggerOf(said: string): string | null {
  const dropped = /^DROP TRIGGER (\w+)$/.exec(said)?.[1]
  if (dropped !== undefined) return `DROP FUNCTION ${dropped}() CASCADE`
  const [, name, when, table, body = ''] = made.exec(said) ?? []
  if (name === undefined) return null
  const done = body
    .replace(/^BEGIN DECLARE x INT; ([^]*) END$/, '$1')
    .replace(/\bSET x = SLEEP\((\S+?)\)/g, 'PERFORM pg_sleep($1)')
    .replace(/^SET @\w+ = 1$/, 'NULL')
    .replace(/^SET NEW\.(\w+) = /, 'NEW.$1 := ')
    .replace(/;?\s*$/, ';')
  const row = when?.endsWith('DELETE') ? 'OLD' : 'NEW'
  return (
    `CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${done} ` +
    `RETURN ${row}; END $$; CREATE TRIGGER ${name} ${when} ON ${table} FOR EACH ROW EXECUTE ` +
    `FUNCTION ${name}()`
  )
}
