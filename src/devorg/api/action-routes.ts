import { ApiError } from '../api-error.ts';
import type { Org } from '../org.ts';
import type { ApiReply, Call, Route } from './context.ts';
import { asRecord } from './json.ts';
import type { Notification } from './notifications.ts';
import { notifiedUsers } from './notified-users.ts';

const actionName = 'customNotificationAction';
const maxTitle = 250;
const maxBody = 750;
const maxRecipients = 500;

/** The invocable actions of an org, of which the org in a box knows one: sending an in-app notification. */
export const actionRoutes: readonly Route[] = [
  { path: 'actions', handlers: { GET: listKinds } },
  { path: 'actions/standard', handlers: { GET: listActions } },
  { path: `actions/standard/${actionName}`, handlers: { GET: describeAction, POST: notify } },
];

const inputs = ['customNotifTypeId', 'recipientIds', 'senderId', 'title', 'body', 'targetId', 'targetPageRef'] as const;

function listKinds({ request }: Call): ApiReply {
  return { status: 200, body: { standard: `/services/data/v${request.version}/actions/standard` } };
}

function listActions({ request }: Call): ApiReply {
  const url = `/services/data/v${request.version}/actions/standard/${actionName}`;
  const action = { label: 'Send Custom Notification', name: actionName, type: actionName.toUpperCase(), url };
  return { status: 200, body: { actions: [action] } };
}

function describeAction(): ApiReply {
  return {
    status: 200,
    body: {
      description: 'Send a Custom Notification',
      inputs: inputs.map((name) => ({ name, required: name.startsWith('custom') || name === 'recipientIds' })),
      label: 'Send Custom Notification',
      name: actionName,
      outputs: [{ label: 'Success Message', name: 'SuccessMessage', type: 'STRING' }],
      standard: true,
      targetEntityName: null,
      type: actionName.toUpperCase(),
    },
  };
}

function notify({ context, viewer, request }: Call): ApiReply {
  if (!viewer.hasSystemPermission('SendCustomNotifications')) {
    throw new ApiError(403, 'INSUFFICIENT_ACCESS', 'You do not have permission to send custom notifications.');
  }
  const list = asRecord(request.body)['inputs'];
  if (!Array.isArray(list) || list.length === 0) {
    throw new ApiError(400, 'INVALID_INPUT', 'The request body needs a list of inputs.');
  }
  const results = list.map((input) => send(call(input), viewer.userId));
  const failed = results.some(({ isSuccess }) => !isSuccess);
  return { status: failed ? 400 : 200, body: results };

  function call(input: unknown): {
    input: Record<string, unknown>;
    keep: (notification: Notification) => void;
    org: Org;
  } {
    return {
      input: asRecord(input),
      org: context.org,
      keep: (notification) => {
        context.notifications.add(notification);
      },
    };
  }
}

interface ActionResult {
  readonly actionName: string;
  readonly errors: readonly { statusCode: string; message: string; fields: string[] }[] | null;
  readonly isSuccess: boolean;
  readonly outputValues: { SuccessMessage: string } | null;
}

interface Sending {
  readonly input: Record<string, unknown>;
  readonly org: Org;
  readonly keep: (notification: Notification) => void;
}

function send({ input, org, keep }: Sending, callerId: string): ActionResult {
  const notification = readNotification(input, org, callerId);
  if (typeof notification === 'string') {
    const errors = [{ statusCode: 'INVALID_API_INPUT', message: notification, fields: [] }];
    return { actionName, errors, isSuccess: false, outputValues: null };
  }
  keep(notification);
  const outputValues = { SuccessMessage: 'Your custom notification is processed successfully.' };
  return { actionName, errors: null, isSuccess: true, outputValues };
}

/** The notification that an input describes, or what is wrong with it. */
function readNotification(input: Record<string, unknown>, org: Org, callerId: string): Notification | string {
  const missing = ['customNotifTypeId', 'recipientIds', 'title', 'body'].find((name) => isBlank(input[name]));
  if (missing !== undefined) return `Missing required input parameter: ${missing}`;
  if (isBlank(input['targetId']) && isBlank(input['targetPageRef'])) {
    return 'Specify either a targetId or a targetPageRef.';
  }
  const recipientIds = [input['recipientIds']].flat().map(String);
  const [title, body] = [String(input['title']), String(input['body'])];
  if (title.length > maxTitle) return `The title can have at most ${maxTitle} characters.`;
  if (body.length > maxBody) return `The body can have at most ${maxBody} characters.`;
  if (recipientIds.length > maxRecipients) return `You can send to at most ${maxRecipients} recipients.`;
  return addressed({ input, org, callerId, recipientIds, title, body });
}

interface Letter {
  readonly input: Record<string, unknown>;
  readonly org: Org;
  readonly callerId: string;
  readonly recipientIds: readonly string[];
  readonly title: string;
  readonly body: string;
}

function addressed({ input, org, callerId, recipientIds, title, body }: Letter): Notification | string {
  const type = findType(org, String(input['customNotifTypeId']));
  if (type === undefined) return `Invalid custom notification type: ${String(input['customNotifTypeId'])}`;
  const userIds = notifiedUsers(org, recipientIds);
  if (typeof userIds === 'string') return `Invalid recipient: ${userIds}`;
  return {
    typeId: type.Id,
    typeName: type.DeveloperName,
    senderId: isBlank(input['senderId']) ? callerId : String(input['senderId']),
    recipientIds,
    userIds,
    title,
    body,
    targetId: isBlank(input['targetId']) ? null : String(input['targetId']),
    targetPageRef: isBlank(input['targetPageRef']) ? null : String(input['targetPageRef']),
  };
}

function findType(org: Org, id: string): { Id: string; DeveloperName: string } | undefined {
  const sql = 'SELECT Id, DeveloperName FROM "CustomNotificationType" WHERE substr(Id, 1, 15) = ?';
  return org.database.prepare(sql).get(id.slice(0, 15)) as { Id: string; DeveloperName: string } | undefined;
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
