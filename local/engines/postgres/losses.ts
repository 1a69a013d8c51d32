import type { StoreEngine } from '../store.ts'

/** A trigger needs a function; both in one text, which runs as one transaction. */
const trigger = (name: string, event: string, body: string): string =>
  `CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN ${body} RETURN NEW; END $$;
  CREATE TRIGGER ${name} BEFORE ${event} ON idn_oauth2_access_token
    FOR EACH ROW EXECUTE FUNCTION ${name}()`

export const losses: StoreEngine['losses'] = {
  tokens: "DELETE FROM idn_oauth2_access_token WHERE token_state = 'ACTIVE'",
  clients: 'DELETE FROM idn_oauth_consumer_apps',
  validity: trigger('none_valid', 'INSERT', 'NEW.validity_period := 0;'),
  revoking: trigger(
    'none_revoked',
    'UPDATE',
    "IF NEW.token_state = 'REVOKED' THEN RAISE EXCEPTION 'not revoked'; END IF;",
  ),
  revocations: trigger(
    'none_revoked',
    'UPDATE',
    "IF NEW.token_state = 'REVOKED' THEN NEW.token_state := OLD.token_state; END IF;",
  ),
}
