import type { PolicyChoices } from './effective-policy.ts';

/** For whom Baton is switched on while a company tries it out. */
export interface Pilot {
  /** Keys of divisions. */
  readonly divisions: readonly string[];
  /** Cities, as they stand on the user. */
  readonly places: readonly string[];
  /** Ids of users, 15 or 18 characters. */
  readonly users: readonly string[];
}

/** What decides whether somebody takes part. */
export interface PilotPerson {
  readonly id: string;
  readonly divisionKey: string | null;
  readonly city: string | null;
}

/** The pilot of a policy; undefined where Baton works for everybody. */
export function pilotOf(choices: PolicyChoices): Pilot | undefined {
  if (choices['pilot'] !== 'on') return undefined;
  const lines = (key: string): string[] =>
    String(choices[key] ?? '')
      .split('\n')
      .filter((line) => line !== '');
  return { divisions: lines('pilotDivisions'), places: lines('pilotPlaces'), users: lines('pilotUsers') };
}

/**
 * Whoever is named, or whose division or place is named, takes part; with nobody named a pilot has nobody. Letters and
 * blanks around a city make no difference, since people type them.
 */
export function isInPilot({ id, divisionKey, city }: PilotPerson, pilot: Pilot | undefined): boolean {
  if (pilot === undefined) return true;
  const isNamed = pilot.users.some((user) => user.slice(0, 15) === id.slice(0, 15));
  const isOfDivision = divisionKey !== null && pilot.divisions.includes(divisionKey);
  const place = city?.trim().toLowerCase();
  return isNamed || isOfDivision || pilot.places.some((one) => one.trim().toLowerCase() === place);
}
