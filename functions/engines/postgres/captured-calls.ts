import type pg from 'pg'
import { NamedError } from '../../contract/errors.ts'
import { quoted } from './pg-text.ts'
import { shownPlace, type Place } from './place.ts'

/** Before a session knows what is in a schema, no statement of it may look there. */
export const trusted = 'SET search_path = pg_catalog, pg_temp'

const home = "'pg_catalog'::regnamespace"

/** Types of its own never beat the server's functions, except domains, which stand for a type. */
const ofOwnType = (types: string): string => `EXISTS (SELECT FROM unnest(${types}) AS told
  JOIN pg_type t ON t.oid = told WHERE t.typnamespace <> ${home} AND t.typtype <> 'd')`

/** What an extension brings is its maker's, and was never seen to fit better. */
const ofExtension = (catalogue: string): string => `EXISTS (SELECT FROM pg_depend d WHERE
  d.classid = '${catalogue}'::regclass AND d.objid = mine.oid AND d.deptype = 'e')`

/**
 * Functions and operators of a schema that have the name of one of the server's and other types.
 * pg_catalog comes first in the search path, and still the one whose types fit exactly is called:
 * length(varchar) of the schema, not the server's length(text) (PostgreSQL, "Function Type
 * Resolution", step 2; "Operator Type Resolution"). One of the very same types never is.
 */
const capturing = `
  SELECT 'FUNCTION ' || mine.oid::regprocedure AS found FROM pg_proc mine
  WHERE mine.pronamespace = $1::regnamespace AND mine.prokind <> 'p'
    AND EXISTS (SELECT FROM pg_proc own
      WHERE own.proname = mine.proname AND own.pronamespace = ${home})
    AND NOT EXISTS (SELECT FROM pg_proc own WHERE own.proname = mine.proname
      AND own.pronamespace = ${home} AND own.proargtypes = mine.proargtypes)
    AND NOT ${ofOwnType('mine.proargtypes')} AND NOT ${ofExtension('pg_proc')}
  UNION ALL
  SELECT 'OPERATOR ' || mine.oid::regoperator FROM pg_operator mine
  WHERE mine.oprnamespace = $1::regnamespace
    AND EXISTS (SELECT FROM pg_operator own
      WHERE own.oprname = mine.oprname AND own.oprnamespace = ${home})
    AND NOT EXISTS (SELECT FROM pg_operator own WHERE own.oprname = mine.oprname
      AND own.oprnamespace = ${home} AND own.oprleft = mine.oprleft
      AND own.oprright = mine.oprright)
    AND NOT ${ofOwnType('ARRAY[mine.oprleft, mine.oprright]')} AND NOT ${ofExtension('pg_operator')}
  ORDER BY found`

/** Shown of them. */
const some = 5

/**
 * Is asked while the session looks into pg_catalog alone.
 * @throws NamedError SchemaNotSupported
 */
export async function refuseCapture(client: pg.Client, place: Place): Promise<void> {
  const { rows } = await client.query<{ found: string }>({
    text: capturing,
    values: [quoted(place.schema)],
  })
  if (rows.length === 0) return
  const shown = rows.slice(0, some).map(({ found }) => found)
  const more = rows.length > some ? ` and ${rows.length - some} more` : ''
  throw new NamedError(
    'SchemaNotSupported',
    `The schema "${place.schema}" (${shownPlace(place)}) has ${shown.join(', ')}${more}. ` +
      "Each has the name of one of the server's own, for other types: the server may call it in " +
      "its place in Drydock's statements. Nothing was read or deleted. Move it to a schema of " +
      `its own (ALTER ${shown[0]} SET SCHEMA …), or rename it, then start again.`,
  )
}
