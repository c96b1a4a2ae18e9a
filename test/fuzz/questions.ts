/** What an editor asks at any place of a workspace: hover, definition, references, rename, completion, tree and diagram answer or decline. */
import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { lineStarts, positionAt } from '../../src/base/text';
import { diagramOf } from '../../src/service/imageDiagram';
import { renameImage, renameTarget } from '../../src/service/imageRename';
import { chaptersOf, storyOf } from '../../src/service/imageStory';
import { sameRepositoryUses, sameUses, subjectAt } from '../../src/service/imageSubject';
import { suggestImages } from '../../src/service/imageSuggestions';
import { imageTree, onlyProblems } from '../../src/service/imageTree';
import { applied } from '../support/applied';
import { analyzed, open } from './analysis';
import type { Fuzzer } from './fuzz';
import { assertInside, assertPlace } from './inside';
import { spoiledFiles } from './workspaces';

export const questionFuzzers: readonly Fuzzer[] = [
  {
    name: 'hover, definition, references, completion, tree and diagram answer at any place, with places inside files',
    share: 1,
    property: () => fc.asyncProperty(spoiledFiles, fc.array(fc.nat(), { minLength: 1, maxLength: 20 }), async (files, places) => {
      const { workspace, service, analyze } = await open(files);
      const analysis = await analyze();
      const textOf = (uri: string): string | undefined => workspace.text(uri);
      // At sites, where there is much to say, and anywhere.
      const asked = [...analysis.inventory.sites.map(({ at }) => ({ uri: at.uri, offset: at.start })), ...places.map((place) => {
        const [path, text] = [...files][place % files.size] ?? ['', ''];
        return { uri: workspace.uri(path), offset: Math.floor(place / files.size) % (text.length + 1) };
      })];
      for (const { uri, offset } of asked) {
        const position = positionAt(lineStarts(textOf(uri) ?? ''), offset);
        service.siteAt(uri, position);
        service.fixesAt(uri, position);
        const subject = subjectAt(analysis.inventory, uri, offset);
        if (!subject) continue;
        assertPlace(textOf, subject.place);
        storyOf(analysis, subject);
        for (const chapter of chaptersOf(analysis, [...sameUses(analysis.inventory, subject), ...sameRepositoryUses(analysis.inventory, subject)])) for (const { at } of chapter.places) assertInside(textOf, at);
      }
      suggestImages(analysis);
      onlyProblems(imageTree(analysis));
      for (const { boxes } of diagramOf(analysis)) for (const at of boxes.flatMap((box) => box.places)) assertInside(textOf, at);
      service.dispose();
    }),
  },
  {
    name: 'a rename is refused with a reason, or its edits fit and the new name stands where the old one did',
    share: 1,
    property: () => fc.asyncProperty(spoiledFiles, fc.nat(), fc.oneof(fc.constantFrom('v7', 'localhost/other', 'A', '', 'x:y', 'é'), fc.string({ maxLength: 5 })), async (files, which, name) => {
      const analysis = await analyzed(files);
      const sources = analysis.inventory.sites.flatMap(({ image }) => image.values.flatMap(({ parts }) => parts.flatMap(({ source }) => (source ? [source] : []))));
      const place = sources[which % Math.max(sources.length, 1)];
      if (!place) return;
      const target = renameTarget(analysis, place.uri, place.end);
      if (!target) return;
      const edits = target.kind === 'refused' ? target : renameImage(analysis, target, name);
      if (target.kind === 'refused' || 'kind' in edits) {
        assert.ok('why' in edits && edits.why !== '');
        return;
      }
      const after = applied(files, { edits: edits.map(({ at, expected, newText }) => ({ uri: at.uri, range: analysis.locate(at).range, expected, newText })) });
      const shift = edits.reduce((by, { at, expected, newText }) => (at.uri === target.at.uri && at.start < target.at.start ? by + newText.length - expected.length : by), 0);
      const again = renameTarget(await analyzed(after), target.at.uri, target.at.start + shift);
      assert.equal(again?.kind === 'target' ? again.text : again?.why, name);
    }),
  },
];
