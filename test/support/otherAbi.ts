/** A grammar that was made for another version of the parser: the same bytes with another number where the language tells its version (`TSLanguage.abi_version`). */
export function withOtherAbi(grammar: Uint8Array): Uint8Array {
  const view = new DataView(grammar.buffer, grammar.byteOffset, grammar.byteLength);
  const number = (at: number): number => view.getUint32(at, true);
  const places: number[] = [];
  for (let at = 0; at + 16 <= grammar.length; at++) {
    // The version, then how many symbols, aliases and tokens there are; the tokens are some of the symbols.
    if (number(at) === 15 && number(at + 4) < 1000 && number(at + 8) < 100 && number(at + 12) > 50 && number(at + 12) < number(at + 4)) places.push(at);
  }
  const [place] = places;
  if (place === undefined || places.length > 1) throw new Error(`The version of the grammar may stand at ${places.join(', ') || 'no place'}.`);
  const changed = Uint8Array.from(grammar);
  changed[place] = 99;
  return changed;
}
