import { viewerFor } from '../access/viewer.ts';
import type { DevorgContext } from '../api/context.ts';
import type { Page } from './page-html.ts';
import { type Frame, panelPage, stagesOf } from './panel-page.ts';

/** The same customer's account in another division, as the sample company's author knows it. */
export interface Sibling {
  readonly accountId: string;
  readonly accountName: string;
  readonly division: string;
  readonly ownerId: string;
  readonly ownerName: string;
}

/** A record by its object and id, as the address of a page names it. */
export interface RecordPlace {
  readonly objectName: string;
  readonly recordId: string;
}

/** True where the page may say anything at all about the record. */
export function mayOpen({ org }: DevorgContext, userId: string, { objectName, recordId }: RecordPlace): boolean {
  const object = org.schema.object(objectName);
  if (object?.name !== objectName || object.keyPrefix !== recordId.slice(0, 3)) return false;
  const viewer = viewerFor(org, userId);
  return viewer.mayObject(objectName, 'read') && viewer.mayReadRow(objectName, recordId);
}

export function recordPage(frame: Frame, { objectName, recordId }: RecordPlace, siblings: readonly Sibling[]): Page {
  const objectLabel = frame.context.org.schema.object(objectName)?.label ?? objectName;
  return panelPage(frame, {
    element: 'demo-record-page',
    title: objectLabel,
    properties: {
      ...{ recordId, objectApiName: objectName, objectLabel, siblings },
      regions: frame.placed.recordPages.get(objectName)?.regions ?? {},
      stages: objectName === 'Opportunity' ? stagesOf(frame.context) : [],
    },
  });
}
