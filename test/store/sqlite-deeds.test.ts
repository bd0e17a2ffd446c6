import { deedKills } from '../contracts/deed-kills.ts';
import { openSqliteToKill } from '../kills/kill-stage.ts';

deedKills('SQLite', openSqliteToKill);
