/** API versions in the path that the org in a box answers to; 66 is the one it is written for. */
const oldestVersion = 48;
const newestVersion = 67;

const seasons = ['Spring', 'Summer', 'Winter'] as const;

export interface VersionEntry {
  readonly label: string;
  readonly url: string;
  readonly version: string;
}

/** What `GET /services/data` answers. */
export function listVersions(): VersionEntry[] {
  const entries: VersionEntry[] = [];
  for (let version = oldestVersion; version <= newestVersion; version += 1) {
    entries.push({ label: label(version), url: `/services/data/v${version}.0`, version: `${version}.0` });
  }
  return entries;
}

/** `66.0` from `v66.0`; undefined for what is no version or out of range. */
export function readVersion(segment: string): string | undefined {
  const match = /^v(\d{2})\.0$/.exec(segment);
  if (match === null) return undefined;
  const version = Number(match[1]);
  return version >= oldestVersion && version <= newestVersion ? `${version}.0` : undefined;
}

/** Three releases a year: 48 was Spring '20, and a Winter release carries the next year's number. */
function label(version: number): string {
  const releases = version - oldestVersion;
  const season = seasons[releases % 3] ?? 'Spring';
  const year = 20 + Math.floor(releases / 3) + (season === 'Winter' ? 1 : 0);
  return `${season} '${year}`;
}
