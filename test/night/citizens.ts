import type { NightCitizen } from './script.ts';

/** What a citizen has written and heard so far, and what they have agreed to. */
export interface Talk {
  citizen: NightCitizen;
  turns: number;
  /** What the bot has said since they wrote last. */
  unread: string[];
  /** When they write next; undefined once they have nothing more to say. */
  nextAt: number | undefined;
  /** Names of the organisations that they agreed to, as the bot asked. */
  agreedTo: string[];
  /** Whether they were told that their message waits for a reviewer, and under which ticket. */
  ticket: string | undefined;
  queuedAt: number | undefined;
  /** The number of their report. */
  report: string | undefined;
  withdrawnAt: number | undefined;
}

const MOST_TURNS = 12;

/** Begins a conversation that has not begun. */
export function newTalk(citizen: NightCitizen): Talk {
  return {
    ...{ citizen, turns: 0, unread: [], nextAt: citizen.at, agreedTo: [] },
    ...{ ticket: undefined, queuedAt: undefined, report: undefined, withdrawnAt: undefined },
  };
}

/** What the citizen writes next after what the bot has said since; nothing where they are done or silent. */
export function answerTo(talk: Talk, said: string): string | undefined {
  const { citizen, turns } = talk;
  talk.turns += 1;
  if (turns > MOST_TURNS) return undefined;
  if (turns === 0) return citizen.type === 'tip' ? citizen.claim.text : 'lapor';
  return citizen.type === 'tip' ? answerAsTip(talk, said) : answerAsReporter(talk, said);
}

function answerAsTip({ citizen: { agrees, place } }: Talk, said: string): string | undefined {
  if (said.includes('Apakah ini yang Anda maksud')) return 'bukan';
  if (said.includes('Bolehkah kami menyimpan')) return wordFor(agrees);
  if (said.includes('Anda di provinsi mana')) return `dari grup RT, di ${place.province}`;
  return undefined;
}

function answerAsReporter(talk: Talk, said: string): string | undefined {
  const { citizen } = talk;
  if (citizen.type !== 'report') return undefined;
  const { agrees, place, report } = citizen;
  const { subject, story, marks } = report;
  talk.report = said.match(/Berkas laporan (L\w{5})/)?.[1] ?? talk.report;
  const asked = said.match(/Bolehkah kami teruskan ringkasan tanpa nama ke ([^?]+)\?/)?.[1];
  if (asked !== undefined) {
    if (agrees === 'yes') talk.agreedTo.push(...asked.split(/, | dan /));
    return wordFor(agrees);
  }
  const answers: [string, string][] = [
    ['laporan ini tentang apa?', subject],
    ['ada yang terancam, atau korbannya', 'tidak'],
    ['Apa yang terjadi', story],
    ['Kapan', `kemarin sore, Jalan ${marks.street} 7, ${place.town}, ${place.province}`],
    ['Siapa pelakunya', `https://video.example/abc, Pak ${marks.suspect}`],
    [
      'Nomor, rekening, tautan',
      `Rekening 1234567890 atas nama ${marks.suspect}, WA ${marks.phone}`,
    ],
    ['Di mana hoaks itu', 'https://video.example/hoaks'],
    ['nama dan alamat Anda', `${marks.reporter} Contoh, Jalan Rahasia 5, ${marks.phone}`],
    ['ingatkan', 'tidak'],
  ];
  return answers.find(([question]) => said.includes(question))?.[1];
}

function wordFor(agrees: NightCitizen['agrees']): string | undefined {
  return { yes: 'ya', no: 'tidak', silent: undefined }[agrees];
}
