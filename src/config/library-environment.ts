/**
 * Sets environment variables that a library reads while it loads, where nobody has set them. Such switches have no other
 * place; settings of Baton never come from here.
 */
export function setForLibraries(values: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(values)) process.env[name] ??= value;
}
