export { describeGlobal, describeSObject } from './describe-object.ts';
