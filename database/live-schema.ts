import { query } from '@datacare/platform';
import type { MikroORM } from '@mikro-orm/postgresql';

export interface ColumnRow {
  table: string;
  name: string;
  type: string;
  isNullable: boolean;
  default: string | null;
  /** Table that it refers to. */
  refersTo: string | null;
}

export interface IndexRow {
  table: string;
  name: string;
  definition: string;
}

/** The columns and indexes of a database as Postgres tells them, in the order of their making. */
export async function readLiveSchema(
  orm: MikroORM,
): Promise<{ columns: ColumnRow[]; indexes: IndexRow[] }> {
  const em = orm.em.fork();
  const columns = await query<ColumnRow>(
    em,
    `select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
       not a.attnotnull as "isNullable", pg_get_expr(d.adbin, d.adrelid) as default,
       (select f.relname from pg_constraint k join pg_class f on f.oid = k.confrelid
        where k.contype = 'f' and k.conrelid = c.oid and k.conkey = array[a.attnum] limit 1) as "refersTo"
     from pg_attribute a
     join pg_class c on c.oid = a.attrelid and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
     left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
     where a.attnum > 0 and not a.attisdropped and c.relname <> 'migration'
     order by c.relname, a.attnum`,
  );
  const indexes = await query<IndexRow>(
    em,
    `select tablename as table, indexname as name, regexp_replace(indexdef, '^.* USING ', '') as definition
     from pg_indexes where schemaname = 'public' and tablename <> 'migration' order by tablename, indexname`,
  );
  return { columns, indexes };
}
