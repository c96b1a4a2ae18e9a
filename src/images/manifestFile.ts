/** YAML files of the workspace, and the templates of charts, as facts: their text, their image lines and their ignore comments. Depends on the file's text only. */
import type { IgnoreFact } from '../go/facts';
import { imagesInYaml, type YamlImage } from './yaml/imagesInYaml';

export interface ManifestFacts {
  readonly uri: string;
  readonly text: string;
  readonly images: readonly YamlImage[];
  readonly ignores: readonly IgnoreFact[];
}

/** Never throws; a file that isn't YAML gives what its lines surely say, a template of YAML nothing. */
export function manifestFacts(uri: string, text: string, ignores: readonly IgnoreFact[]): ManifestFacts {
  return { uri, text, images: uri.endsWith('.tpl') ? [] : imagesInYaml(text), ignores };
}
