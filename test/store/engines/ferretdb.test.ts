import { openFerretDb } from '../../support/mongo-engines/open-engine.ts';
import { contractOnEngine } from './on-engine.ts';

contractOnEngine('ferretdb', 'POSKO_TEST_FERRETDB', openFerretDb);
