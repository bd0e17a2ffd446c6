import type { ResponseDeps } from '../responses/response-deps.ts';

/** What prepares incident reports. */
export type ReportDeps = ResponseDeps;
