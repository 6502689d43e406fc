import { downAndUpAgain, drift } from './schema-checks';
import { onScratchDatabase } from './scratch';

// Fails when the migrations do not lead to the entities, or cannot be taken back: node database/run.mjs drift.ts
const differences = await onScratchDatabase(async (orm) => {
  await orm.migrator.up();
  const forward = await drift(orm);
  await downAndUpAgain(orm);
  return [...forward, ...(await drift(orm))];
});

if (differences.length > 0) {
  console.error('The migrations do not lead to the entities. These statements are missing:');
  for (const difference of new Set(differences)) console.error(`  ${difference};`);
  console.error('Write them with: node database/create-migration.mjs name-of-the-change');
  process.exitCode = 1;
} else {
  console.log('The migrations lead to the entities, forth and back.');
}
