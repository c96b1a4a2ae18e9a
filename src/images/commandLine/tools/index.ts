/** The programs whose command lines are understood. A new one is a file here and a line in this list. */
import type { Tool } from '../command';
import { compose } from './compose';
import { containerEngine } from './containerEngine';
import { helm } from './helm';
import { k3d } from './k3d';
import { kind } from './kind';
import { kubectl } from './kubectl';
import { kustomize } from './kustomize';
import { make } from './make';
import { minikube } from './minikube';
import { crictl, ctr } from './nodeRuntime';
import { skopeo } from './skopeo';
import { tkn } from './tkn';

export const tools: readonly Tool[] = [containerEngine, compose, kind, k3d, minikube, kubectl, kustomize, helm, skopeo, tkn, make, ctr, crictl];
