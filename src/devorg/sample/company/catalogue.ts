import type { Org } from '../../org.ts';
import { SERVICES } from '../divisions.ts';
import { audit, DAY_MS } from '../time.ts';
import type { Records } from './company.ts';

interface Article {
  readonly productId: string;
  readonly entryId: string;
  readonly name: string;
  readonly price: number;
}

export interface Catalogue {
  readonly pricebookId: string;
  /** What is sold of each product family. */
  readonly articles: ReadonlyMap<string, readonly Article[]>;
}

/** Writes products and their entries in the standard price book, which came with the org. */
export function writeCatalogue(records: Records, org: Org, userId: string, nowMs: number): Catalogue {
  const stamps = audit(nowMs - 900 * DAY_MS, userId);
  const row = org.database.prepare('SELECT "Id" AS id FROM "Pricebook2" WHERE "IsStandard" = 1').get();
  if (row === undefined) throw new Error('The org has no standard price book');
  const pricebookId = String(row['id']);
  const articles = new Map<string, Article[]>();
  for (const service of SERVICES) {
    const list = service.products.map((name, index) => {
      const article = {
        productId: records.id('Product2'),
        entryId: records.id('PricebookEntry'),
        name,
        price: Math.round(service.price * (1 - index * 0.25)),
      };
      const code = `${service.division.slice(0, 3)}-${service.family.slice(0, 4)}-${String(index + 1)}`
        .toUpperCase()
        .replaceAll(' ', '');
      records.add('Product2', {
        Id: article.productId,
        Name: name,
        ProductCode: code,
        Family: service.family,
        IsActive: true,
        ...stamps,
      });
      records.add('PricebookEntry', {
        Id: article.entryId,
        Name: name,
        Pricebook2Id: pricebookId,
        Product2Id: article.productId,
        UnitPrice: article.price,
        ProductCode: code,
        IsActive: true,
        ...stamps,
      });
      return article;
    });
    articles.set(service.family, list);
  }
  return { pricebookId, articles };
}
