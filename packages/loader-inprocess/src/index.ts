export { inProcessLoader, loadInProcess } from './in-process-loader.ts';
