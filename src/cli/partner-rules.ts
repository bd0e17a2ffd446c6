import type { Command } from 'commander';
import { Failure } from '../app/user-error.ts';
import { addRule, listRules, removeRule } from '../services/partners/routing.ts';
import { addCommand } from './create-command.ts';
import { addDeskCommands, type DeskAct, type DeskOptions } from './desk-command.ts';
import { joined, printAs, printList } from './output.ts';
import refusals from './refusals.json' with { type: 'json' };

interface RuleOptions extends DeskOptions {
  threat?: string[];
  region?: string[];
  regency?: string[];
  platform?: string[];
  period?: string[];
  near?: boolean;
  hours: string;
}

/** `posko partner rule …`: which cases and reports are proposed to whom. */
export function addRules(partner: Command): void {
  addDeskCommands(addCommand(partner, 'rule'), {
    list: ['manage-partners', list],
    'add <organisation>': ['manage-partners', add],
    'remove <id>': ['manage-partners', remove],
  });
}

const list: DeskAct = async (deps, options) => {
  printList(options, await listRules(deps), {
    none: 'none yet: posko partner rule add …',
    line: (rule) => {
      const { id, organisation, threats, regions, regencies, platforms, periods } = rule;
      const about = [threats.join(', ') || 'any harm', regions.join(', ') || 'any province'];
      const more = [regencies, platforms, periods].map((values) => values.join(', '));
      return joined(id, organisation, ...about, ...more, `within ${rule.answerHours} h`);
    },
  });
};

const add: DeskAct<RuleOptions> = async (deps, options, organisation = '') => {
  const { threat: threats, region: regions, regency: regencies, platform: platforms } = options;
  const { period = [], near, hours, as } = options;
  const periods = near ? ['near', ...period] : period;
  const named = { threats, regions, regencies, platforms, periods };
  const kept = await addRule(deps, { ...named, organisation, answerHours: Number(hours) }, as);
  if (kept !== 'kept') throw new Failure(refusals.rule[kept]);
  const rule = (await listRules(deps)).at(-1);
  printAs(options, rule, `saved: ${rule?.id}`);
};

const remove: DeskAct = async (deps, options, id = '') => {
  if (!(await removeRule(deps, id, options.as))) {
    throw new Failure(`there is no rule ${id}; see "posko partner rule list"`);
  }
  printAs(options, { removed: id }, `removed: ${id}`);
};
