const REFERENCE = /\$(\$|\(([^()]*)\)|)/g;

/**
 * Expands `$(NAME)` as Kubernetes does in args, commands and variables: `$$` is a dollar sign (so `$$(NAME)` stays
 * `$(NAME)`), a name that nobody defined stays as it was written.
 */
export function expand(text: string, lookUp: (name: string) => string | undefined): string {
  return text.replace(REFERENCE, (whole, form: string, name: string | undefined) => {
    if (form === '$') return '$';
    return name === undefined ? whole : (lookUp(name) ?? whole);
  });
}
