import pg from 'pg';

export default async function teardown() {
  const client = new pg.Client({ connectionString: process.env.FLOW_SERVER });
  await client.connect();
  await client.query(`drop database if exists "${process.env.FLOW_TEMPLATE}" with (force)`);
  await client.end();
}
