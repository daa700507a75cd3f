import type { DivisionKey } from '../divisions.ts';

export type Post = 'chief' | 'head' | 'manager' | 'rep' | 'agent' | 'marketer' | 'administrator' | 'integration';

/** How a colleague wants to appear to other divisions. */
export type Naming = 'Named' | 'Unnamed' | 'Hidden';

/** Somebody who works for the seller, as they are; their `User` row is written from this. */
export interface Colleague {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly post: Post;
  readonly division: DivisionKey | undefined;
  /** Index of the sales area; undefined for those who serve all of them. */
  readonly area: number | undefined;
  readonly city: string;
  readonly roleId: string | undefined;
  readonly managerId: string | undefined;
  readonly isActive: boolean;
  /** Has one of Baton's permission sets. */
  readonly hasBaton: boolean;
  readonly naming: Naming;
  /** For each product family of the own division, how good they are at selling it: 0 to 1. */
  readonly skills: Readonly<Record<string, number>>;
}

export interface Role {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | undefined;
}

/** A group of the org that records are shared with. */
export interface ShareGroup {
  readonly id: string;
  /** Colleagues who are in it, however nested. */
  readonly memberIds: readonly string[];
}

/** One division in one area. */
export interface Team {
  readonly division: DivisionKey;
  readonly area: number;
  readonly manager: Colleague;
  /** Those who are there now. */
  readonly reps: readonly Colleague[];
  /** Those who left and whose records are still around. */
  readonly formerReps: readonly Colleague[];
}

/** The seller: everything the customers' plans and records refer to. */
export interface Company {
  readonly areas: readonly Area[];
  readonly roles: readonly Role[];
  readonly colleagues: readonly Colleague[];
  readonly teams: readonly Team[];
  readonly agents: readonly Colleague[];
  readonly marketers: readonly Colleague[];
  readonly administrator: Colleague;
  readonly integration: Colleague;
  team(division: DivisionKey, area: number): Team;
  /** The sales area that this small region belongs to. */
  areaOf(region: number): number;
}

export interface Area {
  readonly index: number;
  readonly name: string;
  readonly cities: readonly string[];
}

/** Where ids and rows go: the org, or a test's own list. */
export interface Records {
  /** The next id of this object. */
  id(objectName: string): string;
  add(objectName: string, row: Readonly<Record<string, string | number | boolean | null>>): void;
}
