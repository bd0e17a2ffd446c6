import { writeFileSync } from 'node:fs';
import { openApiDocument } from '../../src/web/public/api/api-routes.ts';

writeFileSync('docs/openapi.json', `${JSON.stringify(openApiDocument(), null, 2)}\n`);
