// Writes docs/schema.md from the migrated database. `--check` only compares.
import pg from 'pg';
import { fail, inRoot } from '../start/root.mjs';
import { writeOrCheck } from './generated-file.mjs';
import { withMigratedDatabase } from './product.mjs';
import { describeSchema } from './schema-text.mjs';

const ownTables = `n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname <> 'mikro_orm_migrations'`;

const queries = {
  tables: `select c.relname as name, obj_description(c.oid) as comment
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${ownTables} order by 1`,
  columns: `select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
      a.attnotnull as "isNeeded", pg_get_expr(d.adbin, d.adrelid) as default, col_description(c.oid, a.attnum) as comment
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where ${ownTables} and a.attnum > 0 and not a.attisdropped order by c.relname, a.attnum`,
  constraints: `select c.relname as table, k.contype as kind, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where ${ownTables} and k.contype in ('p', 'u', 'f', 'c') order by 1, k.contype, k.conname`,
  indexes: `select c.relname as table, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_class x on x.oid = i.indexrelid
    where ${ownTables} and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
    order by 1, x.relname`,
};

async function readDatabase({ env }) {
  const client = new pg.Client({ connectionString: env.DATABASE_URL });
  await client.connect();
  try {
    const found = {};
    for (const [name, sql] of Object.entries(queries)) found[name] = (await client.query(sql)).rows;
    return found;
  } finally {
    await client.end();
  }
}

try {
  const text = describeSchema(await withMigratedDatabase(readDatabase));
  writeOrCheck(inRoot('docs', 'schema.md'), text, 'node tools/codegen/schema-doc.mjs');
} catch (error) {
  fail(error);
}
process.exit();
