import { type NumberNotice, numberNoticeSchema, slotOf } from '../../domain/duty/number-notice.ts';
import { type DocumentDeps, documentsOf } from '../../ports/documents.ts';

const notices = documentsOf('number-notice', numberNoticeSchema);

/** Lists the latest notice of Meta about each number, account and template. */
export const { list: listNotices } = notices;

/** Stores a notice in place of the earlier one about the same; `late` if a later one is known. */
export function noteNotice(deps: DocumentDeps, notice: NumberNotice): Promise<'saved' | 'late'> {
  return notices.edit<'late'>(deps, slotOf(notice), (known) =>
    known && known.at > notice.at ? 'late' : { value: notice },
  );
}
