export { inProcessLoader, loadInProcess } from './loader.ts';
