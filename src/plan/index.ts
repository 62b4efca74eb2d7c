/** What a run would do, said before it does it: pure functions on scenarios and on what was found in the cluster. */
export { isRefused, type Plan, totalDuration } from './plan.ts';
export { formatPlan } from './plan-text.ts';
export { type Outlook, planScenario, type ScenarioPlan } from './scenario-plan.ts';
