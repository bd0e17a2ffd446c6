import { Router } from 'express';
import type { Logger } from 'pino';
import type { Config } from '../config/config.ts';
import { printReport } from '../rendering/print-report.ts';
import { reviewRoutes } from '../web/desk/review-routes.ts';
import { partnerRoutes } from '../web/partner-api/partner-routes.ts';
import { publicPages } from '../web/public/public-pages.ts';
import { reportPages } from '../web/public/report-pages.ts';
import { statusPage } from '../web/public/status-page.ts';
import type { AppDeps } from './app-deps.ts';
import { diagnoseQuickly } from './diagnostics/doctor.ts';
import { createAccountDeps } from './open-accounts.ts';

/** What people look at, and the programs of partners: a quarter of all modules, loaded after the first answers. */
export function pageRoutes(config: Config, deps: AppDeps, log: Logger): Router {
  const { publication } = config;
  const { url } = publication;
  const router = Router();
  router.use(publicPages({ deps, publication })).use(statusPage({ deps, url }));
  const { signLink: sign } = deps;
  if (sign) router.use('/laporan-saya', reportPages({ deps, url, sign, printReport }));
  const onError = (error: unknown) => log.error({ error }, 'a request at the desk failed');
  const gate = createAccountDeps(config, deps.store, deps.settings);
  const machine = { variables: config.variables, diagnose: () => diagnoseQuickly(config) };
  router.use('/review', reviewRoutes({ deps, gate, machine, printReport, onError }));
  return router.use(partnerRoutes({ deps, secrets: gate.secrets }));
}
