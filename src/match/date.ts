/** A date as yyyymmdd, from ISO, packed, and day-first or month-first forms; undefined where it is none. */
export function readDate(text: string): string | undefined {
  const parts = text.trim().split(/[T ]/)[0]?.match(/\d+/g) ?? [];
  if (parts.length === 1 && parts[0]?.length === 8) return parts[0];
  if (parts.length !== 3) return undefined;
  const [first = '', second = '', third = ''] = parts;
  if (first.length === 4) return first + second.padStart(2, '0') + third.padStart(2, '0');
  const year = third.length === 2 ? (Number(third) > 30 ? '19' : '20') + third : third;
  if (year.length !== 4) return undefined;
  // Month first only where it cannot be the day: one file holds one habit, so equal dates stay equal either way.
  const [day, month] = Number(second) > 12 ? [second, first] : [first, second];
  return year + month.padStart(2, '0') + day.padStart(2, '0');
}
