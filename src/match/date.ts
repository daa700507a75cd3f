/** A date as yyyymmdd, from ISO, packed, and day-first or month-first forms; undefined where it is none. */
export function readDate(text: string): string | undefined {
  const day = text.trim().replace(/[T ].*$/, '');
  const parts = day.match(/\d+/g) ?? [];
  if (parts.length === 1 && day.length === 8) return parts[0];
  const [first, second, third] = parts;
  if (first === undefined || second === undefined || third === undefined || parts.length > 3) return undefined;
  if (first.length === 4) return first + second.padStart(2, '0') + third.padStart(2, '0');
  return fromYearLast(first, second, third);
}

function fromYearLast(first: string, second: string, last: string): string | undefined {
  const century = Number(last) > 30 ? '19' : '20';
  const year = last.length === 2 ? century + last : last;
  if (year.length !== 4) return undefined;
  // Month first only where it cannot be the day: one file holds one habit, so equal dates stay equal either way.
  const [day, month] = Number(second) > 12 ? [second, first] : [first, second];
  return year + month.padStart(2, '0') + day.padStart(2, '0');
}
