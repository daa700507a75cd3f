import type { Summary } from './run-service.ts';

/** What a run did and how things stand, as sentences for a person. */
export function summaryInWords(summary: Summary): string {
  const sentences = [
    `${count(summary.sharedCustomers, 'customer is', 'customers are')} served by more than one division (of ${number(summary.customers)} customers on ${number(summary.accounts)} accounts).`,
    `${count(summary.relationships, 'relationship stands', 'relationships stand')} in the CRM: ${number(summary.upserts)} written and ${number(summary.deletes)} taken out in this run.`,
    `${count(summary.apiCalls, 'API call', 'API calls')}, ${summary.seconds.toFixed(1)} seconds.`,
    ...(summary.postponed > 0 ? [`${count(summary.postponed, 'write', 'writes')} will be tried again.`] : []),
    ...(summary.parked > 0
      ? [`${count(summary.parked, 'write is', 'writes are')} parked; see the tab Sync Issues in the CRM.`]
      : []),
    ...summary.problems,
  ];
  return sentences.join('\n');
}

function number(value: number): string {
  return value.toLocaleString('en');
}

function count(value: number, one: string, many: string): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}
