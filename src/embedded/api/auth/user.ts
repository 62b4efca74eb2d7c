/** Who asks, as authentication found out. */
export interface User {
  readonly username: string;
  readonly uid?: string;
  readonly groups: readonly string[];
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

/** May do everything, whatever roles say. */
export const SUPERUSERS = 'system:masters';
/** The groups that kubeadm gives to the administrator's kubeconfig. */
export const ADMIN: User = { username: 'kubernetes-admin', groups: ['kubeadm:cluster-admins', 'system:authenticated'] };

export function isSuperuser(user: User): boolean {
  return user.groups.includes(SUPERUSERS) || user.groups.includes('kubeadm:cluster-admins');
}
