/** What others would do with the same holdings: three recommenders of the textbooks, in plain matrices. */
export interface HoldingMatrix {
  readonly products: readonly string[];
  /** By customer, the numbers of the products it has. */
  readonly rows: readonly (readonly number[])[];
}

/** A recommender: from what a customer has to a score for each product. */
export type Peer = (held: readonly number[]) => Float64Array;

export function popularity({ products, rows }: HoldingMatrix): Peer {
  const counts = new Float64Array(products.length);
  for (const held of rows) for (const item of held) counts[item] = (counts[item] ?? 0) + 1;
  return () => counts;
}

/** Cosine between products, summed over what the customer has. */
export function itemKnn(matrix: HoldingMatrix): Peer {
  const gram = gramOf(matrix);
  const size = (item: number): number => Math.sqrt(gram[item]?.[item] ?? 0) || 1;
  return sumOfRows(
    gram.map((row, one) => row.map((both, other) => (one === other ? 0 : both / size(one) / size(other)))),
  );
}

/** EASE (Steck 2019): the linear model of each product from the others that has a closed form. */
export function ease(matrix: HoldingMatrix, lambda: number): Peer {
  const inverse = invert(gramOf(matrix).map((row, at) => row.map((value, to) => value + (at === to ? lambda : 0))));
  return sumOfRows(
    inverse.map((row, one) => row.map((value, other) => (one === other ? 0 : -value / (inverse[other]?.[other] ?? 1)))),
  );
}

function gramOf({ products, rows }: HoldingMatrix): number[][] {
  const gram = products.map(() => new Array<number>(products.length).fill(0));
  for (const held of rows) {
    for (const one of held)
      for (const other of held) {
        const row = gram[one];
        if (row !== undefined) row[other] = (row[other] ?? 0) + 1;
      }
  }
  return gram;
}

function sumOfRows(weights: readonly (readonly number[])[]): Peer {
  return (held) => {
    const scores = new Float64Array(weights.length);
    for (const item of held) weights[item]?.forEach((weight, at) => (scores[at] = (scores[at] ?? 0) + weight));
    return scores;
  };
}

/** Gauss–Jordan without a change of rows: the matrix is positive definite. */
function invert(matrix: readonly (readonly number[])[]): number[][] {
  let work = matrix.map((row, at) => [...row, ...row.map((_, to) => (to === at ? 1 : 0))]);
  for (let column = 0; column < matrix.length; column++) {
    const chosen = work[column] ?? [];
    const pivot = chosen.map((value) => value / (chosen[column] ?? 1));
    work = work.map((row, at) => (at === column ? pivot : minus(row, pivot, row[column] ?? 0)));
  }
  return work.map((row) => row.slice(matrix.length));
}

function minus(row: readonly number[], other: readonly number[], times: number): number[] {
  return row.map((value, at) => value - times * (other[at] ?? 0));
}
