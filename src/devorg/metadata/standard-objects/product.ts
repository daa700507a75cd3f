import { standardObject } from '../standard-object.ts';

export const product2 = standardObject(
  `
  01t | Product2 | Product | Products
  @id Product ID
  Name | Product Name | string(255) | required name
  ProductCode | Product Code | string(255)
  Description | Product Description | textarea(4000)
  IsActive | Active | boolean | fls
  @audit
  Family | Product Family | picklist(255)
  ExternalId | External ID | string(255)
  DisplayUrl | Display URL | url(1000)
  QuantityUnitOfMeasure | Quantity Unit Of Measure | picklist(255) |  | Each
  @deleted
  IsArchived | Archived | boolean | readonly
  @viewed
  StockKeepingUnit | Product SKU | string(180)
`,
);

export const pricebook2 = standardObject(
  `
  01s | Pricebook2 | Price Book | Price Books
  @id Price Book ID
  @deleted
  Name | Price Book Name | string(255) | required name
  @audit
  @viewed
  IsActive | Active | boolean | system
  IsArchived | Archived | boolean | readonly
  Description | Description | string(255)
  IsStandard | Is Standard Price Book | boolean | readonly
`,
);

export const pricebookEntry = standardObject(
  `
  01u | PricebookEntry | Price Book Entry | Price Book Entries
  @id Price Book Entry ID
  Name | Product Name | string(255) | readonly name
  Pricebook2Id | Price Book ID | ref(Pricebook2) Pricebook2 PricebookEntries | required createonly cascade
  Product2Id | Product ID | ref(Product2) Product2 PricebookEntries | required createonly cascade
  UnitPrice | List Price | currency(18,2) | required
  IsActive | Active | boolean | system
  UseStandardPrice | Use Standard Price | boolean | system
  @audit
  ProductCode | Product Code | string(255) | readonly
  @deleted
  IsArchived | Archived | boolean | readonly
`,
  { allows: 'cudqs' },
);

export const opportunityLineItem = standardObject(
  `
  00k | OpportunityLineItem | Opportunity Product | Opportunity Product
  @id Line Item ID
  OpportunityId | Opportunity ID | ref(Opportunity) Opportunity OpportunityLineItems | required createonly cascade
  SortOrder | Sort Order | int | system
  PricebookEntryId | Price Book Entry ID | ref(PricebookEntry) PricebookEntry OpportunityLineItems | createonly
  Product2Id | Product ID | ref(Product2) Product2 OpportunityLineItems | createonly
  ProductCode | Product Code | string(255) | readonly
  Name | Opportunity Product Name | string(376) | readonly name
  Quantity | Quantity | double(12,2) | required
  TotalPrice | Total Price | currency(18,2) | fls
  UnitPrice | Sales Price | currency(18,2) | fls
  ListPrice | List Price | currency(18,2) | readonly
  ServiceDate | Date | date
  Description | Line Description | string(255)
  @audit
  @deleted
`,
  { sharing: 'ControlledByParent', parents: ['OpportunityId'], allows: 'cudq' },
);
