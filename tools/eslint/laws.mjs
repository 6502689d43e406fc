// The architecture's laws as an ESLint plugin. They need file paths only, so that no missing graph can put them to sleep.
import doors from './rules/doors.mjs';
import levels from './rules/levels.mjs';
import ownDoor from './rules/own-door.mjs';
import plainDoors from './rules/plain-doors.mjs';
import sides from './rules/sides.mjs';
import suffixes from './rules/suffixes.mjs';

export default {
  meta: { name: 'datacare' },
  rules: { levels, doors, sides, suffixes, 'own-door': ownDoor, 'plain-doors': plainDoors },
};
