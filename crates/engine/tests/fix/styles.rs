//! One cluster in the three styles that people write policies in.

/// By indentation, with comments in every place.
pub(crate) const BLOCK: &str = "\
# What the shop admits.
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: db # the database
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: db
  ingress:
    # Only ours.
    - from:
        - namespaceSelector: # by stage
            matchLabels:
              env: qa
        - podSelector: # by name
            matchLabels:
              app: api # the usual
    - ports:
        # The usual one.
        - port: 5432
  policyTypes:
    - Ingress
    - Egress # nothing gets out
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: api
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: api
  ingress:
    - from:
        # Both must match.
        - namespaceSelector:
            matchLabels:
              env: qa
          podSelector: # here
            matchLabels:
              app: web
      ports:
        - port: 80 # the Service's
    - from:
        - ipBlock:
            cidr: 10.96.0.7/32
";

/// With brackets.
pub(crate) const FLOW: &str = "\
# What the shop admits.
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db, namespace: shop} # the database
spec:
  podSelector: {matchLabels: {app: db}}
  ingress: [{from: [{namespaceSelector: {matchLabels: {env: qa}}}, {podSelector: {matchLabels: {app: api}}}]}, {ports: [{port: 5432}]}]
  policyTypes: [Ingress, Egress] # nothing gets out
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: api, namespace: shop}
spec:
  podSelector: {matchLabels: {app: api}}
  ingress:
    - from: [{namespaceSelector: {matchLabels: {env: qa}}, podSelector: {matchLabels: {app: web}}}]
      ports: [{port: 80}] # the Service's
    - from:
        - {ipBlock: {cidr: 10.96.0.7/32}}
";

/// As `kubectl get -o json` prints it, here with fewer lines.
pub(crate) const JSON: &str = r#"{"apiVersion": "v1", "kind": "List", "items": [
  {"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy",
   "metadata": {"name": "db", "namespace": "shop"},
   "spec": {
     "podSelector": {"matchLabels": {"app": "db"}},
     "ingress": [
       {"from": [
         {"namespaceSelector": {"matchLabels": {"env": "qa"}}},
         {"podSelector": {"matchLabels": {"app": "api"}}}
       ]},
       {"ports": [{"port": 5432}]}
     ],
     "policyTypes": ["Ingress", "Egress"]}},
  {"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy",
   "metadata": {"name": "api", "namespace": "shop"},
   "spec": {
     "podSelector": {"matchLabels": {"app": "api"}},
     "ingress": [
       {"from": [{"namespaceSelector": {"matchLabels": {"env": "qa"}}, "podSelector": {"matchLabels": {"app": "web"}}}],
        "ports": [{"port": 80}]},
       {"from": [{"ipBlock": {"cidr": "10.96.0.7/32"}}]}
     ]}}
]}
"#;

/// Whom those policies are about.
pub(crate) const CLUSTER: &str = "\
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {env: qa}}
---
apiVersion: v1
kind: Namespace
metadata: {name: other, labels: {env: dev}}
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
---
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop, labels: {app: api}}
spec: {containers: [{name: main, ports: [{containerPort: 8080}]}]}
---
apiVersion: v1
kind: Pod
metadata: {name: db, namespace: shop, labels: {app: db}}
---
apiVersion: v1
kind: Pod
metadata: {name: guest, namespace: other, labels: {app: guest}}
---
apiVersion: v1
kind: Service
metadata: {name: web-svc, namespace: shop}
spec: {clusterIP: 10.96.0.7, selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: coredns, namespace: kube-system}
spec:
  selector: {matchLabels: {k8s-app: kube-dns}}
  template:
    metadata: {labels: {k8s-app: kube-dns}}
    spec: {containers: [{name: coredns, ports: [{name: dns, containerPort: 5353, protocol: UDP}, {name: dns-tcp, containerPort: 5353}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: kube-dns, namespace: kube-system}
spec:
  selector: {k8s-app: kube-dns}
  ports: [{name: dns, port: 53, protocol: UDP, targetPort: dns}, {name: dns-tcp, port: 53, targetPort: dns-tcp}]
";
