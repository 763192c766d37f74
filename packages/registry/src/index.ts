export { type Catalog, createCatalog } from './catalog.ts';
export {
  createRegistry,
  type NameOf,
  type Registry,
  type RegistryOptions,
  type Services,
} from './registry.ts';
