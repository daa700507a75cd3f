/** One candidate of a ranking: what it was given, and whether it turned out to be right. */
export interface Candidate {
  readonly id: string;
  readonly score: number;
  readonly isRight: boolean;
}

export interface RankingMeasures {
  /** One divided by the rank of the first right candidate. */
  readonly mrr: number;
  /** Share of the right ones (three at the most) among the first three. */
  readonly recallAt3: number;
  /** Chance that a right candidate has a higher score than a wrong one; undefined where there is no wrong one. */
  readonly auc: number | undefined;
}

/** Measures one ranking. Candidates with the same score are ordered by id, which says nothing about them. */
export function measureRanking(candidates: readonly Candidate[]): RankingMeasures {
  const ranked = [...candidates].sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1));
  const right = ranked.filter(({ isRight }) => isRight).length;
  const first = ranked.findIndex(({ isRight }) => isRight);
  const rightInThree = ranked.slice(0, 3).filter(({ isRight }) => isRight).length;
  return { mrr: 1 / (first + 1), recallAt3: rightInThree / Math.min(3, right), auc: areaUnderCurve(ranked, right) };
}

/** By ranks, with equal scores sharing theirs (Mann–Whitney). */
function areaUnderCurve(ranked: readonly Candidate[], right: number): number | undefined {
  const wrong = ranked.length - right;
  if (wrong === 0 || right === 0) return undefined;
  let wrongBelow = 0;
  let wins = 0;
  for (const [, equals] of [...Map.groupBy(ranked, ({ score }) => score)].sort(([one], [other]) => one - other)) {
    const rightHere = equals.filter(({ isRight }) => isRight).length;
    const wrongHere = equals.length - rightHere;
    wins += rightHere * (wrongBelow + wrongHere / 2);
    wrongBelow += wrongHere;
  }
  return wins / (right * wrong);
}

/** The mean of each measure over many rankings. */
export function meanMeasures(all: readonly RankingMeasures[]): { mrr: number; recallAt3: number; auc: number } {
  return {
    mrr: mean(all.map(({ mrr }) => mrr)),
    recallAt3: mean(all.map(({ recallAt3 }) => recallAt3)),
    auc: mean(all.flatMap(({ auc }) => (auc === undefined ? [] : [auc]))),
  };
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
