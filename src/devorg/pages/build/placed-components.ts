import type { Plugin } from 'rollup';

import { placedComponents, readPages } from '../flexipages.ts';

const NAME = 'demo/placed';
const ID = `\0${NAME}`;

/** The module `demo/placed`: constructors of the components that the package's Lightning pages show, by name. */
export function placedModule(forceApp: string): Plugin {
  return {
    name: 'placed-components',
    resolveId: (specifier) => (specifier === NAME ? ID : null),
    load: (id) => {
      if (id !== ID) return null;
      const names = placedComponents(readPages(forceApp));
      const imports = names.map((name) => `import ${name} from 'c/${name}';`);
      return [...imports, `export const PLACED = { ${names.join(', ')} };`].join('\n');
    },
  };
}
