import { ApiError } from '../api-error.ts';
import { inTransaction } from '../data/index.ts';
import { type CompositePlan, type Part, planComposite } from './composite-plan.ts';
import { type Answers, resolveReferences, resolveUrl } from './composite-references.ts';
import type { ApiReply, ApiRequest, Call, Route } from './context.ts';
import { dispatchPart, readTarget } from './dispatch.ts';
import { errorReply } from './reply.ts';
import { notFound } from './route.ts';

/** Up to 25 requests in one call, in order, later ones with values of earlier ones. Counts as one API call. */
export const compositeRoutes: readonly Route[] = [{ path: 'composite', handlers: { POST: composite } }];

interface PartReply {
  readonly body: unknown;
  readonly httpHeaders: Readonly<Record<string, string>>;
  readonly httpStatusCode: number;
  readonly referenceId: string;
}

function composite(call: Call): ApiReply {
  const plan = planComposite(call.request.body, call.context.routes);
  const compositeResponse = plan.allOrNone ? runTogether(call, plan) : runParts(call, plan, false);
  return { status: 200, body: { compositeResponse } };
}

/** Thrown through the transaction to undo it; carries the answers as they stood. */
class RolledBack extends Error {
  readonly replies: PartReply[];

  constructor(replies: PartReply[]) {
    super('A part of the composite request failed');
    this.replies = replies;
  }
}

function runTogether(call: Call, plan: CompositePlan): PartReply[] {
  try {
    return inTransaction(call.context.org.database, () => {
      const replies = runParts(call, plan, true);
      if (replies.some(hasFailed)) throw new RolledBack(replies);
      return replies;
    });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
    // Who may see what can have been changed and changed back.
    call.context.org.accessVersion += 1;
    return plan.parts.map((part, index) => {
      const reply = error.replies[index];
      return reply !== undefined && hasFailed(reply) ? reply : rolledBack(part);
    });
  }
}

function runParts(call: Call, plan: CompositePlan, stopAtFailure: boolean): PartReply[] {
  const replies: PartReply[] = [];
  const answers = new Map<string, unknown>();
  for (const part of plan.parts) {
    const reply = toPartReply(part, runPart(call, part, answers));
    replies.push(reply);
    if (!hasFailed(reply)) answers.set(part.referenceId, reply.body);
    else if (stopAtFailure) break;
  }
  return replies;
}

function runPart(call: Call, part: Part, answers: Answers): ApiReply {
  try {
    return dispatchPart(call.context, call.session, toRequest(part, answers));
  } catch (error) {
    return errorReply(error);
  }
}

function toRequest(part: Part, answers: Answers): ApiRequest {
  const target = readTarget(resolveUrl(part.url, answers));
  if (target === undefined) throw notFound();
  return { ...target, method: part.method, headers: part.headers, body: resolveReferences(part.body, answers) };
}

function toPartReply(part: Part, reply: ApiReply): PartReply {
  return {
    body: reply.body ?? null,
    httpHeaders: reply.headers ?? {},
    httpStatusCode: reply.status,
    referenceId: part.referenceId,
  };
}

/** Besides an error status: a collection of which a record was refused, which by itself answers 200. */
function hasFailed(reply: PartReply): boolean {
  if (reply.httpStatusCode >= 400) return true;
  // Reading a collection answers null for each record that is not there.
  return (
    Array.isArray(reply.body) && reply.body.some((item) => (item as { success?: unknown } | null)?.success === false)
  );
}

function rolledBack(part: Part): PartReply {
  const message = 'The transaction was rolled back since another operation in the same transaction failed.';
  return toPartReply(part, errorReply(new ApiError(400, 'PROCESSING_HALTED', message)));
}
