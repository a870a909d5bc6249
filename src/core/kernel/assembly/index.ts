export { normalKey, normalTables, normals } from './normals';
