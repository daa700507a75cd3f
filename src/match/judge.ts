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
