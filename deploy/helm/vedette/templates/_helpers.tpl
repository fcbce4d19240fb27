{{- define "vedette.name" -}}
{{- if contains .Chart.Name .Release.Name }}{{ .Release.Name | trunc 52 | trimSuffix "-" }}{{ else }}{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 52 | trimSuffix "-" }}{{ end }}
{{- end }}

{{- define "vedette.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "vedette.labels" -}}
{{ include "vedette.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/part-of: {{ .Chart.Name }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{/* Whether nodes share the checks. */}}
{{- define "vedette.cluster" -}}
{{- if gt (int .Values.replicas) 1 }}true{{ end }}
{{- end }}

{{/* The port by which nodes notice at once that one is gone: always a hundred above the other. */}}
{{- define "vedette.detection" -}}
{{ add .Values.cluster.port 100 }}
{{- end }}

{{/* The secret of a part: an existing one, or the chart's. */}}
{{- define "vedette.secret" -}}
{{- default (include "vedette.name" .root) .part.existingSecret }}
{{- end }}

{{/* What cannot be right is refused before anything is installed. */}}
{{- define "vedette.checked" -}}
{{- if and (include "vedette.cluster" .) (not .Values.database.url) }}{{ fail "replicas: several nodes need one PostgreSQL; set database.url" }}{{ end }}
{{- if and (include "vedette.cluster" .) (not .Values.cluster.secret) (not .Values.cluster.existingSecret) }}{{ fail "replicas: several nodes need cluster.secret or cluster.existingSecret" }}{{ end }}
{{- if not (or .Values.http.open .Values.http.password .Values.http.existingSecret) }}{{ fail "http: set http.existingSecret or http.password, or http.open=true where the network is guarded" }}{{ end }}
{{- end }}
