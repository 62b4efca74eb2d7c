type Json = Readonly<Record<string, unknown>>;

/** The JSON merge patch (RFC 7386) that takes `patch` back from an object that looked like `before`. Pure. */
export function reverseMergePatch(before: unknown, patch: Json): Json {
  const old = isMap(before) ? before : {};
  return Object.fromEntries(
    Object.entries(patch).map(([key, value]) => {
      const was = old[key];
      if (isMap(value) && isMap(was)) return [key, reverseMergePatch(was, value)];
      return [key, was === undefined ? null : was];
    }),
  );
}

/** Does an object look as the patch wants it? Pure. */
export function isPatched(object: unknown, patch: Json): boolean {
  const found = isMap(object) ? object : {};
  return Object.entries(patch).every(([key, value]) => {
    if (value === null) return found[key] === undefined;
    if (isMap(value)) return isPatched(found[key], value);
    return contains(found[key], value);
  });
}

/** The API server fills defaults into the elements of lists: what was asked for has to be there, more may be. */
function contains(found: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted))
    return (
      Array.isArray(found) &&
      found.length === wanted.length &&
      wanted.every((element, index) => contains(found[index], element))
    );
  if (isMap(wanted)) return isMap(found) && Object.entries(wanted).every(([key, value]) => contains(found[key], value));
  return found === wanted;
}

function isMap(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
