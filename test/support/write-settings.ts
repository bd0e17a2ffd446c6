import { readFileSync, writeFileSync } from 'node:fs';
import { writeExample, writeSettingsPage } from './settings-pages.ts';

const page = 'docs/settings.md';
writeFileSync(page, writeSettingsPage(readFileSync(page, 'utf8')));
writeFileSync('.env.example', writeExample());
