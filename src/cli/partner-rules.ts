import { type Command, Option } from 'commander';
import { Failure } from '../app/user-error.ts';
import { type ReferableThreat, referableThreats } from '../domain/partners/referral.ts';
import type { RoutingRule } from '../domain/partners/routing.ts';
import { provinceNames } from '../domain/text/province.ts';
import { addRule, listRules, removeRule } from '../services/partners/routing.ts';
import { addCommand } from './create-command.ts';
import { addDeskCommands, type DeskAct, type DeskOptions } from './desk-command.ts';
import { joined, printAs, printList } from './output.ts';
import refusals from './refusals.json' with { type: 'json' };

interface RuleOptions extends DeskOptions {
  threat?: ReferableThreat[];
  region?: RoutingRule['regions'];
  near?: boolean;
  hours: string;
}

/** `posko partner rule …`: which cases and reports are proposed to whom. */
export function addRules(partner: Command): void {
  addDeskCommands(addCommand(partner, 'rule'), {
    list: ['manage-partners', list],
    'add <organisation>': ['manage-partners', add, addConditions],
    'remove <id>': ['manage-partners', remove],
  });
}

function addConditions(command: Command): void {
  command
    .addOption(
      new Option('--threat <threats...>', 'for these harms alone').choices(referableThreats),
    )
    .addOption(new Option('--region <provinces...>', 'for these alone').choices(provinceNames));
}

const list: DeskAct = async (deps, options) => {
  printList(options, await listRules(deps), {
    none: 'none yet: posko partner rule add …',
    line: ({ id, organisation, threats, regions, nearElection, answerHours }) => {
      const about = [threats.join(', ') || 'any harm', regions.join(', ') || 'any province'];
      const time = `within ${answerHours} h`;
      return joined(id, organisation, ...about, nearElection && 'near an election', time);
    },
  });
};

const add: DeskAct<RuleOptions> = async (deps, options, organisation = '') => {
  const { threat: threats = [], region: regions = [], near = false, hours, as } = options;
  const wanted = { organisation, threats, regions, nearElection: near, answerHours: Number(hours) };
  const kept = await addRule(deps, wanted, as);
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
