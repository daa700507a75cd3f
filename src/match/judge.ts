import { keysOfRecord } from './block-keys.ts';
import { defaultModel } from './default-model.ts';
import type { MatchModel } from './match-model.ts';
import type { Judgement, MatchRecord } from './match-record.ts';
import { type JudgeOptions, Matcher } from './matcher.ts';
import { RecordStore } from './record-store.ts';

/** Judges two records. Symmetric: the order of the two does not matter. */
export function judge(
  a: MatchRecord,
  b: MatchRecord,
  model: MatchModel = defaultModel,
  options: JudgeOptions = {},
): Judgement {
  if (a.kind !== b.kind)
    return { judgement: 'different', score: 0, evidence: ['one is a company, the other a person'] };
  const store = new RecordStore(a.kind);
  const first = store.add(a);
  const second = store.add(b);
  return new Matcher(store, model[a.kind], options).judge(first, second);
}

/**
 * The blocks a record belongs to: only records that share one need to be compared. Which words of a name make blocks
 * depends on how rare they are, so blocks kept over time are to be made with one model.
 */
export function blockKeys(record: MatchRecord, model: MatchModel = defaultModel): string[] {
  const store = new RecordStore(record.kind);
  const position = store.add(record);
  const { scorer } = new Matcher(store, model[record.kind]);
  return keysOfRecord(store.get(position), record.kind, scorer, store.slots.names).map(
    (key) => `${record.kind} ${key}`,
  );
}
