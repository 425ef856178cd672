// The types of what goes in and comes out; `netpol.v1.json` says the same as a schema.

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

export type Protocol = "TCP" | "UDP" | "SCTP";

export interface Question {
  from: string;
  to: string;
  port: number;
  /** TCP where nothing is said. */
  protocol?: Protocol;
}

/** That there is no answer, and why. */
export interface Refusal {
  version: 1;
  error: string;
  diagnostics?: Finding[];
}

/** What is in the manifests, by name and in document order. */
export interface Analysis {
  version: 1;
  /** Whether something could not be read, and its objects are missing. */
  partial: boolean;
  namespaces: string[];
  workloads: string[];
  services: string[];
  policies: string[];
  diagnostics?: Finding[];
  error?: undefined;
}

export type Verdict = "allowed" | "denied" | "mixed" | "ambiguous" | "unknown" | "noBackend";

/** An answer; with the verdict `invalid` there is an error and nothing else. */
export interface Answer {
  version: 1;
  /** As it was asked. */
  from: unknown;
  to: unknown;
  port: unknown;
  protocol: unknown;
  verdict: Verdict | "invalid";
  error?: string;
  egress?: Gate;
  ingress?: Gate;
  disclosures?: string[];
  /** Only where those that the ends stand for differ. */
  members?: Member[];
  remarks?: { code: "nobody" | "perhapsBackend" | "lookupBlocked"; message: string }[];
  diagnostics?: Finding[];
  near?: Near[];
  closing?: Closing[];
  uses?: Use[];
  assumptions?: string[];
}

export interface Member {
  from: string;
  to: string;
  port: number | null;
  verdict: Verdict;
  egress: Gate;
  ingress: Gate;
  disclosures: string[];
  near?: Near[];
  closing?: Closing[];
}

/** One direction of a connection. */
export interface Gate {
  state: "notIsolated" | "admitted" | "rejected" | "exempt" | "undecided" | "mixed";
  exemption?: "self" | "ownNode" | "notASubject";
  isolatedBy: string[];
  admittedBy: Admission[];
  misses: Miss[];
  mayAdmit?: Admission[];
}

/** A place in a policy; indices count from 0. */
export interface Entry {
  kind: "NetworkPolicy";
  policy: string;
  rule: number;
  peer: number | null;
  span: Span;
}

export interface Admission extends Entry {
  port: number | null;
}

export type Clause = "namespace" | "namespaceSelector" | "podSelector" | "ipBlock" | "ports";

export interface Miss extends Entry {
  /** All clauses that do not hold. */
  failed: Clause[];
}

export type Direction = "egress" | "ingress";

/** An entry that would admit a denied connection but for one clause. */
export interface Near extends Entry {
  direction: Direction;
  failed: Clause;
  change: Change;
  certain: boolean;
}

/** What would make the clause hold; one of these. */
export interface Change {
  namespace?: string;
  namespaceLabels?: Wish[];
  podLabels?: Wish[];
  address?: string;
  except?: string;
  ports?: { ports: PortRange[]; names: string[] };
}

export interface Wish {
  key: string;
  operator: "In" | "NotIn" | "Exists" | "DoesNotExist";
  values: string[];
}

/** What closes a connection at one end, by itself. */
export interface Closing {
  direction: Direction;
  isolate: boolean;
  remove: Admission[];
}

/** What an entry that admits the connection is there for. */
export interface Use extends Entry {
  direction: Direction;
  alone: Used;
  amongOthers: Used;
}

export interface Used {
  count: number;
  more: boolean;
  open: boolean;
  first: { from: string; to: string }[];
}

export interface Listing {
  version: 1;
  connections: Connection[];
  mixed?: Connection[];
  undecided?: Connection[];
  diagnostics?: Finding[];
  error?: undefined;
}

export interface Connection {
  from: string;
  to: string;
  ports: PortRange[];
}

/** Ports of one protocol, both ends included. */
export interface PortRange {
  protocol: Protocol;
  from: number;
  to: number;
}

export interface Checked {
  version: 1;
  held: number;
  failed: number;
  expectations: Line[];
  diagnostics?: Finding[];
  error?: undefined;
}

export interface Line {
  expectation: string;
  span: Span;
  holds: boolean;
  error?: string;
  counterexample?: { from: string; to: string; verdict: Verdict; member: Member | null };
  more?: number;
}

/** What in policies probably does not mean what was meant. */
export interface Linted {
  version: 1;
  findings: Finding[];
  diagnostics?: Finding[];
  error?: undefined;
}

export interface Changes {
  version: 1;
  gained: Difference[];
  lost: Difference[];
  unsettled?: Difference[];
  diagnostics?: Finding[];
  error?: undefined;
}

export interface Difference extends Connection {
  before: State | null;
  after: State | null;
}

export interface State {
  verdict: Verdict;
  egress: Gate;
  ingress: Gate;
}

export interface Finding {
  severity: "error" | "warning" | "hint";
  code: string;
  message: string;
  span: Span;
  help?: string;
}

/** Lines and columns from 1, columns in characters; the end is the first character behind. */
export interface Span {
  file: string;
  start: Position;
  end: Position;
}

export interface Position {
  line: number;
  column: number;
}

/** Brings the engine; in Node.js it is there already. */
export function init(source?: string | URL | BufferSource | WebAssembly.Module): Promise<void>;

export function analyze(files: Files, options?: Options): Analysis | Refusal;
export function query(files: Files, question: Question, options?: Options): Answer | Refusal;
export function list(files: Files, options?: ListOptions): Listing | Refusal;
export function check(files: Files, expectations: string, options?: Options): Checked | Refusal;
export function lint(files: Files, options?: LintOptions): Linted | Refusal;
export function diff(before: Files, after: Files, options?: Options): Changes | Refusal;
