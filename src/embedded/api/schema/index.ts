export { declaredFields, type Field, fieldsOf, type Scalar, type Type } from './types.ts';
