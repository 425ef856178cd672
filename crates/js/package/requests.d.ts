// The types of what goes in, and the functions. What comes out has its types from the schema,
// `netpol.v1.json`.

/** Manifests: one text, or files with the names that answers call them by. */
export type Files = string | readonly File[];

export interface File {
  name: string;
  text: string;
}

/** How manifests are read: the options of the command line. */
export interface Options {
  /** The namespace of objects that name none. */
  defaultNamespace?: string;
  /** The last part of every name that the cluster's DNS knows. */
  clusterZone?: string;
  /** The API server that the manifests are for: `1.35`. */
  apiLevel?: string;
  /** The network plugin, as far as the reference knows it. */
  profile?: string;
  /** What it does where Kubernetes leaves the point open: `ipblock-pod=never`. */
  assume?: readonly string[];
  /** The network of pods of which the input gives no address. */
  podCidr?: readonly string[];
  /** How many steps an evaluation may take before it is given up. */
  maxSteps?: number;
}

export interface ListOptions extends Options {
  /** Between pods, not between workloads. */
  pods?: boolean;
}

export interface LintOptions extends Options {
  /** From which level on findings are told; `warning` where nothing is said. */
  level?: "hint" | "warning";
}

export interface Question {
  from: string;
  to: string;
  port: number;
  /** TCP where nothing is said. */
  protocol?: "TCP" | "UDP" | "SCTP";
}

/** Brings the engine; in Node.js it is there already. */
export function init(source?: string | URL | BufferSource | WebAssembly.Module): Promise<void>;

export function analyze(files: Files, options?: Options): Analysis | Refusal;
export function query(files: Files, question: Question, options?: Options): Answer | Refusal;
export function list(files: Files, options?: ListOptions): Listing | Refusal;
export function check(files: Files, expectations: string, options?: Options): Checked | Refusal;
export function lint(files: Files, options?: LintOptions): Linted | Refusal;
export function diff(before: Files, after: Files, options?: Options): Changes | Refusal;
