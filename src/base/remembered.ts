/** Remembers what was found out about an object for as long as the object lives. `of` must depend on nothing else. */
export function remembered<K extends object, V>(of: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, V>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined || known.has(key)) return found as V;
    const made = of(key);
    known.set(key, made);
    return made;
  };
}
