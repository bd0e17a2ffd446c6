import type { Command } from 'commander';
import type { AppDeps } from '../app/app-deps.ts';
import { atDesk } from '../app/open-desk.ts';
import { withDeskOptions } from './desk-options.ts';
import { findReviewer } from './find-reviewer.ts';
import { configFor } from './output.ts';

/** Options of every command about partners. */
export interface PartnerOptions {
  json?: boolean;
  data?: string;
  as: string;
}

/** What such a command does with the words after its name. */
export type Act<T extends PartnerOptions = PartnerOptions> = (
  deps: AppDeps,
  options: T,
  ...words: string[]
) => void | Promise<void>;

/** Adds a command for those who may manage partners, as on the pages of the desk. */
export function putPartner<T extends PartnerOptions>(
  parent: Command,
  usage: string,
  [description, act]: [string, Act<T>],
): Command {
  const command = withDeskOptions(parent.command(usage).description(description));
  return command.action(async (...given: unknown[]) => {
    const words = given.slice(0, -2).filter((word) => typeof word === 'string');
    const options = command.opts<T>();
    await atDesk(configFor(options), async (deps) => {
      const { name } = await findReviewer(deps.store, options.as, 'manage-partners');
      await act(deps, { ...options, as: name }, ...words);
    });
  });
}
