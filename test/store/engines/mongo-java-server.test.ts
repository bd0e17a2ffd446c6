import { openMongoJavaServer } from '../../support/mongo-engines/open-engine.ts';
import { contractOnEngine } from './on-engine.ts';

contractOnEngine('mongo-java-server', 'POSKO_TEST_MONGO_JAVA', openMongoJavaServer);
