export { authenticate } from './authenticate.ts';
export { type Attempt, authorize, isAllowed, reasonToAllow } from './authorize.ts';
export { rulesOf } from './rules.ts';
export {
  createServiceAccountTokens,
  ISSUER,
  type IssuedToken,
  type ServiceAccountTokens,
  type TokenRequest,
} from './service-account-tokens.ts';
export { ADMIN, isSuperuser, type User } from './user.ts';
