/**
 * Image references: the door to their grammar, to splitting strings with holes, and to the question whether two are the same image.
 * Knows names only; which image exists where is the inventory's business.
 */
export { parseReference, printReference, looksLikeDomain, pathLimit, tagLimit, type Malformed, type Reference } from './referenceGrammar';
export { malformedImage, splitImage, textOf, type MalformedImage, type SplitImage } from './referenceSplit';
export { compareImages, isEqual, isGoneBeside, isOfOneRun, requestedAs, shareGenerated, storedAs, type Reader, type Verdict } from './referenceCompare';
export { codePointName, describeCharacter } from './referenceCharacters';
export { closest, editDistance } from './likeness';
export { isWord } from '../flow/sameness';
export { unsetIn } from '../flow/unset';
