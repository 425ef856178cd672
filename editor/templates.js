// Whole objects to begin with. `#{…}` are the places that Tab goes through; NAMESPACE becomes the
// first namespace of the input.

import { TEMPLATES as WORDS } from "./words.js";

export const TEMPLATES = [
  {
    words: WORDS.policy,
    text: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: #{allow-web}
  namespace: #{NAMESPACE}
spec:
  podSelector:
    matchLabels:
      #{app}: #{db}
  policyTypes:
    - Ingress
  ingress:
    - from:
        - podSelector:
            matchLabels:
              #{app}: #{web}
`,
  },
  {
    words: WORDS.defaultDeny,
    text: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: default-deny
  namespace: #{NAMESPACE}
spec:
  podSelector: {}
  policyTypes:
    - Ingress
    - Egress
`,
  },
  {
    words: WORDS.names,
    text: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: allow-dns
  namespace: #{NAMESPACE}
spec:
  podSelector: {}
  policyTypes:
    - Egress
  egress:
    - to:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: kube-system
          podSelector:
            matchLabels:
              k8s-app: kube-dns
      ports:
        - port: 53
          protocol: UDP
        - port: 53
          protocol: TCP
`,
  },
  {
    words: WORDS.namespace,
    text: `apiVersion: v1
kind: Namespace
metadata:
  name: #{shop}
  labels:
    #{team}: #{shop}
`,
  },
  {
    words: WORDS.pod,
    text: `apiVersion: v1
kind: Pod
metadata:
  name: #{web}
  namespace: #{NAMESPACE}
  labels:
    app: #{web}
spec:
  containers:
    - name: main
      image: #{example/web}
      ports:
        - name: http
          containerPort: #{9:8080}
`,
  },
  {
    words: WORDS.deployment,
    text: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: #{web}
  namespace: #{NAMESPACE}
spec:
  replicas: 2
  selector:
    matchLabels:
      app: #{web}
  template:
    metadata:
      labels:
        app: #{web}
    spec:
      containers:
        - name: main
          image: #{example/web}
          ports:
            - name: http
              containerPort: #{9:8080}
`,
  },
  {
    words: WORDS.service,
    text: `apiVersion: v1
kind: Service
metadata:
  name: #{web}
  namespace: #{NAMESPACE}
spec:
  selector:
    app: #{web}
  ports:
    - port: 80
      targetPort: #{9:8080}
`,
  },
];
