/** Paths of the keys that occur twice in one object of a JSON text, which JSON.parse does not tell: `data.k`, `spec.ports[0].port`. */
export function findDuplicateFields(text: string): string[] {
  const found: string[] = [];
  const scopes: { readonly keys: Set<string> | undefined; path: string; index: number }[] = [];
  const token = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g;
  let pending = '';
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const scope = scopes.at(-1);
    const at = pathOf(scope, pending);
    switch (match[0][0]) {
      case '{':
        scopes.push({ keys: new Set(), path: at, index: 0 });
        break;
      case '[':
        scopes.push({ keys: undefined, path: at, index: 0 });
        break;
      case '}':
      case ']':
        scopes.pop();
        break;
      case ',':
        if (scope) scope.index++;
        break;
      case '"': {
        if (!scope?.keys || !/^\s*:/.test(text.slice(token.lastIndex))) break;
        pending = JSON.parse(match[0]);
        const path = pathOf(scope, pending);
        if (scope.keys.has(pending)) found.push(path);
        scope.keys.add(pending);
      }
    }
  }
  return found;
}

function pathOf(
  scope: { readonly keys: Set<string> | undefined; readonly path: string; readonly index: number } | undefined,
  key: string,
): string {
  if (!scope) return '';
  if (!scope.keys) return `${scope.path}[${scope.index}]`;
  return scope.path ? `${scope.path}.${key}` : key;
}
