/** The one file that imports zod; the schema files take it from here. */
export { z } from 'zod';
