import { openSqliteToKill } from './kill-stage.ts';
import { workKills } from './work-kills.ts';

workKills('SQLite', openSqliteToKill);
