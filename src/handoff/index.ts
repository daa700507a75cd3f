/** The public door of `handoff/`: states, clocks, routing, and what happens to a hand-off next. */
export type { Changes } from './draft.ts';
export type { Candidate, Deal, Handoff, Intake, Rules, Standing, Word, World } from './handoff.ts';
export {
  chooseKnowers,
  type Introduction,
  type IntroductionRequest,
  type IntroductionStep,
  settleIntroduction,
} from './introduce.ts';
export {
  formatNotices,
  isForGiver,
  type NoticeEntry,
  type NoticeKind,
  noticeText,
  parseNotices,
  tellsOutcome,
} from './notices.ts';
export { route, type Signals, stepOf } from './route.ts';
export { settle, type Settled, type Successor, type Trouble } from './settle.ts';
export { ACTIONS, ACTORS, isClosed, type State, STATES, STEPS } from './states.ts';
export { addWorkingHours, localTime, officeHours, type Span, type WorkingTime } from './working-time.ts';
