export { deepFreeze } from './freeze.ts';
export { type Change, createStore, type Store } from './store.ts';
