#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

import { compileCache } from './cli/compile-cache.ts';

// Most of a short command's time goes into compiling. A folder that cannot be written only means that nothing is kept.
enableCompileCache(compileCache);
const { runCommand } = await import('./cli/run-command.ts');
await runCommand();
