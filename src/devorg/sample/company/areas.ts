import { CITIES, REGIONS } from '../words/places.ts';
import type { Area } from './company.ts';

/** Names for areas that join several small regions, by how many areas there are. */
const JOINED: Readonly<Record<number, readonly string[]>> = {
  2: ['North', 'South'],
  3: ['North', 'West', 'South'],
  6: ['North', 'East', 'West', 'South-West', 'South-East', 'International'],
};

/** A small seller has few and large areas. */
function countAreas(users: number): number {
  if (users < 40) return 2;
  if (users < 150) return 3;
  return users < 800 ? 6 : REGIONS.length;
}

export function areaOfRegion(region: number, areas: number): number {
  return Math.floor((region * areas) / REGIONS.length);
}

export function makeAreas(users: number): readonly Area[] {
  const count = countAreas(users);
  const names = JOINED[count] ?? REGIONS;
  return Array.from({ length: count }, (_, index) => ({
    index,
    name: names[index] ?? `Area ${String(index + 1)}`,
    cities: CITIES.filter((city) => city.size !== 'small' && areaOfRegion(city.region, count) === index).map(
      (city) => city.name,
    ),
  }));
}
