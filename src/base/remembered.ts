/** Remembers what was found out about an object for as long as the object lives. `of` must depend on nothing else. */
export function remembered<K extends object, V>(of: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, { readonly value: V }>();
  return (key) => {
    let found = known.get(key);
    if (!found) known.set(key, (found = { value: of(key) }));
    return found.value;
  };
}
