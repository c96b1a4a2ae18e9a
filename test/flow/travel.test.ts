import { travels } from '../support/travel';
import { calls } from './ways/calls';
import { constants } from './ways/constants';
import { manifests } from './ways/manifests';
import { strings } from './ways/strings';
import { collections, structs } from './ways/values';
import { variables } from './ways/variables';

travels('constants', constants);
travels('variables', variables);
travels('strings', strings);
travels('calls', calls);
travels('structs', structs);
travels('collections', collections);
travels('manifests and commands', manifests);
