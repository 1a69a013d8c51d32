/** A schema with a table, its children, and others beside it, for a server to be asked about. */
export const askedAbout: readonly string[] = [
  'CREATE SCHEMA wso2; CREATE SCHEMA other; SET search_path = wso2',
  'CREATE TABLE parent (id bigint PRIMARY KEY, time_created timestamp, state varchar(9), ' +
    'filler text)',
  'CREATE TABLE child (n int PRIMARY KEY, parent_id bigint REFERENCES parent ON DELETE ' +
    'CASCADE)',
  'CREATE TABLE "Mixed" ("Id" int PRIMARY KEY); CREATE TABLE other.beside (n int)',
  "INSERT INTO parent SELECT n, '2026-01-01'::timestamp + n * interval '1 minute', " +
    "'ACTIVE', repeat('x', 100) FROM generate_series(1, 30000) n",
  'INSERT INTO child SELECT n, n FROM generate_series(1, 30000) n',
  'CREATE INDEX by_time ON parent (time_created)',
  'INSERT INTO other.beside VALUES (1), (2); ANALYZE',
]
