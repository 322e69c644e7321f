module nordlicht.example/tarif

go 1.23

require github.com/spf13/cobra v1.8.1

require (
	github.com/getkin/kin-openapi v0.128.0
	github.com/prometheus/client_golang v1.20.5
	github.com/ggemini/gemini v1.0.0
	gopkg.in/yaml.v3 v3.0.1
)
